using System.Globalization;

namespace LlmWiki.Llama.Grammar;

/// <summary>The integers from one bound to another, digit by digit, without leading zeros and without minus zero.</summary>
internal static class IntegerRange
{
    /// <summary>Alternatives; both bounds have at most <see cref="JsonSchemaGrammar.MaxDigits"/> digits.</summary>
    public static List<string> Between(long min, long max)
    {
        var alternatives = new List<string>();
        if (max > 0)
            alternatives.AddRange(Positive(Math.Max(min, 1), max));
        if (min <= 0 && max >= 0)
            alternatives.Add("\"0\"");
        if (min < 0)
            alternatives.Add("\"-\" " + Gbnf.Group([.. Positive(Math.Max(-max, 1), -min)]));
        return alternatives;
    }

    /// <summary>By number of digits; lengths of which all numbers are meant become one alternative.</summary>
    private static IEnumerable<string> Positive(long min, long max)
    {
        var (from, to) = (Digits(min), Digits(max));
        var firstWhole = min == Power(from - 1) ? from : from + 1;
        var lastWhole = max == Power(to) - 1 ? to : to - 1;

        if (from < firstWhole)
            yield return Gbnf.Group(SameLength(Spelled(min), Spelled(Math.Min(max, Power(from) - 1))));
        if (firstWhole <= lastWhole)
            yield return "[1-9]" + AnyDigits(firstWhole - 1, lastWhole - 1);
        if (to > lastWhole && to >= firstWhole)
            yield return Gbnf.Group(SameLength(Spelled(Math.Max(min, Power(to - 1))), Spelled(max)));
    }

    /// <summary>Digit strings from <paramref name="min"/> to <paramref name="max"/>, of one length; leading zeros are digits like others here.</summary>
    private static List<string> SameLength(string min, string max)
    {
        if (min == max)
            return [Gbnf.Quoted(min)];

        var common = min.Zip(max).TakeWhile(pair => pair.First == pair.Second).Count();
        if (common > 0)
            return [$"{Gbnf.Quoted(min[..common])} {Gbnf.Group(SameLength(min[common..], max[common..]))}"];

        var (low, high) = (min[0], max[0]);
        var (lowRest, highRest) = (min[1..], max[1..]);
        var alternatives = new List<string>();
        if (lowRest.Any(digit => digit != '0'))
            alternatives.Add($"\"{low++}\" {Gbnf.Group(SameLength(lowRest, new string('9', lowRest.Length)))}");
        var upper = highRest.Any(digit => digit != '9')
            ? $"\"{high--}\" {Gbnf.Group(SameLength(new string('0', highRest.Length), highRest))}"
            : null;
        if (low <= high)
            alternatives.Add((low == high ? $"\"{low}\"" : $"[{low}-{high}]") + AnyDigits(lowRest.Length, lowRest.Length));
        if (upper is not null)
            alternatives.Add(upper);
        return alternatives;
    }

    private static string AnyDigits(int min, int max) => (min, max) switch
    {
        (_, 0) => "",
        (1, 1) => " [0-9]",
        _ when min == max => string.Create(CultureInfo.InvariantCulture, $" [0-9]{{{min}}}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" [0-9]{{{min},{max}}}"),
    };

    private static string Spelled(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Digits(long number) => Spelled(number).Length;

    private static long Power(int exponent) => (long)Math.Pow(10, exponent);
}
