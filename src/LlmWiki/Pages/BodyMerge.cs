using System.Collections.Immutable;

namespace LlmWiki.Pages;

/// <summary>A block on its way to the page.</summary>
internal sealed record MergedBlock(BlockKind Kind, int Level, string Text)
{
    /// <summary>As it is written, with the blank lines that follow it; null for a block that was not on the page.</summary>
    public string? Raw { get; init; }

    /// <summary>Number of the block on the page it comes from; -1 for a new one.</summary>
    public int At { get; init; } = -1;

    /// <summary>The tool's entry for it; null for a person's block.</summary>
    public OwnedBlock? Owned { get; init; }

    public bool IsHeading => Kind == BlockKind.Heading;

    /// <summary>It takes in whatever is written below it: see <see cref="PageBlocks.IsOpen"/>.</summary>
    public bool IsOpen { get; init; }
}

/// <param name="Citations">The tool's footnotes, in order of first use.</param>
/// <param name="Owned">
/// The tool's blocks in the order of the draft, which tells later that a person moved some; then the others, and those that
/// a person deleted.
/// </param>
internal sealed record MergedBody(IReadOnlyCollection<MergedBlock> Blocks, IReadOnlyList<Citation> Citations, ImmutableArray<OwnedBlock> Owned);

/// <summary>Merges a draft into a body. See <see cref="PageMerge"/>.</summary>
internal sealed class BodyMerge
{
    private readonly FootnoteMerge _footnotes;
    private readonly LinkedList<MergedBlock> _result = [];
    private readonly List<OwnedBlock> _deleted = [];

    /// <summary>Draft blocks that are not placed yet, by kind and identity, in order.</summary>
    private readonly Dictionary<(BlockKind, string), Queue<int>> _waiting = [];
    private readonly LinkedListNode<MergedBlock>?[] _placed;

    public BodyMerge(PageDraft draft, Page page, SourceView sources)
    {
        _footnotes = new FootnoteMerge(draft, page, sources);
        _placed = new LinkedListNode<MergedBlock>?[_footnotes.Blocks.Length];
        for (var i = 0; i < _placed.Length; i++)
        {
            var key = (_footnotes.Blocks[i].Kind, _footnotes.Blocks[i].Identity);
            _waiting.TryAdd(key, []);
            _waiting[key].Enqueue(i);
        }

        var owned = MatchOwned(page);
        for (var i = 0; i < page.Blocks.Length; i++)
        {
            if (page.CitationOf(page.Blocks[i]) is null)
            {
                Keep(page.Blocks[i], i, owned[i], isOpen: i == page.Blocks.Length - 1 && PageBlocks.IsOpen(page.Blocks[i]));
            }
        }
    }

    public MergedBody Run()
    {
        var drafted = _footnotes.Blocks.Select(block => block.Identity).ToHashSet();
        new NewBlocks(_footnotes.Blocks, _placed, _result, _deleted).Insert();
        RemoveEmptySections(drafted);
        var inOrder = _placed.Where(node => node?.List is not null).Select(node => node!.Value).Distinct(ReferenceEqualityComparer.Instance).Cast<MergedBlock>().ToList();
        var owned = inOrder.Concat(_result.Except(inOrder, ReferenceEqualityComparer.Instance).Cast<MergedBlock>()).Select(block => block.Owned).OfType<OwnedBlock>();
        return new MergedBody(_result, _footnotes.UsedBy(_result), [.. owned, .. _deleted]);
    }

    /// <summary>
    /// Gives each block of the page its entry in the list of the tool's, if it has one. Of more blocks than entries with
    /// the same text the last are copies that a person made; entries left over are of blocks that a person deleted.
    /// </summary>
    private OwnedBlock?[] MatchOwned(Page page)
    {
        var entries = new Dictionary<string, Queue<OwnedBlock>>();
        foreach (var entry in page.Owned.Blocks)
        {
            entries.TryAdd(entry.Hash, []);
            entries[entry.Hash].Enqueue(entry);
        }

        var matched = page.Blocks.Select(block => entries.TryGetValue(block.Hash, out var left) && left.TryDequeue(out var entry) ? entry : (OwnedBlock?)null).ToArray();
        var used = page.Owned.Blocks.GroupBy(entry => entry.Hash).ToDictionary(group => group.Key, group => group.Count() - entries[group.Key].Count);
        _deleted.AddRange(page.Owned.Blocks.Where(entry => used[entry.Hash]-- <= 0));
        return matched;
    }

    private void Keep(PageBlock block, int at, OwnedBlock? owned, bool isOpen)
    {
        var kept = new MergedBlock(block.Kind, block.Level, block.Text) { Raw = block.Raw, At = at, Owned = owned, IsOpen = isOpen };
        if (owned is not { } entry)
        {
            _result.AddLast(kept);
            return;
        }

        var number = Take(block, entry.Identity);
        if (number is { } same && !_footnotes.CitesUnread(block))
        {
            var renewed = _footnotes.Blocks[same];
            kept = Renewed(kept, renewed.Text, renewed.Identity, isOrphan: false);
        }
        else if (entry.IsOrphan || _footnotes.CitesOnlyGone(block))
        {
            kept = Renewed(kept, _footnotes.CitesPersons(block) ? block.Text : Citation.Without(block.Text, _ => true), entry.Identity, isOrphan: true);
        }
        else if (!kept.IsHeading && !_footnotes.CitesUnread(block) && !_footnotes.CitesPersons(block))
        {
            return;
        }

        var node = _result.AddLast(kept);
        if (number is { } placed)
        {
            _placed[placed] = node;
        }
    }

    /// <summary>The block of the draft that says what this one says; for the tool's title the new title.</summary>
    private int? Take(PageBlock block, string identity)
    {
        if (_waiting.TryGetValue((block.Kind, identity), out var waiting) && waiting.TryDequeue(out var number))
        {
            return number;
        }

        var title = block.Level == 1 ? _footnotes.Blocks.FirstOrDefault(item => item.Level == 1) : null;
        return title is not null && _waiting[(title.Kind, title.Identity)].TryDequeue(out number) ? number : null;
    }

    private static MergedBlock Renewed(MergedBlock block, string text, string identity, bool isOrphan)
    {
        var raw = block.Raw!;
        var newline = raw.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var tail = raw[raw.TrimEnd('\n', '\r', ' ', '\t').Length..];
        return block with
        {
            Text = text,
            Raw = text == block.Text ? raw : text.Replace("\n", newline, StringComparison.Ordinal) + tail,
            Owned = new OwnedBlock(PageBlock.HashOf(text), identity, isOrphan),
        };
    }

    /// <summary>Takes away headings of the tool that stand above nothing, if they are new or in no draft any more.</summary>
    private void RemoveEmptySections(HashSet<string> drafted)
    {
        var level = 0;
        for (LinkedListNode<MergedBlock>? node = _result.Last, before; node is not null; node = before)
        {
            before = node.Previous;
            var block = node.Value;
            if (block.IsHeading && block.Level >= level && block.Owned is { } owned && (block.Raw is null || !drafted.Contains(owned.Identity)))
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
