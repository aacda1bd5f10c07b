using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

/// <summary>
/// The index: each page with a line, by type. A type with many pages gets an index page for each first letter, so that no
/// page grows with the wiki.
/// </summary>
public sealed class IndexPage(WikiSnapshot wiki, LinkStyle links, IReadOnlyList<string> unwanted, NameDecisions decisions)
{
    public static readonly RelPath Path = IndexEntry.Index;

    /// <summary>Pages of one type that are listed on one page.</summary>
    public const int MaxLines = 200;

    /// <summary>All index pages as they should be; of those that are there and not among them the tool's lines go away.</summary>
    public IEnumerable<PageDraft> Drafts()
    {
        var byType = wiki.Files.Where(file => !IsIndex(file.Path) && file.Path != LogPage.Path && file.Path != GapPage.Path).Select(IndexEntry.Of).ToLookup(entry => entry.Type);
        var main = new List<DraftBlock> { new(BlockKind.Heading, "# Index", "Index", 1) };
        var split = new List<PageDraft>();
        foreach (var (type, heading) in IndexEntry.Sections.Where(item => byType[item.Type].Any()))
        {
            var entries = byType[type].OrderBy(entry => entry.SortKey, StringComparer.Ordinal).ThenBy(entry => entry.Page).ToList();
            main.Add(new DraftBlock(BlockKind.Heading, "## " + heading, heading, 2));
            if (entries.Count <= MaxLines)
            {
                main.AddRange(entries.Select(entry => Item(Path, entry)));
                continue;
            }

            foreach (var letter in entries.GroupBy(entry => entry.Letter).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var page = letter.First().LetterPage;
                main.Add(new DraftBlock(BlockKind.ListItem, "- " + IndexEntry.LetterLine(page, letter.Key, letter.Count(), links), "letter " + type + letter.Key));
                split.Add(Draft(page, $"{heading}: {letter.Key}", [.. letter.Select(entry => Item(page, entry))]));
            }
        }

        var skip = unwanted.Count == 0 ? [] : new[] { KeyValuePair.Create("skip", YamlText.List(unwanted)) };
        return split.Prepend(Draft(Path, "Index", main[1..]) with { Generated = [.. skip, .. decisions.Values()] });
    }

    public static bool IsIndex(RelPath path) => IndexEntry.IsIndex(path);

    private static PageDraft Draft(RelPath path, string title, List<DraftBlock> blocks) => new()
    {
        Path = path,
        Head = [KeyValuePair.Create("type", "index"), KeyValuePair.Create("title", YamlText.Scalar(title))],
        Blocks = [new DraftBlock(BlockKind.Heading, "# " + MarkdownText.Escape(title), title, 1), .. blocks],
        Citations = [],
    };

    private DraftBlock Item(RelPath index, IndexEntry entry) => new(BlockKind.ListItem, "- " + entry.LineOn(index, links), entry.Says);
}
