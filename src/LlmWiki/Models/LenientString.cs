using System.Globalization;
using System.Text;

namespace LlmWiki.Models;

/// <summary>Reads one string of JSON for <see cref="LenientJson"/>: line ends in it and escapes that JSON does not have are mended.</summary>
internal static class LenientString
{
    /// <summary>Appends the string with its quotes.</summary>
    /// <param name="at">The place of its first quote.</param>
    /// <returns>The place after its last quote; -1 where it has none, and what was appended is no JSON.</returns>
    public static int Read(string text, int at, StringBuilder json)
    {
        json.Append('"');
        for (at++; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    json.Append('"');
                    return at + 1;
                case '\\':
                    at += Escape(text, at, json) - 1;
                    break;
                case < ' ' and var control:
                    json.Append(CultureInfo.InvariantCulture, $"\\u{(int)control:x4}");
                    break;
                default:
                    json.Append(text[at]);
                    break;
            }
        }

        return -1;
    }

    /// <returns>How many characters of the text it takes.</returns>
    private static int Escape(string text, int at, StringBuilder json)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (next == 'u' && CodeUnit(text, at) is { } unit)
        {
            var isPair = char.IsHighSurrogate(unit) && CodeUnit(text, at + 6) is { } low && char.IsLowSurrogate(low);
            var length = isPair ? 12 : 6;

            // Half of a pair has no form in UTF-8.
            json.Append(char.IsSurrogate(unit) && !isPair ? "\\ufffd" : text.AsSpan(at, length));
            return length;
        }

        if ("\"\\/bfnrt".Contains(next, StringComparison.Ordinal))
        {
            json.Append('\\').Append(next);
            return 2;
        }

        // "\_" of Markdown, "\alpha" of TeX: the backslash was meant.
        json.Append("\\\\");
        return 1;
    }

    private static char? CodeUnit(string text, int at) =>
        at + 6 <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
        && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;
}
