using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Makes the page of a source: where its statements went, those that stand nowhere else, and each passage that no page
/// cites with the reason.
/// </summary>
internal sealed class SourcePage(Reading reading, PageSet pages)
{
    /// <summary>Statements without a topic that are told; a table of ten thousand rows is not a page.</summary>
    public const int MaxLeft = 200;

    private readonly SourceEntry _entry = pages.Book[reading.Source];

    private Source Source => reading.Source;

    /// <summary>A description as the front matter has it.</summary>
    public static string ShortDescription(string text) => TopicPage.Shorten(text, 200);

    public PageDraft Draft()
    {
        var path = _entry.Page;
        var wording = new Wording(path, pages);
        var blocks = new List<DraftBlock>
        {
            new(BlockKind.Heading, "# " + MarkdownText.Escape(_entry.Title), _entry.Title, 1),
            new(BlockKind.Paragraph, Imprint(), "imprint"),
        };
        blocks.AddRange(Images());
        var told = Told();
        var left = Told().Where(statement => statement.Topic is null).ToList();
        blocks.AddRange(Pages(told));
        wording.NewSection();
        var here = pages.LeftOn(Source).OrderBy(statement => statement.Claim.First.Number).Take(MaxLeft).ToList();
        if (here.Count > 0)
        {
            blocks.Add(new DraftBlock(BlockKind.Heading, "## Also says", "Also says", 2));
            blocks.AddRange(here.Select(wording.Bullet));
        }

        var unused = Unused(left.Where(statement => pages.FirstToSay(statement).Path == Source.Path).Except(here));
        blocks.AddRange(Coverage(unused));
        return new PageDraft
        {
            Path = path,
            Head = Head(told),
            Blocks = [.. blocks],
            Citations = [.. wording.Citations],
            Generated = [KeyValuePair.Create("source", YamlText.Scalar(Source.Hash.Hex)), .. reading.Reader is { } reader ? [KeyValuePair.Create("reader", YamlText.Scalar(reader))] : Array.Empty<KeyValuePair<string, string>>()],
        };
    }

    public (int Passages, int Cited) Count()
    {
        var all = Source.Passages.Count(passage => passage.Kind != PassageKind.Heading);
        var here = pages.LeftOn(Source).Take(MaxLeft).ToHashSet();
        var unused = Unused(Told().Where(statement => statement.Topic is null && pages.FirstToSay(statement).Path == Source.Path).Except(here));
        return (all, all - unused.Count(item => item.Passage.Kind != PassageKind.Heading));
    }

    /// <summary>Statements that cite this source.</summary>
    private List<Statement> Told() => [.. pages.SaidBy(Source)];

