using System.Collections.Concurrent;
using System.Diagnostics;

namespace LlmWiki.Llama.Engine;

/// <summary>
/// One context and the thread that owns it. Calls come in by a queue; up to <see cref="EnginePlan.Slots"/> of them run at a time, each in
/// a sequence and a part of the cache of its own. A turn decodes at most one piece of one prompt, and then one token of each call that is writing: a prompt
/// is always cut at the same places and never mixed with others, so a reply does not depend on what runs beside it.
/// </summary>
internal sealed class Worker : IDisposable
{
    private readonly LlamaModel _model;
    private readonly EnginePlan _plan;
    private readonly PrefixStore _store;
    private readonly BlockingCollection<Generation> _incoming = [];
    private readonly LinkedList<Generation> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    private readonly SlotTable _slots;
    private ModelContext _context = null!;
    private ReplyWriter _writer = null!;

    // The only call in the batch that runs now; null where there are several, or none.
    private Generation? _alone;
    private long _load;

    public Worker(LlamaModel model, EnginePlan plan, PrefixStore store, int number)
    {
        (_model, _plan, _store) = (model, plan, store);
        _slots = new SlotTable(plan.Slots);
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
            using (var picker = new TokenPicker(_model.Vocabulary))
            {
                _writer = new ReplyWriter(_model.Vocabulary, picker);
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
        if (_waiting.Count == 0 && !_slots.Busy.Any())
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

        foreach (var slot in _slots.Busy.Where(slot => slot.Call!.Cancel.IsCancellationRequested).ToList())
        {
            Fail(slot.Call!, new OperationCanceledException(slot.Call!.Cancel));
            slot.Free();
        }
    }

    /// <summary>First come, first served. A slot that holds the prefix of a call from the last one is the best for it.</summary>
    private void Admit()
    {
        while (_waiting.First is { } first && _slots.FreeFor(first.Value) is { } slot)
        {
            _waiting.RemoveFirst();
            slot.Take(first.Value);
        }

        _slots.BeginThoseThatCan(_context, _store);
    }

    private void DecodePrompt()
    {
        if (_slots.Busy.FirstOrDefault(slot => slot.IsInPrompt) is { } slot)
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
        var writing = _slots.Busy.Where(slot => slot.IsGenerating).ToArray();
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

    private unsafe void Choose(Slot slot)
    {
        try
        {
            if (_writer.Write(slot, _context.Logits(slot.Output)) is { } ending)
            {
                Finish(slot, ending);
            }
        }
        catch (WikiException error)
        {
            Fail(slot.Call!, error);
            slot.Free();
        }
    }

    private void Finish(Slot slot, Ending ending)
    {
        Interlocked.Add(ref _load, -slot.Call!.Work);
        slot.Call.OnCancel.Dispose();
        slot.End(ending);
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
        foreach (var slot in _slots.All)
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
        foreach (var slot in _slots.Busy.ToList())
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
