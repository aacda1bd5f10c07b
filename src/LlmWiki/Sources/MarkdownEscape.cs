using System.Text;

namespace LlmWiki.Sources;

/// <summary>
/// Writes plain text so that no reader of Markdown (CommonMark, GitHub, Obsidian, Markdig with its extensions) sees markup
/// in it. Backslashes go only where they are needed, so that prose stays readable.
/// </summary>
internal static class MarkdownEscape
{
    private const string Always = "\\`*[]<|$~^{";
    private const string AtStart = "-+=#>:";
    private const string Doubled = "=+%:";
    private static readonly string[] Schemes = ["http", "https", "ftp", "mailto", "tel"];

    /// <param name="text">All of the plain text, so that neighbours are seen.</param>
    /// <param name="atStart">True where nothing stands before it on the line.</param>
    /// <param name="urls">True where bare addresses of the web are written as <c>&lt;https://…&gt;</c>.</param>
    public static void Append(StringBuilder markdown, string text, int start, int end, bool atStart, bool urls)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] == ':' && SchemeBefore(text, start, i) is { Length: > 0 } scheme)
            {
                i = AppendAddress(markdown, text, i, end, scheme.Length, urls && i - scheme.Length >= start) - 1;
                continue;
            }

            if (NeedsBackslash(text, i, start, end, atStart))
            {
                markdown.Append('\\');
            }

            markdown.Append(text[i]);
        }
    }

    private static bool NeedsBackslash(string text, int at, int start, int end, bool atStart)
    {
        var letter = text[at];
        if (letter >= '\u0080' || char.IsAsciiLetter(letter) || letter == ' ')
        {
            return false;
        }

        return Always.Contains(letter)
            || (atStart && IsBlockMark(text, at, start, end))
            || (Doubled.Contains(letter) && (Is(text, at - 1, letter) || Is(text, at + 1, letter)))
            || letter switch
            {
                '_' => !IsWord(text, at - 1) || !IsWord(text, at + 1) || at == start || at + 1 == end,
                // What follows a passage is its citation: "Wow![^a.1]" would be an image.
                '!' => at + 1 == end || text[at + 1] == '[',
                '&' => IsEntity(text, at),
                '.' => at >= 3 && text.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
                _ => false,
            };
    }

    private static bool IsBlockMark(string text, int at, int start, int end)
    {
        if (at == start)
        {
            return AtStart.Contains(text[at]);
        }

        // "1. " and "1) " are lists.
        return text[at] is '.' or ')' && at - start <= 9 && (at + 1 == end || text[at + 1] == ' ')
            && text.AsSpan(start, at - start).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool Is(string text, int at, char letter) => at >= 0 && at < text.Length && text[at] == letter;

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    private static bool IsEntity(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && end - at < 34 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '#'))
        {
            end++;
        }

        return end > at + 1 && Is(text, end, ';');
    }

    private static string SchemeBefore(string text, int start, int colon)
    {
        foreach (var scheme in Schemes)
        {
            var from = colon - scheme.Length;
            if (from >= 0 && string.Compare(text, from, scheme, 0, scheme.Length, StringComparison.OrdinalIgnoreCase) == 0 && (from <= start || !IsWord(text, from - 1)))
            {
                return scheme;
            }
        }

        return "";
    }

    /// <summary>Writes a bare address in angle brackets, or its colon so that no viewer makes a link of it.</summary>
    /// <returns>The offset to go on at.</returns>
    private static int AppendAddress(StringBuilder markdown, string text, int colon, int end, int scheme, bool urls)
    {
        var start = colon - scheme;
        var stop = urls ? AddressEnd(text, colon, end) : colon;
        var address = text[start..stop];
        if (stop > colon && SafeUrl.OfWeb(address) == address)
        {
            markdown.Length -= scheme;
            markdown.Append('<').Append(address).Append('>');
            return stop;
        }

        markdown.Append("\\:");
        return colon + 1;
    }

    private static int AddressEnd(string text, int colon, int end)
    {
        var stop = colon;
        while (stop < end && text[stop] > ' ' && text[stop] < '\u0080' && !"<>\"".Contains(text[stop]))
        {
            stop++;
        }

        while (stop > colon && ".,;:!?'*_~)".Contains(text[stop - 1]))
        {
            stop--;
        }

        return stop;
    }
}
