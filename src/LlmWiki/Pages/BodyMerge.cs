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
    private readonly List<OwnedBlock> _deleted = [];
    private readonly LinkedList<MergedBlock> _result = [];

    /// <summary>The result's block for each of the draft that is on the page.</summary>
    private readonly LinkedListNode<MergedBlock>?[] _placed;

    public BodyMerge(PageDraft draft, Page page, SourceView sources)
    {
        _page = page;
        IsEdited = page.Owned.IsEdited
            || !page.Owned.Blocks.Select(entry => entry.Hash).SequenceEqual(page.Blocks.Where(block => page.CitationOf(block) is null).Select(block => block.Hash));
        _footnotes = new FootnoteMerge(draft, page, sources, IsEdited);
        _placed = new LinkedListNode<MergedBlock>?[_footnotes.Blocks.Length];
        _owned = MatchOwned();
        _drafted = MatchDraft();
    }

    /// <summary>Whether the body is something else than just what the tool wrote, in that order.</summary>
    private bool IsEdited { get; }

    public MergedBody Run()
    {
        if (IsEdited)
        {
            KeepInPlace();
            new NewBlocks(_footnotes.Blocks, _placed, _result, _deleted).Insert();
            RemoveEmptySections();
        }
        else
        {
            FollowDraft();
        }

        return new MergedBody(_result, _footnotes.UsedBy(_result), _deleted, IsEdited);
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

    private void KeepInPlace()
    {
        for (var i = 0; i < _page.Blocks.Length; i++)
        {
            if (Kept(i) is { } kept)
            {
                var node = _result.AddLast(kept);
                if (_drafted[i] >= 0)
                {
                    _placed[_drafted[i]] = node;
                }
            }
        }
    }

    private void FollowDraft()
    {
        var kept = Enumerable.Range(0, _page.Blocks.Length).Select(Kept).ToArray();
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = kept[i] is { } block ? block with { Raw = block.Text == _page.Blocks[i].Text ? block.Raw : null, At = -1 } : null;
        }

        var pageOf = new Dictionary<int, int>();
        for (var i = 0; i < _drafted.Length; i++)
        {
            pageOf.TryAdd(_drafted[i], i);
        }

        for (var i = 0; i < _placed.Length; i++)
        {
            _placed[i] = _result.AddLast(pageOf.TryGetValue(i, out var at) ? kept[at]! : MergedBlock.Of(_footnotes.Blocks[i]));
        }

        var last = (LinkedListNode<MergedBlock>?)null;
        for (var i = 0; i < kept.Length; i++)
        {
            if (_drafted[i] >= 0)
            {
                last = _placed[_drafted[i]];
            }
            else if (kept[i] is { } stays && (!stays.IsHeading || HasKept(i, kept)))
            {
                last = last is null ? _result.AddFirst(stays) : _result.AddAfter(last, stays);
            }
        }
    }

    /// <summary>Whether a heading that is in no draft is followed by a block that stays all the same, and will stand below it.</summary>
    private bool HasKept(int heading, MergedBlock?[] kept)
    {
        var next = heading + 1;
        while (next < kept.Length && _drafted[next] < 0 && kept[next] is null or { IsHeading: true } && (_page.Blocks[next].Level is 0 || _page.Blocks[next].Level > _page.Blocks[heading].Level))
        {
            next++;
        }

        return next < kept.Length && _drafted[next] < 0 && kept[next] is { IsHeading: false };
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

        if (_drafted[number] >= 0)
        {
            var renewed = _footnotes.Blocks[_drafted[number]];
            return Renewed(kept, renewed.Text, new OwnedBlock(PageBlock.HashOf(renewed.Text), renewed.Identity, false));
        }

        if (entry.IsOrphan || _footnotes.CitesOnlyGone(block))
        {
            var text = Citation.Without(block.Text, _ => true);
            return Renewed(kept, text, new OwnedBlock(PageBlock.HashOf(text), entry.Identity, true));
        }

        return kept.IsHeading || _footnotes.CitesPersons(block) ? kept : null;
    }

    private static MergedBlock Renewed(MergedBlock block, string text, OwnedBlock owned)
    {
        var raw = block.Raw!;
        var newline = raw.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var tail = raw[raw.TrimEnd('\n', '\r', ' ', '\t').Length..];
        return block with { Text = text, Raw = text == block.Text ? raw : text.Replace("\n", newline, StringComparison.Ordinal) + tail, Owned = owned };
    }

    /// <summary>Takes away headings of the tool that are in the draft no more and stand above nothing.</summary>
    private void RemoveEmptySections()
    {
        var drafted = _placed.ToHashSet();
        var level = 0;
        for (LinkedListNode<MergedBlock>? node = _result.Last, before; node is not null; node = before)
        {
            before = node.Previous;
            var block = node.Value;
            if (block.IsHeading && block.Level >= level && block.Owned is not null && !drafted.Contains(node))
            {
                _result.Remove(node);
            }
            else if (block.Kind is not (BlockKind.Footnote or BlockKind.LinkDefinition))
            {
                level = block.IsHeading ? block.Level : int.MaxValue;
            }
        }
    }
}
