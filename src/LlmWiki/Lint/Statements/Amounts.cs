namespace LlmWiki.Lint.Statements;

/// <summary>Two statements that count or measure one thing differently.</summary>
internal static class Amounts
{
    private const decimal Near = 0.05m;
    private const int FewestShared = 2;
    private const int FewestNames = 2;

    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right)
    {
        foreach (var one in left.Quantities)
        {
            foreach (var other in right.Quantities.Where(other => other.Kind == one.Kind && other.IsMeasure == one.IsMeasure && other.Modifiers == one.Modifiers))
            {
                if (!IsTold(one, right) && !IsTold(other, left) && Differ(one, other) is { } near && Judge(left, right, one, other, near) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a statement has this amount too, beside another: "42 pounds, about 19 kg".</summary>
    private static bool IsTold(Quantity amount, ParsedStatement statement) => statement.Quantities.Exists(each => each.Kind == amount.Kind && Differ(each, amount) is null);

    /// <summary>Null where the amounts are equal; else whether they are near each other.</summary>
    private static bool? Differ(Quantity one, Quantity other)
    {
        var (difference, greater) = (Math.Abs(one.Value - other.Value), Math.Max(Math.Abs(one.Value), Math.Abs(other.Value)));

        // A value in another unit has been rounded on the way; a few things are counted, not rounded.
        var isOtherUnit = one.IsMeasure && UnitOf(one) != UnitOf(other);
        return difference == 0 || (isOtherUnit && difference <= Near * greater) ? null : difference <= Near * greater && greater > 20;
    }

    private static string UnitOf(Quantity quantity) => string.Concat(quantity.Text.Where(letter => char.IsLetter(letter) || letter is '%' or '°')).TrimEnd('s');

    private static Disagreement? Judge(ParsedStatement left, ParsedStatement right, Quantity one, Quantity other, bool isNear)
    {
        var (first, second) = (new Frame(left, one), new Frame(right, other));
        if (!IsOneSubject(left, right, first, second))
        {
            return null;
        }

        var what = one.IsMeasure ? one.Kind : "number of " + NounOf(one);
        if (left.Years.SetEquals(right.Years) && SameDays(left, right))
        {
            return Tenses.Differ(left, right) ? null : new Disagreement(isNear ? DisagreementKind.Drift : DisagreementKind.Contradiction, what, one.Text, other.Text);
        }

        return Tenses.OlderIsPresent(left, right) is { } isLeftOlder ? new Disagreement(DisagreementKind.Superseded, what, one.Text, other.Text, isLeftOlder) : null;
    }

    private static string NounOf(Quantity count) => count.Text[(count.Text.LastIndexOf(' ') + 1)..];

    private static bool SameDays(ParsedStatement left, ParsedStatement right) => left.Days.Count == right.Days.Count && left.Days.All(day => right.Days.Any(day.IsSame));

    private static bool IsOneSubject(ParsedStatement left, ParsedStatement right, Frame one, Frame other) =>
        one.Restriction.SetEquals(other.Restriction) && (IsSameFrame(left, right, one, other) || IsSameMeasureOfNamed(one, other));

    /// <summary>All that the shorter says before the amount, the longer says too, and nothing more that would tell another thing apart.</summary>
    private static bool IsSameFrame(ParsedStatement left, ParsedStatement right, Frame one, Frame other)
    {
        if (!one.Telling.SetEquals(other.Telling) || (one.Words.Count == 0) || (other.Words.Count == 0))
        {
            return false;
        }

        var (shorter, longer) = one.Words.Count <= other.Words.Count ? (one, other) : (other, one);
        var extra = longer.Words.Except(shorter.Words).ToList();
        var shared = shorter.Words.Count;
        return shorter.Words.IsSubsetOf(longer.Words) && extra.TrueForAll(word => !longer.Names.Contains(word) && !longer.Attached.Contains(word))
            && (shorter.Names.Count > 0 ? shared >= 1 : shared >= FewestShared || left.Statement.Page == right.Statement.Page);
    }

    /// <summary>"The Columbia of Annie Londonderry weighed 42 pounds", "Her bicycle, a Columbia, weighed 36 pounds": one verb, one dimension, the same names.</summary>
    private static bool IsSameMeasureOfNamed(Frame one, Frame other)
    {
        var (fewer, more) = one.Names.Count <= other.Names.Count ? (one, other) : (other, one);
        return one.IsMeasure && one.Verb.Length > 0 && one.Verb == other.Verb && fewer.Names.Count >= FewestNames && fewer.Names.IsSubsetOf(more.Names)
            && !one.Attached.Any(other.Names.Contains) && !other.Attached.Any(one.Names.Contains) && !one.IsToldApartFrom(other);
    }
}
