namespace LlmWiki.Pages;

/// <summary>
/// Merges a draft into a body. On a page nobody edited the order is that of the draft, and blocks that stay although they
/// are in no draft keep their neighbours; on any other the order is that of the page, and new blocks come next to theirs.
/// </summary>
internal sealed class BodyMerge
{
    private readonly Page _page;
    private readonly FootnoteMerge _footnotes;
    private readonly OwnedBlock?[] _owned;

    /// <summary>The number of the draft's block for each of the page; -1 for none.</summary>
    private readonly int[] _drafted;

    /// <summary>The identities of the draft's blocks.</summary>
    private readonly HashSet<string> _said;
    private readonly List<OwnedBlock> _deleted = [];

    public BodyMerge(PageDraft draft, Page page, SourceView sources)
    {
        _page = page;
        IsEdited = page.Owned.IsEdited
            || !page.Owned.Blocks.Select(entry => entry.Hash).SequenceEqual(page.Blocks.Where(block => page.CitationOf(block) is null).Select(block => block.Hash));
        _owned = MatchOwned();
        _footnotes = new FootnoteMerge(draft, page, sources, IsEdited || page.Owned.Blocks.Any(entry => entry.IsHealed));
        _said = [.. _footnotes.Blocks.Select(block => block.Identity)];
        _drafted = MatchDraft();
    }

    /// <summary>Whether the body is something else than just what the tool wrote, in that order.</summary>
    private bool IsEdited { get; }

    public MergedBody Run()
    {
        var blocks = IsEdited ? InOrderOfPage() : InOrderOfDraft();
        return new MergedBody(blocks, _footnotes.UsedBy(blocks), _deleted, IsEdited);
    }

    /// <summary>
    /// Gives each block of the page its entry in the list of the tool's, if it has one. Of more blocks than entries with
    /// the same text the last are copies that a person made; entries left over are of blocks that a person deleted.
    /// </summary>
    private OwnedBlock?[] MatchOwned()
    {
        var entries = _page.Owned.Blocks;
        var numbers = Pairing.Of(_page.Blocks, entries, (block => block.Hash, entry => entry.Hash));
        var used = numbers.ToHashSet();
        _deleted.AddRange(entries.Where((_, number) => !used.Contains(number)));
        return [.. numbers.Select(number => number < 0 ? (OwnedBlock?)null : entries[number])];
    }

    /// <summary>Pairs the tool's blocks with those of the draft that say the same; the title is the title, whatever it says.</summary>
    private int[] MatchDraft() => Pairing.Of(
        [.. _page.Blocks.Zip(_owned)],
        _footnotes.Blocks,
        (pair => pair.Second is null ? null : pair.First.Kind + pair.First.Text, block => block.Kind + block.Text),
        (pair => pair.Second is null ? null : pair.First.Kind + pair.Second.Value.Identity, block => block.Kind + block.Identity),
        (pair => pair is { First.Level: 1, Second: not null } ? "title" : null, block => block.Level == 1 ? "title" : null));

    private LinkedList<MergedBlock> InOrderOfDraft()
    {
        var kept = _page.Blocks.Select((block, i) => Kept(i) is { } same ? same with { Raw = same.Text == block.Text ? block.Raw : null, At = -1 } : null);
        return new KeptBlocks(_footnotes.Blocks, [.. kept], _drafted).Weave();
    }

    private LinkedList<MergedBlock> InOrderOfPage()
    {
        var result = new LinkedList<MergedBlock>();
        var placed = new LinkedListNode<MergedBlock>?[_footnotes.Blocks.Length];
        for (var i = 0; i < _page.Blocks.Length; i++)
        {
            if (Kept(i) is { } kept)
            {
                var node = result.AddLast(kept);
                if (_drafted[i] >= 0)
                {
                    placed[_drafted[i]] = node;
                }
            }
        }

        new NewBlocks(_footnotes.Blocks, placed, result, _deleted).Insert();
        RemoveEmptySections(result, [.. placed]);
        return result;
    }

    /// <summary>A block of the page as it is from now on; null for the tool's where there is no more reason for it.</summary>
    private MergedBlock? Kept(int number)
    {
        var block = _page.Blocks[number];
        if (_page.CitationOf(block) is not null)
        {
            return null;
        }

        var isLast = number == _page.Blocks.Length - 1;
        var kept = new MergedBlock(block.Kind, block.Level, block.Text) { Raw = block.Raw, At = number, Owned = _owned[number], IsOpen = isLast && PageBlocks.IsOpen(block) };
        if (_owned[number] is not { } entry || _footnotes.CitesUnread(block))
        {
            return kept;
        }

        if (entry.IsHealed && StaysHealed(block, number))
        {
            return kept with { IsDrafted = _drafted[number] >= 0 };
        }

        if (_drafted[number] >= 0)
        {
            var renewed = _footnotes.Blocks[_drafted[number]];
            return Renewed(kept, renewed.Text, new OwnedBlock(PageBlock.HashOf(renewed.Text), renewed.Identity, false)) with { IsDrafted = true };
        }

        if ((entry.IsOrphan || _footnotes.CitesOnlyGone(block)) && !_said.Contains(entry.Identity))
        {
            var text = Citation.Without(block.Text, _ => true);
            return Renewed(kept, text, new OwnedBlock(PageBlock.HashOf(text), entry.Identity, true));
        }

        return kept.IsHeading || _footnotes.CitesPersons(block) ? kept : null;
    }

    /// <summary>What was mended stays so, until its ground is gone, or the draft has more to cite for it.</summary>
    private bool StaysHealed(PageBlock block, int number) => !_footnotes.CitesNothingThatHolds(block)
        && (_drafted[number] < 0 || !Citation.LabelsIn(_footnotes.Blocks[_drafted[number]].Text).Except(Citation.LabelsIn(block.Text)).Any());

    private static MergedBlock Renewed(MergedBlock block, string text, OwnedBlock owned)
    {
        var raw = block.Raw!;
        var newline = raw.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var tail = raw[raw.TrimEnd('\n', '\r', ' ', '\t').Length..];
        return block with { Text = text, Raw = text == block.Text ? raw : text.Replace("\n", newline, StringComparison.Ordinal) + tail, Owned = owned };
    }

    /// <summary>Takes away headings of the tool that are in the draft no more and stand above nothing.</summary>
    private static void RemoveEmptySections(LinkedList<MergedBlock> blocks, HashSet<LinkedListNode<MergedBlock>?> drafted)
    {
        var level = 0;
        for (LinkedListNode<MergedBlock>? node = blocks.Last, before; node is not null; node = before)
        {
            before = node.Previous;
            var block = node.Value;
            if (block.IsHeading && block.Level >= level && block.Owned is not null && !drafted.Contains(node))
            {
                blocks.Remove(node);
            }
            else if (block.Kind is not (BlockKind.Footnote or BlockKind.LinkDefinition))
            {
                level = block.IsHeading ? block.Level : int.MaxValue;
            }
        }
    }
}
