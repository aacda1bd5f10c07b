using System.Diagnostics;

namespace LlmWiki.Llama.Engine;

/// <summary>
/// The batches of one context: a piece of one prompt, or one token of each call that is writing. A prompt is always cut at the same places
/// and never mixed with others, and each slot has a cache of its own, so a reply does not depend on what runs beside it.
/// </summary>
internal sealed class Decoding(ModelContext context, SlotTable slots, PrefixStore store)
{
    // The only call in the batch that runs now; null where there are several, or none.
    private Generation? _alone;

    /// <summary>Ends the batch that runs now where the call may be in it. Any thread may call it.</summary>
    public void Abort(Generation call)
    {
        if (Volatile.Read(ref _alone) is not { } alone || alone == call)
        {
            context.Abort();
        }
    }

    /// <summary>Decodes the next piece of one prompt; returns the slot where that was the last, whose first token can be chosen now.</summary>
    public IReadOnlyList<Slot> Prompt()
    {
        if (slots.Busy.FirstOrDefault(slot => slot.IsInPrompt) is not { Call: { } call } slot)
        {
            return [];
        }

        Fill(slot, slot.IsInPrefix ? call.PrefixLength : slot.Tokens.Count);
        var count = context.Count;
        if (!Decode(call, elapsed => call.Usage.PromptTime += elapsed))
        {
            GoBack(slot);
            return [];
        }

        slot.Next += count;
        if (slot.Next == call.PrefixLength)
        {
            store.Save(call.Prompt.AsSpan(0, call.PrefixLength), () => context.SaveSequence(slot.Sequence));
        }

        return slot.Next == slot.Tokens.Count ? [slot] : [];
    }

    /// <summary>Decodes the last token of each call that is writing; returns their slots, whose next tokens can be chosen now.</summary>
    public IReadOnlyList<Slot> Outputs()
    {
        var writing = slots.Busy.Where(slot => slot.IsGenerating).ToArray();
        if (writing.Length == 0)
        {
            return [];
        }

        context.Clear();
        foreach (var slot in writing)
        {
            slot.Output = context.Add(slot.Tokens[slot.Next], slot.Next, slot.Sequence, isOutput: true);
        }

        var isDone = Decode(writing.Length == 1 ? writing[0].Call : null, elapsed => Array.ForEach(writing, slot => slot.Call!.Usage.OutputTime += elapsed));
        Array.ForEach(writing, isDone ? slot => slot.Next++ : GoBack);
        return isDone ? writing : [];
    }

    private void Fill(Slot slot, int end)
    {
        context.Clear();
        for (var index = slot.Next; index < end && context.Count < context.BatchSize; index++)
        {
            slot.Output = context.Add(slot.Tokens[index], index, slot.Sequence, isOutput: index == slot.Tokens.Count - 1);
        }
    }

    /// <summary>False where it was aborted: some of the batch may be in the cache.</summary>
    private bool Decode(Generation? alone, Action<TimeSpan> account)
    {
        Volatile.Write(ref _alone, alone);
        var start = Stopwatch.GetTimestamp();
        var done = context.Decode() == Decoded.Done;
        account(Stopwatch.GetElapsedTime(start));
        Volatile.Write(ref _alone, null);
        return done;
    }

    /// <summary>Takes an aborted batch out of the cache, so that it can be decoded again. A recurrent model starts anew.</summary>
    private void GoBack(Slot slot)
    {
        if (!context.Remove(slot.Sequence, slot.Next))
        {
            context.Remove(slot.Sequence);
            slot.Next = 0;
        }
    }
}
