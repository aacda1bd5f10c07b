using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// The link from a statement to a passage. Written as a footnote:
/// <c>[^recipe.4]: [raw/recipe.md, line 12](../../raw/recipe.md#L12) "Adam keeps running averages …"</c>.
/// </summary>
/// <param name="Label">Footnote label without <c>[^ ]</c>: id of the source, dot, number of the passage when it was first cited.</param>
/// <param name="Quote">The passage's plain text, whole or cut at a word; then it ends with <c>" …"</c>.</param>
public sealed partial record Citation(string Label, RelPath Source, Place Place, string Quote)
{
    /// <summary>Longest quote, in characters; enough to find the passage again and to recognize it when reading.</summary>
    public const int MaxQuote = 240;

    private const string Cut = " …";

    /// <summary>Any file at the root: what a path from there is followed from.</summary>
    private static readonly RelPath Root = new("root");

    [ThreadStatic]
    private static (RelPath Page, string Name, string Path, RelPath? Source) _last;

    /// <summary>The text a footnote quotes of a passage.</summary>
    public static string QuoteOf(string passage)
    {
        var text = passage.ReplaceLineEndings(" ").Trim();
        if (text.Length <= MaxQuote)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', MaxQuote);
        end = end < MaxQuote / 2 ? MaxQuote - (char.IsHighSurrogate(text[MaxQuote - 1]) ? 1 : 0) : end;
        return text[..end].TrimEnd() + Cut;
    }

    /// <summary>Whether the quote is what <see cref="QuoteOf"/> makes of this passage, or its beginning.</summary>
    public bool IsOf(string passage) => Quote == QuoteOf(passage);

    /// <summary>The part of the quote that must be found in the source: without the mark of a cut.</summary>
    public string QuotedText => Quote.EndsWith(Cut, StringComparison.Ordinal) ? Quote[..^Cut.Length] : Quote;

    /// <summary>The footnote definition as a line of the page.</summary>
    public string ToMarkdown(RelPath page)
    {
        var link = MarkdownText.EscapePath(page.LinkTo(Source)) + Fragment(Place);
        return $"[^{Label}]: [{MarkdownText.Escape(Source.Value)}, {Describe(Place)}]({link}) \"{MarkdownText.Escape(Quote)}\"";
    }

    /// <summary>Reads a definition of exactly this form on one page; null for any other footnote.</summary>
    public static Citation? Parse(RelPath page, string text)
    {
        return CitationText.Read(text) is { } read && SourceOf(page, read.Name, read.Path) is { } source
            ? new Citation(read.Label, source, read.Place, MarkdownText.Unescape(read.Quote)) : null;
    }

    /// <summary>The citations of a page lead to few sources: what was found last is looked at first.</summary>
    private static RelPath? SourceOf(RelPath page, string name, string path)
    {
        if (_last.Page == page && _last.Name == name && _last.Path == path)
        {
            return _last.Source;
        }

        RelPath? source = null;
        if (Root.Follow(MarkdownText.Unescape(name)) is { } named && named.IsUnder("raw"))
        {
            // Editors keep links right when a source is renamed, but not the names beside them; on a page that was moved by
            // other means only the name is right.
            var linked = page.Follow(Uri.UnescapeDataString(path));
            source = linked?.IsUnder("raw") == true ? linked.Value : named;
        }

        _last = (page, name, path, source);
        return source;
    }

    /// <summary>The labels a block refers to, in order of appearance, each once.</summary>
    public static IEnumerable<string> LabelsIn(string text) =>
        Reference().Matches(text).Select(match => match.Groups["label"].Value).Distinct();

    /// <summary>A block with other labels.</summary>
    public static string Relabel(string text, Func<string, string> label) =>
        Reference().Replace(text, match => $"[^{label(match.Groups["label"].Value)}]");

    /// <summary>A block without the references to labels that the predicate names.</summary>
    public static string Without(string text, Func<string, bool> gone) =>
        Reference().Replace(text, match => gone(match.Groups["label"].Value) ? "" : match.Value);

    public static string Describe(Place place)
    {
        var unit = place.Unit switch { PlaceUnit.Page => "page", PlaceUnit.Paragraph => "paragraph", _ => "line" };
        return place.First == place.Last
            ? string.Create(CultureInfo.InvariantCulture, $"{unit} {place.First}")
            : string.Create(CultureInfo.InvariantCulture, $"{unit}s {place.First}–{place.Last}");
    }

    /// <summary>What stands behind a source's path, so that a viewer opens it at the place.</summary>
    internal static string Fragment(Place place) => place.Unit switch
    {
        PlaceUnit.Page => string.Create(CultureInfo.InvariantCulture, $"#page={place.First}"),
        PlaceUnit.Paragraph => "",
        _ when place.First == place.Last => string.Create(CultureInfo.InvariantCulture, $"#L{place.First}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"#L{place.First}-L{place.Last}"),
    };

    // At the head of a line and before a colon it is a definition.
    [GeneratedRegex(@"\[\^(?<label>[^\]\s]+)\](?:(?!:)|(?<!^ {0,3}\[\^[^\]\s]+\]))", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Reference();
}
