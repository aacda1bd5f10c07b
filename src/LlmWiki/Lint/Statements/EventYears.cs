using System.Globalization;
using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>Two statements that put what happened once into different years, or on different days.</summary>
internal static class EventYears
{
    private const int FewestShared = 3;

    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right)
    {
        if (left.Years.Count > 1 || right.Years.Count > 1 || left.Years.Count != right.Years.Count || WhenOf(left) is not { } one || WhenOf(right) is not { } other || one == other)
        {
            return null;
        }

        var (shorter, longer) = left.Content.Count <= right.Content.Count ? (left, right) : (right, left);
        var (words, all) = (WithoutMonths(shorter), WithoutMonths(longer));
        return IsOnce(shorter) && IsOnce(longer) && words.Count >= FewestShared && words.IsSubsetOf(all) && shorter.Names.Count > 0
            && left.TellingApart.SetEquals(right.TellingApart) && IsDenied(left) == IsDenied(right) && SameAmounts(left, right) && !IsBounded(left) && !IsBounded(right)
            ? new Disagreement(DisagreementKind.Contradiction, left.Years.SetEquals(right.Years) ? "date" : "year", one, other) : null;
    }

    /// <summary>The year, and the day where it is told; null where neither is.</summary>
    private static string? WhenOf(ParsedStatement statement)
    {
        var day = statement.Days.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $"{statement.Days[0].Day}.{statement.Days[0].Month}. ") : "";
        var when = (statement.Years.FirstOrDefault() is { } year ? year : day).Trim();
        return when.Length == 0 ? null : statement.Years.Count == 1 && day.Length > 0 ? (day + when) : when;
    }

    private static HashSet<string> WithoutMonths(ParsedStatement statement) => [.. statement.Content.Where(word => !Months.IsName(word))];

    /// <summary>A birth, an invention, a first: it cannot be told of two years.</summary>
    private static bool IsOnce(ParsedStatement statement) => statement.Tokens.Exists(token => EventWords.Once.Contains(token.Word) || EventWords.Firsts.Contains(token.Word));

    private static bool IsDenied(ParsedStatement statement) => statement.Tokens.Exists(token => Negations.IsNegation(statement.Text, token));

    /// <summary>No amount of one is told otherwise by the other: the second race may be of another length.</summary>
    private static bool SameAmounts(ParsedStatement left, ParsedStatement right) =>
        left.Quantities.TrueForAll(one => right.Quantities.TrueForAll(other => one.Kind != other.Kind || one.Value == other.Value));

    /// <summary>"since 1890", "from 1890 to 1900", "after 1890".</summary>
    private static bool IsBounded(ParsedStatement statement)
    {
        for (var i = 1; i < statement.Tokens.Count; i++)
        {
            if (statement.Years.Contains(statement.Tokens[i].Word) && Enumerable.Range(Math.Max(0, i - 3), Math.Min(3, i)).Any(at => EventWords.Bounds.Contains(statement.Tokens[at].Word)
                && !statement.Text.AsSpan(statement.Tokens[at].End, statement.Tokens[i].Start - statement.Tokens[at].End).Contains(',')))
            {
                return true;
            }
        }

        return false;
    }
}
