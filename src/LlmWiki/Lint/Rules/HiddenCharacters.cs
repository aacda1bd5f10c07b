namespace LlmWiki.Lint.Rules;

/// <summary>Tells characters that hide something from the same characters where a script or an emoji needs them.</summary>
internal static class HiddenCharacters
{
    // The flags of England, Scotland, Wales and the like: a black flag, five or six tags and the tag that ends them.
    private const int LongestFlag = 14;

    /// <summary>How many characters from here on belong together, and whether they are hidden.</summary>
    public static int LengthAt(string text, int at, out bool isHidden)
    {
        var end = at;
        while (end < text.Length && IsSuspect(text, end))
        {
            end += text[end] == '\uDB40' ? 2 : 1;
        }

        if (end == at)
        {
            isHidden = false;
            return 1;
        }

        isHidden = !IsNeeded(text, at, end);
        return end - at;
    }

    private static bool IsSuspect(string text, int at) => text[at] switch
    {
        '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => true,
        '\uDB40' => at + 1 < text.Length && text[at + 1] is >= '\uDC00' and <= '\uDC7F',
        _ => false,
    };

    private static bool IsNeeded(string text, int start, int end)
    {
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        return text[start] switch
        {
            '\uDB40' => IsFlag(text, start, end),
            '\u200C' or '\u200D' when end - start <= 2 => IsJoined(before) || IsJoined(after) || (IsOfEmoji(before) && (IsOfEmoji(after) || end - start == 1 && text[start] == '\u200D' && IsOfEmoji(before))),
            '\u200B' => IsWithoutBlanks(before) || IsWithoutBlanks(after),
            (>= '\u202A' and <= '\u202C') or (>= '\u2066' and <= '\u2069') => IsRightToLeftNear(text, start, end),
            _ => false,
        };
    }

    private static bool IsFlag(string text, int start, int end) =>
        start > 1 && text[start - 2] == '\uD83C' && text[start - 1] == '\uDFF4' && end - start <= LongestFlag && text[end - 1] == '\uDC7F';

    /// <summary>Scripts whose letters are joined: Arabic and its neighbours, those of India and South-East Asia, Mongolian.</summary>
    private static bool IsJoined(char letter) => letter is >= '\u0590' and <= '\u0FFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u18AF' or >= '\uFB50' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC';

    /// <summary>Scripts that may be parted between words only by a space of no width.</summary>
    private static bool IsWithoutBlanks(char letter) => letter is >= '\u0E00' and <= '\u0FFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF';

    private static bool IsOfEmoji(char letter) => char.IsSurrogate(letter) || letter is '\uFE0F' or (>= '\u2190' and <= '\u2BFF');

    private static bool IsRightToLeftNear(string text, int start, int end)
    {
        var first = text.LastIndexOf('\n', start) + 1;
        var last = text.IndexOf('\n', end);
        return text.AsSpan(first, (last < 0 ? text.Length : last) - first).ContainsAnyInRange('\u0590', '\u08FF');
    }
}
