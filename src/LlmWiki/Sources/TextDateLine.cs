using System.Collections.Frozen;

namespace LlmWiki.Sources;

/// <summary>Lines that hold a date and nothing else, as they stand above the entries of a log or diary.</summary>
internal static class TextDateLine
{
    private const int MaxLength = 40;

    /// <summary>The first three letters of months and days of the week in English, German, French, Spanish.</summary>
    private static readonly FrozenSet<string> Names = (
        "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun "
        + "mär mai okt dez mit die don fre sam son "
        + "fév avr jui aoû déc lun mer jeu ven dim "
        + "ene abr ago dic mié jue vie sáb dom").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>10 Jan 24</c>, <c>17/1</c>, <c>Thu 28 March</c>, <c>2024-05-02 10:00</c>, <c>12.4.</c></summary>
    public static bool IsDate(string line)
    {
        var plain = line.Trim().TrimEnd(':');
        if (plain.Length is < 3 or > MaxLength)
        {
            return false;
        }

        var words = plain.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Count(IsNumber);
        var names = words.Count(IsName);
        var written = words.Length == 1 && words[0].AsSpan().IndexOfAny('/', '-', '.') > 0 && words[0].Count(char.IsAsciiDigit) >= 2;
        return numbers + names == words.Length && numbers > 0 && (names > 0 || written || SourceDates.Parse(plain) is not null);
    }

    private static bool IsNumber(string word) =>
        char.IsAsciiDigit(word[0]) && word.Length <= 10 && word.TrimEnd('s', 't', 'n', 'd', 'r', 'h').AsSpan().IndexOfAnyExceptInRange('-', ':') < 0;

    private static bool IsName(string word) => word.Length is >= 3 and <= 11 && Names.Contains(word[..3]) && word.TrimEnd('.').All(char.IsLetter);
}