    private string Imprint()
    {
        var meta = Source.Metadata;
        var parts = new List<string>
        {
            $"[{MarkdownText.Escape(Source.Path.Value)}]({MarkdownText.EscapePath(_entry.Page.LinkTo(Source.Path))})",
        };
        if (meta.Authors.Length > 0)
        {
            parts.Add("by " + MarkdownText.Escape(string.Join(", ", meta.Authors)));
        }

        if (meta.Date is { } date)
        {
            parts.Add(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (meta.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            parts.Add($"[{MarkdownText.Escape(address.Host)}](<{address.AbsoluteUri.Replace(">", "%3E", StringComparison.Ordinal)}>)");
        }

        return "Source: " + string.Join(" · ", parts);
    }

    private IEnumerable<DraftBlock> Images() => Source.Images.DistinctBy(image => image.Path).Select(image => new DraftBlock(
        BlockKind.Paragraph,
        $"![{MarkdownText.Escape(image.Caption)}]({MarkdownText.EscapePath(_entry.Page.LinkTo(image.Path))})",
        "image " + image.Path));

    private IEnumerable<DraftBlock> Pages(List<Statement> told)
    {
        var topics = told.Where(statement => statement.Topic is not null).GroupBy(statement => statement.Topic!)
            .OrderBy(group => group.Key.Title, StringComparer.OrdinalIgnoreCase).ToList();
        if (topics.Count == 0)
        {
            yield break;
        }

        yield return new DraftBlock(BlockKind.Heading, "## Pages", "Pages", 2);
        foreach (var topic in topics)
        {
            var count = topic.Count();
            var link = PageLink.Write(_entry.Page, pages.PathOf(topic.Key)!.Value, topic.Key.Title, pages.Links);
            yield return new DraftBlock(
                BlockKind.ListItem, string.Create(CultureInfo.InvariantCulture, $"- {link}: {count} statement{(count == 1 ? "" : "s")}"), "page " + topic.Key.Key);
        }
    }

    private List<UnusedPassage> Unused(IEnumerable<Statement> tooMany) =>
        [.. reading.Unused.Concat(tooMany.SelectMany(statement => statement.Claim.Parts).Select(passage => new UnusedPassage(passage, "more than a page holds")))
            .OrderBy(item => item.Passage.Number)];

    private IEnumerable<DraftBlock> Coverage(List<UnusedPassage> unused)
    {
        var (all, cited) = (Source.Passages.Count(passage => passage.Kind != PassageKind.Heading), 0);
        cited = all - unused.Count(item => item.Passage.Kind != PassageKind.Heading);
        var here = pages.LeftOn(Source).Take(MaxLeft).Sum(statement => statement.Claim.Parts.Count(part => part.Kind != PassageKind.Heading));
        var share = all == 0 ? 100 : 100 * cited / all;
        yield return new DraftBlock(BlockKind.Heading, "## Coverage", "Coverage", 2);
        yield return new DraftBlock(
            BlockKind.Paragraph, string.Create(CultureInfo.InvariantCulture, $"{cited} of {all} passages are cited ({share} %): {Math.Max(0, cited - here)} on other pages, {Math.Min(here, cited)} only here."), "coverage");
        foreach (var line in UnusedLines.Of(unused))
        {
            yield return line;
        }
    }

    /// <summary>What the source says it is, else the statement that a model chose, else its first, else its size.</summary>
    private string Describe(List<Statement> told)
    {
        var first = told.Where(statement => statement.Claim.Kind is ClaimKind.Statement or ClaimKind.Definition && statement.Claim.Source.Path == Source.Path)
            .MinBy(statement => statement.Claim.First.Number);
        return Source.Metadata.Description ?? reading.Description ?? first?.Claim.FirstText ?? string.Create(CultureInfo.InvariantCulture, $"{Source.Format} of {Source.Passages.Length} passages");
    }

    private ImmutableArray<KeyValuePair<string, string>> Head(List<Statement> told)
    {
        return
        [
            KeyValuePair.Create("type", "source"),
            KeyValuePair.Create("title", YamlText.Scalar(_entry.Title)),
            KeyValuePair.Create("description", YamlText.Scalar(ShortDescription(Describe(told)))),
            KeyValuePair.Create("status", ""),
            KeyValuePair.Create("tags", YamlText.List(Source.Metadata.Tags)),
            KeyValuePair.Create("sources", SourceHead.List(_entry.Page, [_entry])),
        ];
    }
}

/// <summary>Lists passages that are not used, one line for each reason.</summary>
internal static class UnusedLines
{
    private const int MaxQuotes = 12;
    private const int MaxPlaces = 40;

    public static IEnumerable<DraftBlock> Of(List<UnusedPassage> unused)
    {
        if (unused.Count == 0)
        {
            yield break;
        }

        yield return new DraftBlock(BlockKind.Heading, "### Not used", "Not used", 3);
        foreach (var group in unused.GroupBy(item => item.Reason))
        {
            var items = group.ToList();
            var told = group.Key is "heading" or "code" or "more than a page holds" || items.Count > MaxQuotes
                ? Places(items)
                : string.Join("; ", items.Select(item => $"{Citation.Describe(item.Passage.Place)} “{MarkdownText.Escape(TopicPage.Shorten(item.Passage.Text, 60))}”"));
            var reason = char.ToUpperInvariant(group.Key[0]) + group.Key[1..];
            yield return new DraftBlock(BlockKind.ListItem, $"- {reason}: {told}", "unused " + group.Key);
        }
    }

    private static string Places(List<UnusedPassage> items)
    {
        var ranges = new List<Place>();
        foreach (var place in items.Select(item => item.Passage.Place))
        {
            if (ranges.Count > 0 && place.First <= ranges[^1].Last + 1 && place.First >= ranges[^1].First)
            {
                ranges[^1] = ranges[^1] with { Last = Math.Max(ranges[^1].Last, place.Last) };
            }
            else
            {
                ranges.Add(place);
            }
        }

        var unit = ranges[0].Unit switch { PlaceUnit.Page => "pages", PlaceUnit.Paragraph => "paragraphs", _ => "lines" };
        var shown = ranges.Count > MaxPlaces ? [new Place(ranges[0].Unit, ranges[0].First, ranges[^1].Last)] : ranges;
        return string.Create(CultureInfo.InvariantCulture, $"{items.Count} passages, {unit} {string.Join(", ", shown.Select(Range))}");
    }

    private static string Range(Place place) => string.Create(
        CultureInfo.InvariantCulture, $"{place.First}{(place.Last > place.First ? "–" + place.Last.ToString(CultureInfo.InvariantCulture) : "")}");
}
