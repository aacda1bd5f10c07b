using System.Text;

namespace LlmWiki.Sources;

/// <summary>Judges and writes the targets of links that are kept: http, https and mailto, nothing else.</summary>
internal static class SafeUrl
{
    private const int MaxLength = 2_000;

    /// <summary>Left as they are in a target; everything else in ASCII is percent-encoded, so that no markup can come of it.</summary>
    private const string Plain = "-._~:/?#@!&+,=%";

    /// <returns>The address, encoded so that it can stand in a Markdown link; null where it is of another kind or no address.</returns>
    public static string? Of(string? link)
    {
        var address = link is null || link.Length > MaxLength ? "" : CleanText.Of(link);
        if (!HasScheme(address) || address.Contains('\uFFFD'))
        {
            return null;
        }

        var safe = new StringBuilder(address.Length);
        for (var i = 0; i < address.Length; i++)
        {
            var letter = address[i];
            var lonePercent = letter == '%' && !(i + 2 < address.Length && char.IsAsciiHexDigit(address[i + 1]) && char.IsAsciiHexDigit(address[i + 2]));
            if (letter >= '\u0080' || char.IsAsciiLetterOrDigit(letter) || (Plain.Contains(letter) && !lonePercent && !Doubled(address, i)))
            {
                safe.Append(letter);
            }
            else
            {
                safe.Append('%').Append(((int)letter).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return Uri.TryCreate(safe.ToString(), UriKind.Absolute, out _) ? safe.ToString() : null;
    }

    /// <summary>An address of the web, as metadata keeps it.</summary>
    public static string? OfWeb(string? link) =>
        Of(link) is { } safe && !safe.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? safe : null;

    private static bool HasScheme(string address) =>
        (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && address.Length > 8)
        || (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && address.Length > 7)
        || (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && address.Contains('@'));

    /// <summary>Doubled marks are markup in some dialects: <c>==</c>, <c>++</c>, <c>~~</c>.</summary>
    private static bool Doubled(string address, int at) => address[at] is '=' or '+' or '~' && at > 0 && address[at - 1] == address[at];
}
