namespace LlmWiki.Lint.Statements;

/// <summary>Two statements that count or measure one thing differently.</summary>
internal static class Amounts
{
    private const decimal Near = 0.05m;
    private const int FewestNames = 2;

    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right)
    {
        foreach (var one in left.Quantities)
        {
            foreach (var other in right.Quantities)
            {
                if (other.Slot == one.Slot && !IsTold(one, right) && !IsTold(other, left) && Differ(one, other) is { } near && Judge(left, right, one, other, near) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>Under what an amount is held against others: its frames, and for a measure the names of which it is told.</summary>
    public static IEnumerable<string> KeysOf(ParsedStatement statement, Quantity amount)
    {
        var frame = statement.FrameOf(amount);
        return frame.Whole.Length == 0 ? [] : new[] { frame.Whole, frame.Short }.Concat(IsOfNames(amount, frame) ? frame.Names.Take(4).Select(name => frame.Verb + " @" + name) : []);
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
        var (first, second) = (left.FrameOf(one), right.FrameOf(other));
        if (!left.MayShareSubject(right) || IsSetting(left, one) || IsSetting(right, other) || HasOtherSetting(left, right) || !(first.IsSame(second) || IsSameMeasureOfNamed(one, first, second)))
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

    /// <summary>"After two days", "an iteration of 10 elements": what stands before the verb behind "after", "of" and the like says of what the rest is told.</summary>
    private static bool IsSetting(ParsedStatement statement, Quantity amount) =>
        amount.Figure > 0 && Parts.Leads(statement.Tokens[amount.Figure - 1].Word) && !Assertions.HasVerb(statement, 0, amount.Figure);

    private static bool HasOtherSetting(ParsedStatement left, ParsedStatement right) =>
        left.Quantities.Exists(one => IsSetting(left, one) && right.Quantities.Exists(other => other.Slot == one.Slot && other.Value != one.Value && IsSetting(right, other)));

    private static string NounOf(Quantity count) => count.Text[(count.Text.LastIndexOf(' ') + 1)..];

    private static bool SameDays(ParsedStatement left, ParsedStatement right) => left.Days.Count == right.Days.Count && left.Days.All(day => right.Days.Any(day.IsSame));

    /// <summary>"The Columbia of Annie Londonderry weighed 42 pounds", "Her bicycle, a Columbia, weighed 36 pounds": one verb, one dimension, the same names.</summary>
    private static bool IsSameMeasureOfNamed(Quantity amount, Frame one, Frame other)
    {
        var (fewer, more) = one.Names.Count <= other.Names.Count ? (one, other) : (other, one);
        return IsOfNames(amount, one) && one.Verb == other.Verb && fewer.Names.Count >= FewestNames && fewer.Names.IsSubsetOf(more.Names)
            && !one.Attached.Overlaps(other.Names) && !other.Attached.Overlaps(one.Names) && !AreToldApart(one, other);
    }

    /// <summary>Things have one weight; lengths are of many kinds.</summary>
    private static bool IsOfNames(Quantity amount, Frame frame) => amount.Kind == "weight" && frame.Verb.Length > 0 && frame.Names.Count >= FewestNames;

    private static bool AreToldApart(Frame one, Frame other)
    {
        var (words, others) = (one.Whole.Split(' ').Where(Meanings.IsOrder).ToList(), other.Whole.Split(' ').Where(Meanings.IsOrder).ToList());
        return words.Count > 0 && others.Count > 0 && !words.SequenceEqual(others);
    }
}
