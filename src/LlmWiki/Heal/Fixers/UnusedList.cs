using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>The list "Not used" on the page of a source: each passage that no page tells, by the reason.</summary>
internal static partial class UnusedList
{
    private const string HeadingReason = "heading";
    private const int MostShown = 60;

    /// <summary>The page with one passage more in its list, in the form that ingest writes; null where there is no place for it.</summary>
    public static TextEdit? Add(SnapshotFile file, Passage passage, string reason)
    {
        var page = file.Page;
        var label = $"- {char.ToUpperInvariant(reason[0])}{reason[1..]}: ";
        var item = label + (reason == HeadingReason ? $"1 passages, {Unit(passage)}s {Numbers(passage)}" : Quoted(passage));
        if (TextPlaces.Heading(page, DroppedPassage.UnusedHeading) is not { } heading)
        {
            return Section(page, item);
        }

        var end = TextPlaces.EndOfSection(page, heading);
        var items = Enumerable.Range(heading + 1, end - heading - 1).Where(at => page.Blocks[at].Kind == BlockKind.ListItem).ToList();
        return items.Exists(at => page.Blocks[at].Text.StartsWith(label, StringComparison.Ordinal)) ? Longer(page, items.Find(at => page.Blocks[at].Text.StartsWith(label, StringComparison.Ordinal)), passage, reason)
            : items.Count > 0 ? SeeAlso.AddItems(page, items[^1], [item[2..]])
            : TextPlaces.LastOf(page, heading, end) is { } last ? BlockPlace.AddBehind(page, last, "\n\n" + item) : null;
    }

    private static TextEdit? Section(Page page, string item)
    {
        var coverage = TextPlaces.Heading(page, "Coverage");
        var last = coverage is { } heading ? TextPlaces.LastOf(page, heading, TextPlaces.EndOfSection(page, heading)) : TextPlaces.LastOf(page, 0, page.Blocks.Length);
        return last is { } at ? BlockPlace.AddBehind(page, at, $"\n\n{(coverage is null ? "## Coverage\n\n" : "")}### {DroppedPassage.UnusedHeading}\n\n{item}") : null;
    }

    private static TextEdit? Longer(Page page, int block, Passage passage, string reason)
    {
        var (start, text) = (page.StartOf(block), page.Blocks[block].Raw.TrimEnd());
        if (reason != HeadingReason)
        {
            return text.Contains('“', StringComparison.Ordinal) ? new TextEdit(page.Path, start + text.Length, 0, "; " + Quoted(passage)) { IsItem = true } : null;
        }

        var match = Counted().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var places = match.Groups["places"].Value.Split(", ").ToList();
        var at = places.FindIndex(place => int.Parse(place.Split('–')[0], CultureInfo.InvariantCulture) > passage.Place.First);
        places.Insert(at < 0 ? places.Count : at, Numbers(passage));
        var count = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) + 1;
        var from = match.Groups["count"].Index;
        var now = string.Create(CultureInfo.InvariantCulture, $"{count}{match.Groups["between"].Value}{string.Join(", ", places)}");
        return new TextEdit(page.Path, start + from, text.Length - from, now);
    }

    private static string Quoted(Passage passage) => $"{Citation.Describe(passage.Place)} “{MarkdownText.Escape(Ellipsis.Cut(passage.Text.ReplaceLineEndings(" "), MostShown))}”";

    private static string Unit(Passage passage) => passage.Place.Unit switch { PlaceUnit.Page => "page", PlaceUnit.Paragraph => "paragraph", _ => "line" };

    private static string Numbers(Passage passage) => string.Create(CultureInfo.InvariantCulture, $"{passage.Place.First}{(passage.Place.Last > passage.Place.First ? "–" + passage.Place.Last.ToString(CultureInfo.InvariantCulture) : "")}");

    [GeneratedRegex(@"^- [^:]+: (?<count>\d{1,6})(?<between> passages, \w+ )(?<places>\d{1,7}(?:–\d+)?(?:, \d{1,7}(?:–\d+)?)*)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Counted();
}
