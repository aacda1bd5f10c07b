namespace LlmWiki.Words;

/// <summary>Tells forms of one word from two words, without a dictionary.</summary>
internal static class WordForms
{
    /// <summary>A common beginning of four letters and more than half of the longer one: "invented", "invention".</summary>
    public static bool AreOne(string left, string right)
    {
        if (IsJoined(left) || IsJoined(right))
        {
            return IsPartOf(left, right);
        }

        var shared = Shared(left, right);
        return shared >= 4 && left.EndsWith("less", StringComparison.Ordinal) == right.EndsWith("less", StringComparison.Ordinal) && shared * 100 >= 55 * Math.Max(left.Length, right.Length);
    }

    /// <summary>
    /// A name and the same with an ending of a case or plural; in scripts whose names are inflected, the same but for the last two letters.
    /// </summary>
    public static bool AreOneName(string left, string right)
    {
        if (IsJoined(left) || IsJoined(right))
        {
            return IsPartOf(left, right);
        }

        var shared = Shared(left, right);
        var (shorter, longer) = (Math.Min(left.Length, right.Length), Math.Max(left.Length, right.Length));
        var ending = (left.Length > right.Length ? left : right)[shared..];
        return (shared == shorter && shorter >= 3 && ending is "s" or "es" or "n" or "en" or "e" or "er" or "ern" && !(IsRoman(left) && IsRoman(right)))
            || (left[0] is >= '\u0370' and <= '\u052F' && shared >= 3 && shared >= longer - 2);
    }

    private static bool IsRoman(string word) => word.All(letter => letter is 'i' or 'v' or 'x' or 'l' or 'c' or 'd' or 'm');

    /// <summary>Arabic and Hebrew write articles and prepositions as one word with the noun.</summary>
    private static bool IsJoined(string word) => word[0] is >= '\u0590' and <= '\u08FF';

    private static bool IsPartOf(string left, string right)
    {
        var (shorter, longer) = left.Length < right.Length ? (left, right) : (right, left);
        return shorter.Length >= 3 && longer.Length - shorter.Length <= 4 && (longer.Contains(shorter, StringComparison.Ordinal) || Shared(left, right) >= Math.Max(3, longer.Length - 2));
    }

    private static int Shared(string left, string right) => left.AsSpan().CommonPrefixLength(right);
}
