namespace LlmWiki.Llama.Engine;

/// <summary>The slots of a worker: which is free for a call, and what of the call is in its cache already.</summary>
internal sealed class SlotTable(int count)
{
    private readonly Slot[] _slots = [.. Enumerable.Range(0, count).Select(sequence => new Slot(sequence))];

    public IReadOnlyList<Slot> All => _slots;

    public IEnumerable<Slot> Busy => _slots.Where(slot => slot.Call is not null);

    /// <summary>A free slot, best one that holds the prefix of the call from the last one; null where all are busy.</summary>
    public Slot? FreeFor(Generation call) =>
        Array.Find(_slots, slot => slot.Call is null && StartsAlike(slot.Tokens, call)) ?? Array.Find(_slots, slot => slot.Call is null);

    private static bool StartsAlike(IReadOnlyList<int> tokens, Generation call) =>
        call.PrefixLength > 0 && tokens.Count > call.PrefixLength && tokens.Take(call.PrefixLength).SequenceEqual(call.Prompt.Take(call.PrefixLength));

    /// <summary>True while another slot decodes the same prefix: it will be in the store soon, so it need not be decoded twice.</summary>
    private bool IsBeingDecoded(Generation call) => Array.Exists(_slots, other =>
        other is { HasBegun: true, IsInPrefix: true } && other.Call!.Prompt.AsSpan(0, other.Call.PrefixLength).SequenceEqual(call.Prompt.AsSpan(0, call.PrefixLength)));

    /// <summary>Starts the calls that were taken, but for those whose prefix another slot decodes just now.</summary>
    public void BeginThoseThatCan(ModelContext context, PrefixStore store)
    {
        foreach (var slot in Busy.Where(slot => !slot.HasBegun && !IsBeingDecoded(slot.Call!)))
        {
            Begin(slot, context, store);
        }
    }

    private static void Begin(Slot slot, ModelContext context, PrefixStore store)
    {
        var call = slot.Call!;
        var prefix = call.Prompt.AsSpan(0, call.PrefixLength);
        if (call.PrefixLength > 0 && slot.HoldsPrefix() && context.Remove(slot.Sequence, call.PrefixLength))
        {
            slot.Start(call.PrefixLength);
            return;
        }

        context.Remove(slot.Sequence);
        var isStored = call.PrefixLength > 0 && store.Load(prefix) is { } state && context.LoadSequence(slot.Sequence, state);
        if (!isStored)
        {
            context.Remove(slot.Sequence);
        }

        slot.Start(isStored ? call.PrefixLength : 0);
    }
}
