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

    /// <summary>The page with some passages more in its list, in the form that ingest writes; null where there is no place for them.</summary>
    /// <param name="passages">In the order of the source.</param>
    /// <param name="reason">Of all of them.</param>
    public static TextEdit? Add(SnapshotFile file, IReadOnlyList<Passage> passages, string reason)
    {
        var page = file.Page;
        var label = $"- {char.ToUpperInvariant(reason[0])}{reason[1..]}: ";
        var item = label + (reason == HeadingReason ? $"{passages.Count} passages, {Unit(passages[0])}s {string.Join(", ", passages.Select(Numbers))}" : string.Join("; ", passages.Select(Quoted)));
        if (TextPlaces.Heading(page, DroppedPassage.UnusedHeading) is not { } heading)
        {
            return Section(page, item);
        }

        var end = TextPlaces.EndOfSection(page, heading);
        var items = Enumerable.Range(heading + 1, end - heading - 1).Where(at => page.Blocks[at].Kind == BlockKind.ListItem).ToList();
        var same = items.FindIndex(at => page.Blocks[at].Text.StartsWith(label, StringComparison.Ordinal));
        return same >= 0 ? Longer(page, items[same], label, passages, reason)
            : items.Count > 0 ? SeeAlso.AddItems(page, items[^1], [item[2..]])
            : TextPlaces.LastOf(page, heading, end) is { } last ? BlockPlace.AddBehind(page, last, "\n\n" + item) : null;
    }

    private static TextEdit? Section(Page page, string item)
    {
        var coverage = TextPlaces.Heading(page, "Coverage");
        var last = coverage is { } heading ? TextPlaces.LastOf(page, heading, TextPlaces.EndOfSection(page, heading)) : TextPlaces.LastOf(page, 0, page.Blocks.Length);
        return last is { } at ? BlockPlace.AddBehind(page, at, $"\n\n{(coverage is null ? "## Coverage\n\n" : "")}### {DroppedPassage.UnusedHeading}\n\n{item}") : null;
    }

    /// <summary>New ones stand before those of an item: what is put in behind it begins another.</summary>
    private static TextEdit? Longer(Page page, int block, string label, IReadOnlyList<Passage> passages, string reason)
    {
        var (start, text) = (page.StartOf(block), page.Blocks[block].Raw.TrimEnd());
        if (reason != HeadingReason)
        {
            return text.Contains('“', StringComparison.Ordinal) ? new TextEdit(page.Path, start + label.Length, 0, string.Concat(passages.Select(passage => Quoted(passage) + "; "))) : null;
        }

        var match = Counted().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var places = match.Groups["places"].Value.Split(", ").Concat(passages.Select(Numbers)).OrderBy(place => int.Parse(place.Split('–')[0], CultureInfo.InvariantCulture));
        var count = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) + passages.Count;
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
