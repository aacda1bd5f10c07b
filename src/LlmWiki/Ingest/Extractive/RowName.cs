using System.Text.RegularExpressions;

namespace LlmWiki.Ingest.Extractive;

/// <summary>Which cell of a row names what the row is about.</summary>
internal static partial class RowName
{
    /// <summary>The first cell under a column called name, title, term or the like, else the first that is words and no number, date or code.</summary>
    public static KeyValuePair<string, string>? Of(IReadOnlyList<KeyValuePair<string, string>> cells)
    {
        foreach (var cell in cells.Where(cell => NameColumn().IsMatch(cell.Key) && cell.Value.Length is > 1 and <= 80))
        {
            return cell;
        }

        foreach (var cell in cells.Where(cell => cell.Value.Length is > 1 and <= 60 && Words().IsMatch(cell.Value)))
        {
            return cell;
        }

        return null;
    }

    [GeneratedRegex(@"^(?:name|title|term|titel|nom|nombre|titre|type|model|product|item)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameColumn();

    [GeneratedRegex(@"^[^\d]*\p{L}{3,}[^\d]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
