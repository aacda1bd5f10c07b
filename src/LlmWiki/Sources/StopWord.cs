namespace LlmWiki.Sources;

/// <summary>The words on both sides of a full stop, by which the splitter judges it. Looks at no more than 40 characters.</summary>
internal static class StopWord
{
    private const int Reach = 40;

    /// <summary>The word that ends at an offset (not included), stops inside it kept: <c>e.g</c>, <c>U.S</c>, <c>12</c>.</summary>
    public static string Before(string text, int start, int end)
    {
        end = Math.Max(end, start);
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        var from = end;
        var floor = Math.Max(start, end - Reach);
        while (from > floor && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] == '.' || IsMark(text[from - 1])))
        {
            from--;
        }

        return text[from..end].Trim('.');
    }

    /// <summary>The word that starts at an offset; empty where none does.</summary>
    public static string At(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < Reach && (char.IsLetter(text[end]) || IsMark(text[end])))
        {
            end++;
        }

        return text[start..end];
    }

    /// <summary>Single letters (or two, as in <c>Ph.D</c>) with stops between them.</summary>
    public static bool HasStopsInside(string word)
    {
        if (!word.Contains('.'))
        {
            return false;
        }

        foreach (var part in word.Split('.'))
        {
            if (part.Length is 0 or > 2 || !part.All(char.IsLetter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsMark(char letter) => char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
