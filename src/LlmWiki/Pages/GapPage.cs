using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>Something that the wiki should tell and that no source says.</summary>
/// <param name="Section">Under what heading it is listed.</param>
/// <param name="Name">What is asked for; Markdown.</param>
/// <param name="Askers">The pages that ask for it.</param>
public sealed record Gap(string Section, string Name, ImmutableArray<(RelPath Page, string Title)> Askers);

/// <summary><c>wiki/gaps.md</c>: what the wiki should tell and cannot, with the pages that ask for it. Code writes it after each heal.</summary>
public static class GapPage
{
    public static readonly RelPath Path = new("wiki/gaps.md");

    private const string Title = "Gaps";
    private const string Lead = "What pages ask for and no source tells. A file in `raw/` that does, and the next ingest, fills a gap.";

    // Of a name that every second page has, a few places are enough.
    private const int MostAskers = 8;

    /// <summary>The page; without gaps it is empty, and goes.</summary>
    public static PageDraft Draft(IReadOnlyCollection<Gap> gaps) => new()
    {
        Path = Path,
        Head = gaps.Count == 0 ? [] : [KeyValuePair.Create("type", "gaps"), KeyValuePair.Create("title", Title)],
        Blocks = gaps.Count == 0 ? [] : [new DraftBlock(BlockKind.Heading, "# " + Title, Title, 1), new DraftBlock(BlockKind.Paragraph, Lead, Lead), .. gaps.GroupBy(gap => gap.Section).SelectMany(Section)],
        Citations = [],
    };

    private static IEnumerable<DraftBlock> Section(IGrouping<string, Gap> gaps) =>
        gaps.OrderByDescending(gap => gap.Askers.Length).ThenBy(gap => gap.Name, StringComparer.Ordinal).Select(Item).Prepend(new DraftBlock(BlockKind.Heading, "## " + gaps.Key, gaps.Key, 2));

    private static DraftBlock Item(Gap gap)
    {
        var pages = string.Join(", ", gap.Askers.Take(MostAskers).Select(asker => PageLink.Write(Path, asker.Page, asker.Title, LinkStyle.Markdown)));
        if (gap.Askers is [var own] && MarkdownText.Escape(own.Title) == gap.Name)
        {
            return new DraftBlock(BlockKind.ListItem, "- " + pages, gap.Name);
        }

        var count = gap.Askers.Length;
        var more = count > MostAskers ? string.Create(CultureInfo.InvariantCulture, $" and {count - MostAskers} more") : "";
        return new DraftBlock(BlockKind.ListItem, string.Create(CultureInfo.InvariantCulture, $"- {gap.Name}: {count} {(count == 1 ? "page" : "pages")}: {pages}{more}"), gap.Name);
    }
}
