using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>
/// Adds pages to the list under "See also" of a page, in the form that the list has. Where there is none it is made: at the end of the
/// text, before the footnotes.
/// </summary>
internal static partial class SeeAlso
{
    public const string Heading = "See also";

    /// <summary>Null where the page has no place for it.</summary>
    public static TextEdit? Add(HealView view, RelPath page, IEnumerable<LintPage> others)
    {
        if (view.PageAt(page) is not { } file)
        {
            return null;
        }

        var blocks = file.Page.Blocks;
        var links = others.Select(other => LinkEdit.Written(view, page, other.Path, other.Outline.Title)).ToList();
        var heading = blocks.Select((block, i) => (block, i)).LastOrDefault(each => each.block.Level > 1 && IsHeading(each.block), (null!, -1)).i;
        return heading < 0 ? AddSection(file.Page, links) : AddToSection(file.Page, heading, links);
    }

    private static TextEdit? AddSection(Page page, List<string> links)
    {
        return TextPlaces.LastOf(page, 0, page.Blocks.Length) is { } last ? BlockPlace.AddBehind(page, last, string.Concat("\n\n## " + Heading + "\n\n", Items(links, "- ", "\n"))) : null;
    }

    private static TextEdit? AddToSection(Page page, int heading, List<string> links)
    {
        var blocks = page.Blocks;
        var end = TextPlaces.EndOfSection(page, heading);
        var item = end - 1;
        while (item > heading && blocks[item].Kind != BlockKind.ListItem)
        {
            item--;
        }

        if (item > heading)
        {
            return AddItems(page, item, links);
        }

        return TextPlaces.LastOf(page, heading, end) is { } last ? BlockPlace.AddBehind(page, last, "\n\n" + Items(links, "- ", "\n")) : null;
    }

    /// <summary>New items behind one: with the mark, the indentation and the blank lines of those that are there.</summary>
    public static TextEdit AddItems(Page page, int last, List<string> links)
    {
        var isLoose = last > 0 && page.Blocks[last - 1] is { Kind: BlockKind.ListItem } before && BlockPlace.IsFollowedByBlank(before);
        var between = isLoose ? "\n\n" : "\n";
        var mark = Mark().Match(page.Blocks[last].Raw);
        var isNumbered = mark.Groups["number"].Success;
        var items = between + (isNumbered ? Numbered(links, mark, between) : Items(links, mark.Success ? mark.Value : "- ", between));
        return BlockPlace.At(page, last, items) with { IsItem = !isNumbered };
    }

    private static string Items(List<string> links, string mark, string between) => string.Join(between, links.Select(link => mark + link));

    private static string Numbered(List<string> links, Match mark, string between)
    {
        var first = long.Parse(mark.Groups["number"].Value, CultureInfo.InvariantCulture) + 1;
        return string.Join(between, links.Select((link, i) => string.Create(CultureInfo.InvariantCulture, $"{mark.Groups["indent"].Value}{first + i}{mark.Groups["dot"].Value}{mark.Groups["blank"].Value}{link}")));
    }

    private static bool IsHeading(PageBlock block) => block.HeadingText.Trim().TrimEnd(':').Equals(Heading, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<indent> {0,3})(?:[-*+]|(?<number>\d{1,9})(?<dot>[.)]))(?<blank>[ \t]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
