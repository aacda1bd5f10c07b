using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>The lines of one section of an index page, or of a whole page that is for one letter.</summary>
internal sealed class IndexSection
{
    private readonly record struct Placed(PageBlock Block, int Start);

    private readonly SnapshotFile _file;
    private readonly LintPage _page;
    private readonly LinkStyle _links;
    private readonly string? _heading;
    private readonly Placed? _top;
    private readonly List<(Placed Item, string Key)> _items;

    /// <param name="heading">Null: the whole page.</param>
    public IndexSection(HealView view, SnapshotFile file, string? heading)
    {
        (_file, _page, _links, _heading) = (file, view.Wiki[file.Path]!, view.Links, heading);
        var blocks = BlocksOf(file).ToList();
        var top = blocks.FindIndex(each => each.Block.Kind == BlockKind.Heading && (heading is null || each.Block.HeadingText == heading));
        top = top < 0 && heading is not null ? Alike(view.Wiki, blocks, heading) : top;
        _top = top < 0 ? null : blocks[top];
        var inside = top < 0 ? [] : blocks.Skip(top + 1).TakeWhile(each => each.Block.Kind != BlockKind.Heading || (heading is not null && each.Block.Level > _top!.Value.Block.Level));
        _items = [.. inside.Where(each => each.Block.Kind == BlockKind.ListItem).Select(each => (each, KeyOf(each)))];
        IsSplit = _items.Exists(item => LinksIn(item.Item).Any(pair => pair.Target.File is { } target && target.IsUnder("wiki/index")));
    }

    /// <summary>The heading over most pages of that kind, which a person has called otherwise; -1 where there is none.</summary>
    private int Alike(LintWiki wiki, List<Placed> blocks, string heading)
    {
        var (best, most) = (-1, 0);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Block is not { Kind: BlockKind.Heading, Level: > 1 })
            {
                continue;
            }

            var pages = blocks.Skip(i + 1).TakeWhile(each => each.Block.Kind != BlockKind.Heading).Where(each => each.Block.Kind == BlockKind.ListItem)
                .SelectMany(item => LinksIn(item).Take(1)).Select(pair => pair.Target.File is { } file ? wiki[file] : null).OfType<LintPage>().ToList();
            var alike = pages.Count(page => IndexEntry.HeadingOf(page.Outline.Head.Type) == heading);
            (best, most) = alike > most && alike * 2 > pages.Count ? (i, alike) : (best, most);
        }

        return best;
    }

    /// <summary>Its lines lead to index pages by letter.</summary>
    public bool IsSplit { get; }

    private string Newline => _file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Edits that put lines in.</summary>
    public ImmutableArray<TextEdit> With(IEnumerable<IndexEntry> entries)
    {
        var sorted = entries.OrderBy(entry => entry.SortKey, StringComparer.Ordinal).ThenBy(entry => entry.Page).ToList();
        if (_top is not { } top)
        {
            return [NewSection(sorted)];
        }

        if (_items.Count == 0)
        {
            var end = EndOf(top);
            return [new TextEdit(_file.Path, end, 0, Newline + string.Concat(sorted.Select(entry => Newline + "- " + entry.LineOn(_file.Path, _links))))];
        }

        return [.. sorted.GroupBy(entry => _items.FindIndex(item => string.CompareOrdinal(item.Key, entry.SortKey) > 0)).Select(At)];
    }

    /// <summary>Lines that stand before one item, or behind the last.</summary>
    private TextEdit At(IGrouping<int, IndexEntry> entries)
    {
        var item = entries.Key < 0 ? _items[^1].Item : _items[entries.Key].Item;
        var lines = entries.Select(entry => $"{item.Block.Raw.TrimStart()[0]} {entry.LineOn(_file.Path, _links)}");
        return entries.Key < 0
            ? new TextEdit(_file.Path, EndOf(item), 0, string.Concat(lines.Select(line => Newline + line)))
            : new TextEdit(_file.Path, item.Start, 0, string.Concat(lines.Select(line => line + Newline)));
    }

    /// <summary>Before the first of the sections that come behind it, else at the end.</summary>
    private TextEdit NewSection(List<IndexEntry> entries)
    {
        var text = $"## {_heading}{Newline}{Newline}{string.Concat(entries.Select(entry => $"- {entry.LineOn(_file.Path, _links)}{Newline}"))}";
        var behind = IndexEntry.Sections.Select(section => section.Heading).SkipWhile(heading => heading != _heading).Skip(1).ToHashSet();
        var next = BlocksOf(_file).FirstOrDefault(each => each.Block is { Kind: BlockKind.Heading, Level: 2 } && behind.Contains(each.Block.HeadingText));
        if (next.Block is not null)
        {
            return new TextEdit(_file.Path, next.Start, 0, text + Newline);
        }

        var end = _file.Text.AsSpan().TrimEnd().Length;
        return new TextEdit(_file.Path, end, _file.Text.Length - end, Newline + Newline + text);
    }

    /// <summary>Sorted by what its first link shows; a line without one stays where it is.</summary>
    private string KeyOf(Placed item) => LinksIn(item).Select(pair => Folding.Fold(pair.Link.Text)).FirstOrDefault("");

    private IEnumerable<(OutlineLink Link, LinkTarget Target)> LinksIn(Placed item) =>
        _page.Outline.Links.Zip(_page.Targets).Where(pair => pair.First.Start >= item.Start && pair.First.Start < item.Start + item.Block.Raw.Length);

    private static int EndOf(Placed block) => block.Start + block.Block.Raw.TrimEnd().Length;

    private static IEnumerable<Placed> BlocksOf(SnapshotFile file)
    {
        var at = file.Page.StartOf(0);
        foreach (var block in file.Page.Blocks)
        {
            yield return new Placed(block, at);
            at += block.Raw.Length;
        }
    }
}
