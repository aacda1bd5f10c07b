using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>The parts of a citation as they are written, not decoded: <c>[^label]: [name, line 12](path#L12) "quote"</c>.</summary>
internal readonly record struct CitationText(string Label, string Name, Place Place, string Path, string Quote)
{
    private const int MostDigits = 9;

    /// <summary>Null where the text is of any other form. It is one line.</summary>
    public static CitationText? Read(ReadOnlySpan<char> text)
    {
        // By hand: there are as many citations as statements, and a pattern goes back and forth over each.
        var label = text.StartsWith("[^") ? text.IndexOf("]: [") : -1;
        return label > 2 && !text[2..label].ContainsAny(" \t\r\n]") ? Content(text[2..label].ToString(), text[(label + 3)..]) : null;
    }

    /// <summary>Whether a text is what stands behind the label of a citation.</summary>
    public static bool IsContent(ReadOnlySpan<char> text) => text.StartsWith("[raw/") && Content("x", text) is not null;

    private static CitationText? Content(string label, ReadOnlySpan<char> text)
    {
        var end = EndOfName(text);
        var comma = end < 0 ? -1 : text[..end].LastIndexOf(", ");
        if (comma < 2 || text.ContainsAny('\n', '\r') || ReadPlace(text[(comma + 2)..end]) is not { } place)
        {
            return null;
        }

        var rest = text[(end + 2)..];
        var close = rest.IndexOf(')');
        if (close < 1 || !rest[(close + 1)..].StartsWith(" \"") || rest[^1] != '"' || rest.Length < close + 4)
        {
            return null;
        }

        var hash = rest[..close].IndexOf('#');
        var path = hash < 0 ? rest[..close] : rest[..hash];
        return path.Length == 0 ? null : new CitationText(label, text[1..comma].ToString(), place, path.ToString(), rest[(close + 3)..^1].ToString());
    }

    /// <summary>The bracket that ends the name and is followed by the path; within the name brackets are escaped.</summary>
    private static int EndOfName(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length - 1; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == ']' && text[at + 1] == '(')
            {
                return at;
            }
        }

        return -1;
    }

    private static Place? ReadPlace(ReadOnlySpan<char> text)
    {
        var blank = text.IndexOf(' ');
        if (blank < 0)
        {
            return null;
        }

        PlaceUnit? unit = text[..blank] switch
        {
            "line" or "lines" => PlaceUnit.Line,
            "page" or "pages" => PlaceUnit.Page,
            "paragraph" or "paragraphs" => PlaceUnit.Paragraph,
            _ => null,
        };
        var numbers = text[(blank + 1)..];
        var dash = numbers.IndexOf('–');
        var first = Number(dash < 0 ? numbers : numbers[..dash]);
        var last = dash < 0 ? first : Number(numbers[(dash + 1)..]);
        return unit is { } of && first is { } from && last is { } to ? new Place(of, from, to) : null;
    }

    private static int? Number(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MostDigits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
