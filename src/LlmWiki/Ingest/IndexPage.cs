using System.Globalization;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

/// <summary>
/// The index: each page with a line, by type. A type with many pages gets an index page for each first letter, so that no
/// page grows with the wiki.
/// </summary>
public sealed class IndexPage(WikiSnapshot wiki, LinkStyle links, IReadOnlyList<string> unwanted, NameDecisions decisions)
{
    public static readonly RelPath Path = new("wiki/index.md");

    /// <summary>Pages of one type that are listed on one page.</summary>
    public const int MaxLines = 200;

    private const int MaxDescription = 160;

    private static readonly (string Type, string Heading)[] Order =
    [
        ("concept", "Concepts"), ("entity", "People, places and things"), ("answer", "Answers"), ("", "Other pages"), ("source", "Sources"),
    ];

    private sealed record Line(RelPath Page, string Title, string Description);

    /// <summary>All index pages as they should be; of those that are there and not among them the tool's lines go away.</summary>
    public IEnumerable<PageDraft> Drafts()
    {
        var byType = wiki.Files.Where(file => !IsIndex(file.Path) && file.Path != LogPage.Path).ToLookup(TypeOf, ToLine);
        var main = new List<DraftBlock> { new(BlockKind.Heading, "# Index", "Index", 1) };
        var split = new List<PageDraft>();
        foreach (var (type, heading) in Order.Where(item => byType[item.Type].Any()))
        {
            var lines = byType[type].OrderBy(line => Folding.Fold(line.Title), StringComparer.Ordinal).ThenBy(line => line.Page).ToList();
            main.Add(new DraftBlock(BlockKind.Heading, "## " + heading, heading, 2));
            if (lines.Count <= MaxLines)
            {
                main.AddRange(lines.Select(line => Item(Path, line)));
                continue;
            }

            foreach (var letter in lines.GroupBy(line => Letter(line.Title)).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var page = new RelPath($"wiki/index/{Slug.Of(heading)}-{Slug.Of(letter.Key)}.md");
                main.Add(new DraftBlock(BlockKind.ListItem, string.Create(CultureInfo.InvariantCulture, $"- {PageLink.Write(Path, page, letter.Key, links)}: {letter.Count()} pages"), "letter " + type + letter.Key));
                split.Add(Draft(page, $"{heading}: {letter.Key}", [.. letter.Select(line => Item(page, line))]));
            }
        }

        var skip = unwanted.Count == 0 ? [] : new[] { KeyValuePair.Create("skip", YamlText.List(unwanted)) };
        return split.Prepend(Draft(Path, "Index", main[1..]) with { Generated = [.. skip, .. decisions.Values()] });
    }

    public static bool IsIndex(RelPath path) => path == Path || path.IsUnder("wiki/index");

    private static PageDraft Draft(RelPath path, string title, List<DraftBlock> blocks) => new()
    {
        Path = path,
        Head = [KeyValuePair.Create("type", "index"), KeyValuePair.Create("title", YamlText.Scalar(title))],
        Blocks = [new DraftBlock(BlockKind.Heading, "# " + MarkdownText.Escape(title), title, 1), .. blocks],
        Citations = [],
    };

    private DraftBlock Item(RelPath index, Line line)
    {
        var description = line.Description.Length == 0 ? "" : ": " + MarkdownText.Escape(line.Description);
        return new DraftBlock(BlockKind.ListItem, $"- {PageLink.Write(index, line.Page, line.Title, links)}{description}", "page " + line.Page);
    }

    private static string TypeOf(SnapshotFile file)
    {
        var type = file.Head.MapOrEmpty.Text("type") ?? "";
        return Array.Exists(Order, item => item.Type == type) ? type : "";
    }

    private static Line ToLine(SnapshotFile file)
    {
        var map = file.Head.MapOrEmpty;
        var description = (map.Text("description") ?? "").ReplaceLineEndings(" ");
        var cut = description.Length > MaxDescription ? description.LastIndexOf(' ', MaxDescription) : -1;
        return new Line(file.Path, map.Text("title") ?? file.Page.Title, cut > 0 ? description[..cut] + " …" : description);
    }

    private static string Letter(string title)
    {
        var folded = Folding.Fold(title).TrimStart();
        var first = folded.Length == 0 ? "#" : char.IsHighSurrogate(folded[0]) && folded.Length > 1 ? folded[..2] : folded[..1];
        return char.IsLetter(first, 0) ? first.ToUpperInvariant() : "0–9";
    }
}
