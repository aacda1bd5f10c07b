using System.Collections.Immutable;
using System.Globalization;

namespace LlmWiki.Cli.Serve.Install;

/// <summary>A cron expression as the values of its fields, for other schedulers; null is every value. Days of the week count from Sunday, 0.</summary>
internal sealed record CronFields(
    ImmutableArray<int>? Seconds, ImmutableArray<int>? Minutes, ImmutableArray<int>? Hours, ImmutableArray<int>? Days, ImmutableArray<int>? Months, ImmutableArray<int>? Weekdays)
{
    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>It runs at full minutes only.</summary>
    public bool IsOfMinutes => Seconds is [0];

    /// <param name="quartz">In Quartz's form.</param>
    /// <returns>Null where it says what other schedulers cannot: the last day, the nearest weekday, the n-th weekday, a year.</returns>
    public static CronFields? Of(string quartz)
    {
        var fields = quartz.ToUpperInvariant().Split(' ');
        if (fields.Length is < 6 or > 7 || (fields.Length == 7 && fields[6] != "*"))
        {
            return null;
        }

        try
        {
            return new CronFields(
                Values(fields[0], 0, 59, []),
                Values(fields[1], 0, 59, []),
                Values(fields[2], 0, 23, []),
                Values(fields[3], 1, 31, []),
                Values(fields[4], 1, 12, MonthNames),
                Values(fields[5], 1, 7, DayNames) is { } days ? [.. days.Select(day => day - 1)] : null);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ImmutableArray<int>? Values(string field, int least, int most, string[] names) => field is "*" or "?"
        ? null
        : [.. field.Split(',').SelectMany(part => Part(part, least, most, names)).Distinct().Order()];

    /// <summary>A value, a range, or either with a step; a range may go over the end.</summary>
    private static IEnumerable<int> Part(string part, int least, int most, string[] names)
    {
        var (range, step) = part.Split('/') is [var left, var right] ? (left, int.Parse(right, NumberStyles.None, CultureInfo.InvariantCulture)) : (part, 0);
        var (from, to) = range switch
        {
            "*" => (least, most),
            _ when range.Split('-') is [var first, var last] => (Value(first, least, names), Value(last, least, names)),
            _ => (Value(range, least, names), step > 0 ? most : Value(range, least, names)),
        };
        to += to < from ? most - least + 1 : 0;
        for (var value = from; value <= to; value += Math.Max(1, step))
        {
            yield return value > most ? value - (most - least + 1) : value;
        }
    }

    private static int Value(string text, int least, string[] names) => Array.IndexOf(names, text) is >= 0 and var place
        ? place + least
        : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
