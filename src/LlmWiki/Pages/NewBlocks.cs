using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// Puts those blocks of a draft on the page that are not there, and that no person deleted: each next to its neighbours in
/// the draft, behind what a person wrote below these.
/// </summary>
internal sealed class NewBlocks
{
    private readonly ImmutableArray<DraftBlock> _draft;
    private readonly LinkedListNode<MergedBlock>?[] _placed;
    private readonly LinkedList<MergedBlock> _page;
    private readonly HashSet<string> _deleted;
    private readonly Dictionary<(int Level, string Name), LinkedListNode<MergedBlock>> _headings = [];
    private readonly Dictionary<string, LinkedListNode<MergedBlock>> _persons = [];

    /// <param name="placed">The block of the page for each of the draft that is there.</param>
    public NewBlocks(ImmutableArray<DraftBlock> draft, LinkedListNode<MergedBlock>?[] placed, LinkedList<MergedBlock> page, IEnumerable<OwnedBlock> deleted)
    {
        (_draft, _placed, _page) = (draft, placed, page);
        _deleted = [.. deleted.Select(entry => entry.Identity)];
        for (var node = page.First; node is not null; node = node.Next)
        {
            if (node.Value.IsHeading)
            {
                _headings.TryAdd(NameOf(node.Value.Level, node.Value.Text), node);
            }
            else if (node.Value.Owned is null)
            {
                _persons.TryAdd(node.Value.Text, node);
            }
        }
    }

    public void Insert()
    {
        LinkedListNode<MergedBlock>? cursor = null;
        var (section, cursorSection) = (0, -1);
        for (var i = 0; i < _draft.Length; i++)
        {
            section += _draft[i].Kind == BlockKind.Heading ? 1 : 0;
            if (IsMissing(i))
            {
                _placed[i] = Persons(_draft[i]) ?? (HasNews(i) ? Add(i, cursor, hasNeighbour: cursorSection == section) : null);
            }

            if (_placed[i] is { } node)
            {
                (cursor, cursorSection) = (node, section);
            }
        }
    }

    private bool IsMissing(int number) => _placed[number] is null && !_deleted.Contains(_draft[number].Identity);

    /// <summary>Whether it is no heading, or one below which something is to be added: blocks that are there do not move.</summary>
    private bool HasNews(int number)
    {
        if (_draft[number].Kind != BlockKind.Heading)
        {
            return true;
        }

        var level = _draft[number].Level;
        for (var i = number + 1; i < _draft.Length && (_draft[i].Kind != BlockKind.Heading || _draft[i].Level > level); i++)
        {
            if (_draft[i].Kind != BlockKind.Heading && IsMissing(i) && Persons(_draft[i]) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What a person wrote serves as the tool's where it says the same: a heading of that name, any title of the page, or a
    /// block of exactly that text.
    /// </summary>
    private LinkedListNode<MergedBlock>? Persons(DraftBlock block) => block.Kind == BlockKind.Heading
        ? _headings.GetValueOrDefault(NameOf(block.Level, block.Text))
        : _persons.GetValueOrDefault(block.Text);

    private static (int, string) NameOf(int level, string heading) =>
        (level, level == 1 ? "" : Folding.Fold(PageBlock.HeadingOf(heading)));

    private LinkedListNode<MergedBlock> Add(int number, LinkedListNode<MergedBlock>? cursor, bool hasNeighbour)
    {
        var draft = _draft[number];
        var block = MergedBlock.Of(draft);
        if (cursor is null && block.Level == 1)
        {
            return _page.AddFirst(block);
        }

        if (!hasNeighbour && draft.Kind != BlockKind.Heading && NextOfSection(number) is { } next)
        {
            return _page.AddBefore(next, block);
        }

        // Not between a person's blocks, which may belong together; but text stays above the next heading.
        var after = cursor ?? (_page.First is { } first && Passes(first.Value, block) ? first : null);
        while (after?.Next is { } below && Passes(below.Value, block))
        {
            after = below;
        }

        return after is null ? _page.AddFirst(block) : after.Value.IsOpen ? _page.AddBefore(after, block) : _page.AddAfter(after, block);
    }

    private static bool Passes(MergedBlock below, MergedBlock block) =>
        below.Owned is null && !below.IsOpen && (block.IsHeading || !below.IsHeading);

    /// <summary>The next block of the same section of the draft that is on the page.</summary>
    private LinkedListNode<MergedBlock>? NextOfSection(int number)
    {
        for (var i = number + 1; i < _draft.Length && _draft[i].Kind != BlockKind.Heading; i++)
        {
            if (_placed[i] is { } node)
            {
                return node;
            }
        }

        return null;
    }
}
