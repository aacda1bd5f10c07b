using System.Collections.Concurrent;

namespace LlmWiki.Llama.Engine;

/// <summary>
/// One context and the thread that owns it: calls come in by a queue, get a slot, and end. Up to <see cref="EnginePlan.Slots"/> of them run at
/// a time. Each turn takes what came in, lets go of what was cancelled, and has <see cref="Decoding"/> do one step.
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

    private Decoding _decoding = null!;
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
        call.OnCancel = call.Cancel.Register(() => _decoding?.Abort(call));
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

#pragma warning disable CA1031 // Do not catch general exception types: what is thrown here would end the process; the callers get it instead
    private void Run()
    {
        try
        {
            using (_context = new ModelContext(_model, _plan.Apply))
            using (var picker = new TokenPicker(_model.Vocabulary))
            {
                _writer = new ReplyWriter(_model.Vocabulary, picker);
                _decoding = new Decoding(_context, _slots, _store);
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
            ChooseAll(_decoding.Prompt());
            ChooseAll(_decoding.Outputs());
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

    private void ChooseAll(IReadOnlyList<Slot> decoded)
    {
        foreach (var slot in decoded)
        {
            Choose(slot);
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
