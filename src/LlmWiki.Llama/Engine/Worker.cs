using System.Collections.Concurrent;
using System.Diagnostics;
using LlmWiki.Llama.Native;

namespace LlmWiki.Llama.Engine;

/// <summary>
/// One context and the thread that owns it. Calls come in by a queue; up to <see cref="EnginePlan.Slots"/> of them run at a time, each in
/// a sequence and a part of the cache of its own. A turn decodes at most one piece of one prompt, and then one token of each call that is writing: a prompt
/// is always cut at the same places and never mixed with others, so a reply does not depend on what runs beside it.
/// </summary>
internal sealed unsafe class Worker : IDisposable
{
    private readonly LlamaModel _model;
    private readonly EnginePlan _plan;
    private readonly PrefixStore _store;
    private readonly BlockingCollection<Generation> _incoming = [];
    private readonly LinkedList<Generation> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    private readonly Slot[] _slots;
    private ModelContext _context = null!;
    private TokenPicker _picker = null!;

    // The only call in the batch that runs now; null where there are several, or none.
    private Generation? _alone;
    private long _load;

    public Worker(LlamaModel model, EnginePlan plan, PrefixStore store, int number)
    {
        (_model, _plan, _store) = (model, plan, store);
        _slots = [.. Enumerable.Range(0, plan.Slots).Select(sequence => new Slot(sequence))];
        _thread = new Thread(Run) { IsBackground = true, Name = $"llama {number}" };
        _thread.Start();
    }

    /// <summary>Done when the context is there; fails as making it fails.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Tokens that are asked of it and not done.</summary>
    public long Load => Volatile.Read(ref _load);

    /// <summary>True where a call with this prefix was sent to it lately.</summary>
    public ConcurrentDictionary<int, byte> PrefixesSeen { get; } = new();

    public void Add(Generation call)
    {
        Interlocked.Add(ref _load, call.Work);
        call.OnCancel = call.Cancel.Register(() => Abort(call));
        try
        {
            _incoming.Add(call);
        }
        catch (InvalidOperationException)
        {
            Fail(call, Closed());
        }
    }

    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        _stopping.Cancel();
        _context?.Abort();
        _thread.Join();
        _stopping.Dispose();
        _incoming.Dispose();
    }

    private void Abort(Generation call)
    {
        if (Volatile.Read(ref _alone) is not { } alone || alone == call)
        {
            _context?.Abort();
        }
    }

#pragma warning disable CA1031 // Do not catch general exception types: what is thrown here would end the process; the callers get it instead
    private void Run()
    {
        try
        {
            using (_context = new ModelContext(_model, _plan.Apply))
            using (_picker = new TokenPicker(_model.Vocabulary))
            {
                _ready.SetResult();
                while (!_stopping.IsCancellationRequested)
                {
                    Turn();
                }
            }
        }
        catch (Exception error)
        {
            if (!_ready.TrySetException(error))
            {
                FailAll(error);
            }
        }
        finally
        {
            FailAll(Closed());
        }
    }

    private void Turn()
    {
        try
        {
            TakeIncoming();
            _context.AllowDecode();
            _stopping.Token.ThrowIfCancellationRequested();
            DropCancelled();
            Admit();
            DecodePrompt();
            DecodeOutputs();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            // The cache is in an unknown state: those that run fail, those that wait go on with an empty one.
            Reset(error);
        }
    }
