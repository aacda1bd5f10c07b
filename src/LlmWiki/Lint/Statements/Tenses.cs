using System.Globalization;

namespace LlmWiki.Lint.Statements;

/// <summary>When what a statement tells is so.</summary>
internal static class Tenses
{
    private static readonly HashSet<string> Present = new(StringComparer.Ordinal)
    {
        "is", "are", "has", "have", "counts", "employs", "holds", "owns", "runs", "offers", "serves", "lives", "live", "weighs", "measures", "costs", "produces", "ist", "sind", "hat", "haben", "est", "sont", "ont", "a", "es", "tiene",
    };

    private static readonly HashSet<string> Past = new(StringComparer.Ordinal)
    {
        "was", "were", "had", "did", "counted", "employed", "held", "owned", "ran", "weighed", "measured", "cost", "drew", "hatte", "hatten", "war", "waren", "avait", "avaient", "etait", "tenia", "era",
    };

    public static bool IsPastWord(string word) => Past.Contains(word);

    /// <summary>One tells what is, the other what was.</summary>
    public static bool Differ(ParsedStatement left, ParsedStatement right) => (IsPresent(left) && IsPast(right)) || (IsPast(left) && IsPresent(right));

    /// <summary>
    /// Whether of two statements with one year each the older tells what is as if it still were: true for the first, false for the
    /// second; null where neither does.
    /// </summary>
    public static bool? OlderIsPresent(ParsedStatement left, ParsedStatement right)
    {
        if (left.Years.Count != 1 || right.Years.Count != 1)
        {
            return null;
        }

        var (one, other) = (int.Parse(left.Years.First(), CultureInfo.InvariantCulture), int.Parse(right.Years.First(), CultureInfo.InvariantCulture));
        var isLeftOlder = one < other;
        var (older, newer) = isLeftOlder ? (left, right) : (right, left);
        return one != other && IsPresent(older) && !IsPast(older) && IsPresent(newer) ? isLeftOlder : null;
    }

    public static bool IsPresent(ParsedStatement statement) => First(statement) is { } word && Present.Contains(word);

    public static bool IsPast(ParsedStatement statement) => First(statement) is { } word && Past.Contains(word);

    /// <summary>The first word that tells a time; what comes later may be another's.</summary>
    private static string? First(ParsedStatement statement) => statement.Tokens.Find(token => token.Word != "a" && (Present.Contains(token.Word) || Past.Contains(token.Word))).Word;
}
