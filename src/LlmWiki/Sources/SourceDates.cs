using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmWiki.Sources;

/// <summary>
/// Reads dates as front matter, web pages and office files write them. What two countries would read differently
/// (<c>03/04/2024</c>) is no date: a wrong one is worse than none.
/// </summary>
internal static partial class SourceDates
{
    private static readonly string[] Formats =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy-MM", "yyyy年M月d日",
        "d MMMM yyyy", "d MMM yyyy", "d. MMMM yyyy", "d. MMM yyyy", "d-MMM-yyyy",
        "MMMM d yyyy", "MMM d yyyy", "MMMM yyyy", "MMM yyyy",
        "ddd, d MMM yyyy", "dddd, d MMMM yyyy", "dddd, MMMM d yyyy", "ddd MMM d yyyy", "yyyy MMM d", "yyyy MMMM d",
    ];

    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", " h:mm tt", " h:mmtt", " h:mm:ss tt"];

    private static readonly string[] Zones = ["", "zzz", " zzz"];

    private static readonly string[] All = [.. from date in Formats from time in Times from zone in time == "" ? [""] : Zones select date + time + zone];

    /// <summary>The moment a text says, in UTC where it names no zone; null where it says none, or an ambiguous one.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length > 80)
        {
            return null;
        }

        var plain = Normalize(text);
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        return plain.Length >= 6 && DateTimeOffset.TryParseExact(plain, All, CultureInfo.InvariantCulture, Styles, out var date) && date.Year is >= 1000 and <= 2200
            ? date
            : Numeric(plain);
    }

    private static string Normalize(string text)
    {
        var plain = CleanText.Of(text).Trim('"', '\'', '[', ']', ' ');
        plain = IsoTime().Replace(plain, "$1 $2");
        plain = MonthDay().Replace(plain, "$1 ");
        plain = Ordinal().Replace(plain, "$1");
        plain = AbbreviatedMonth().Replace(plain, "$1");
        plain = plain.Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase).Replace(" at ", " ", StringComparison.OrdinalIgnoreCase);
        return Zulu().Replace(plain, "+00:00").Replace(" +00:00", "+00:00", StringComparison.Ordinal);
    }

    /// <summary>Day and month in figures count only where one of them can't be a month, or where both are the same.</summary>
    private static DateTimeOffset? Numeric(string plain)
    {
        var match = DayMonthYear().Match(plain);
        if (!match.Success)
        {
            return null;
        }

        int Part(int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        var (first, second, year) = (Part(1), Part(3), Part(4));

        // Days first is the only custom where stops are written between.
        var (day, month) = match.Groups[2].Value == "." || first > 12 || first == second ? (first, second)
            : second > 12 ? (second, first)
            : (0, 0);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Math.Clamp(year, 1, 9999), month) && year is >= 1000 and <= 2200
            ? new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero)
            : null;
    }

    [GeneratedRegex(@"^(?<date>\d{4}-\d{1,2}-\d{1,2})[Tt](?<hour>\d)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex IsoTime();

    [GeneratedRegex(@"(?<part>\d{1,2}|\p{L}{3,9}),\s+(?=\d{4})", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"\b(?<day>\d{1,2})(?:st|nd|rd|th)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"\b(?<month>jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex AbbreviatedMonth();

    [GeneratedRegex(@"\s?(?:Z|UTC|GMT)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Zulu();

    [GeneratedRegex(@"^(?<first>\d{1,2})(?<mark>[./-])(?<second>\d{1,2})\k<mark>(?<year>\d{4})$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex DayMonthYear();
}