#pragma warning restore CA1031

    private void TakeIncoming()
    {
        var isIdle = _waiting.Count == 0 && Array.TrueForAll(_slots, slot => slot.Call is null);
        if (isIdle)
        {
            _waiting.AddLast(_incoming.Take(_stopping.Token));
        }

        while (_incoming.TryTake(out var call))
        {
            _waiting.AddLast(call);
        }
    }

    private void DropCancelled()
    {
        for (var node = _waiting.First; node is not null;)
        {
            var (call, next) = (node.Value, node.Next);
            if (call.Cancel.IsCancellationRequested)
            {
                _waiting.Remove(node);
                Fail(call, new OperationCanceledException(call.Cancel));
            }

            node = next;
        }

        foreach (var slot in _slots.Where(slot => slot.Call?.Cancel.IsCancellationRequested == true))
        {
            Fail(slot.Call!, new OperationCanceledException(slot.Call!.Cancel));
            slot.Free();
        }
    }

    /// <summary>First come, first served. A slot that holds the prefix of a call from the last one is the best for it.</summary>
    private void Admit()
    {
        while (_waiting.First is { } first && FreeSlot(first.Value) is { } slot)
        {
            _waiting.RemoveFirst();
            slot.Take(first.Value);
        }

        foreach (var slot in _slots.Where(slot => slot is { Call: not null, HasBegun: false } && !IsBeingDecoded(slot.Call)))
        {
            Begin(slot, slot.Call!);
        }
    }

    private Slot? FreeSlot(Generation call) =>
        Array.Find(_slots, slot => slot.Call is null && StartsAlike(slot.Tokens, call)) ?? Array.Find(_slots, slot => slot.Call is null);

    private static bool StartsAlike(IReadOnlyList<int> tokens, Generation call) =>
        call.PrefixLength > 0 && tokens.Count > call.PrefixLength && tokens.Take(call.PrefixLength).SequenceEqual(call.Prompt.Take(call.PrefixLength));

    /// <summary>True while another slot decodes the same prefix: it will be in the store soon, so it need not be decoded twice.</summary>
    private bool IsBeingDecoded(Generation call) => Array.Exists(_slots, other =>
        other is { HasBegun: true, IsInPrefix: true } && other.Call!.Prompt.AsSpan(0, other.Call.PrefixLength).SequenceEqual(call.Prompt.AsSpan(0, call.PrefixLength)));

    private void Begin(Slot slot, Generation call)
    {
        var prefix = call.Prompt.AsSpan(0, call.PrefixLength);
        if (call.PrefixLength > 0 && slot.HoldsPrefix() && _context.Remove(slot.Sequence, call.PrefixLength))
        {
            slot.Start(call.PrefixLength);
            return;
        }

        _context.Remove(slot.Sequence);
        var isStored = call.PrefixLength > 0 && _store.Load(prefix) is { } state && _context.LoadSequence(slot.Sequence, state);
        if (!isStored)
        {
            _context.Remove(slot.Sequence);
        }

        slot.Start(isStored ? call.PrefixLength : 0);
    }

    private void DecodePrompt()
    {
        if (Array.Find(_slots, slot => slot.IsInPrompt) is { } slot)
        {
            DecodePrompt(slot);
        }
    }

    private void DecodePrompt(Slot slot)
    {
        var end = slot.IsInPrefix ? slot.Call!.PrefixLength : slot.Tokens.Count;
        var count = Math.Min(_context.BatchSize, end - slot.Next);
        _context.Clear();
        for (var index = slot.Next; index < slot.Next + count; index++)
        {
            slot.Output = _context.Add(slot.Tokens[index], index, slot.Sequence, isOutput: index == slot.Tokens.Count - 1);
        }

        var call = slot.Call!;
        if (!Decode(call, elapsed => call.Usage.PromptTime += elapsed))
        {
            GoBack(slot);
            return;
        }

        slot.Next += count;
        if (slot.Next == call.PrefixLength)
        {
            _store.Save(call.Prompt.AsSpan(0, call.PrefixLength), () => _context.SaveSequence(slot.Sequence));
        }

        if (slot.Next == slot.Tokens.Count)
        {
            Choose(slot);
        }
    }

    private void DecodeOutputs()
    {
        var writing = Array.FindAll(_slots, slot => slot.IsGenerating);
        if (writing.Length == 0)
        {
            return;
        }

        _context.Clear();
        foreach (var slot in writing)
        {
            slot.Output = _context.Add(slot.Tokens[slot.Next], slot.Next, slot.Sequence, isOutput: true);
        }

        var done = Decode(writing.Length == 1 ? writing[0].Call : null, elapsed => Array.ForEach(writing, slot => slot.Call!.Usage.OutputTime += elapsed));
        foreach (var slot in writing)
        {
            if (done)
            {
                slot.Next++;
                Choose(slot);
            }
            else
            {
                GoBack(slot);
            }
        }
    }

    /// <summary>False where it was aborted: some of the batch may be in the cache.</summary>
    private bool Decode(Generation? alone, Action<TimeSpan> account)
    {
        Volatile.Write(ref _alone, alone);
        var start = Stopwatch.GetTimestamp();
        var done = _context.Decode() == Decoded.Done;
        account(Stopwatch.GetElapsedTime(start));
        Volatile.Write(ref _alone, null);
        return done;
    }

    /// <summary>Takes an aborted batch out of the cache, so that it can be decoded again. A recurrent model starts anew.</summary>
    private void GoBack(Slot slot)
    {
        if (!_context.Remove(slot.Sequence, slot.Next))
        {
            _context.Remove(slot.Sequence);
            slot.Next = 0;
        }
    }

    private void Choose(Slot slot)
    {
        var call = slot.Call!;
        try
        {
            var token = Pick(slot, call);
            if (_model.Vocabulary.IsEnd(token))
            {
                Finish(slot, Ending.Stop, flush: true);
                return;
            }

            slot.Append(token);
            var piece = _model.Vocabulary.Piece(token, call.ShowControl || call.Grammar is not null);
            if (slot.Write(piece))
            {
                Finish(slot, Ending.Stop, flush: false);
            }
            else if (Accept(call.Grammar, token, piece))
            {
                Finish(slot, Ending.Stop, flush: true);
            }
            else if (call.Usage.OutputTokens >= call.MaxTokens)
            {
                Finish(slot, Ending.Length, flush: true);
            }
        }
        catch (WikiException error)
        {
            Fail(call, error);
            slot.Free();
        }
    }

    private int Pick(Slot slot, Generation call)
    {
        var logits = new Span<float>(_context.Logits(slot.Output), _model.Vocabulary.Count);
        while (true)
        {
            var token = _picker.Pick(logits, call, slot.Random, call.Usage.Passes);
            if (call.Grammar is null || _model.Vocabulary.IsEnd(token) || slot.StaysText(_model.Vocabulary.Piece(token)))
            {
                return token;
            }

            logits[token] = float.NegativeInfinity;
        }
    }

    /// <summary>
    /// Tells the grammar; true where the reply is whole. Our grammars allow nothing after the last bracket or quote, so the step that
    /// would only bring the end token is saved.
    /// </summary>
    private bool Accept(GrammarHandle? grammar, int token, ReadOnlySpan<byte> piece)
    {
        if (grammar is null)
        {
            return false;
        }

        LlamaApi.llama_sampler_accept(grammar.Value, token);
        return piece.Length > 0 && piece[^1] is (byte)'}' or (byte)']' or (byte)'"' && _picker.IsWhole(grammar);
    }

    private void Finish(Slot slot, Ending ending, bool flush)
    {
        Interlocked.Add(ref _load, -slot.Call!.Work);
        slot.Call.OnCancel.Dispose();
        slot.End(ending, flush);
        slot.Free();
    }

    private void Fail(Generation call, Exception error)
    {
        Interlocked.Add(ref _load, -call.Work);
        call.OnCancel.Dispose();
        call.Grammar?.Dispose();
        call.Text.Writer.TryComplete(error);
    }

    private static OperationCanceledException Closed() => new("the engine was closed");

    private void Reset(Exception error)
    {
        foreach (var slot in _slots)
        {
            if (slot.Call is { } call)
            {
                Fail(call, error);
                slot.Free();
            }

            _context.Remove(slot.Sequence);
            slot.Forget();
        }
    }

    private void FailAll(Exception error)
    {
        foreach (var slot in _slots.Where(slot => slot.Call is not null))
        {
            Fail(slot.Call!, error);
            slot.Free();
        }

        _incoming.CompleteAdding();
        foreach (var call in _waiting.Concat(_incoming.GetConsumingEnumerable()))
        {
            Fail(call, error);
        }

        _waiting.Clear();
    }
}
