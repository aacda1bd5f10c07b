using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>Reads dates as people, mails, spreadsheets and other programs write them.</summary>
internal static partial class DateReader
{
    /// <summary>Short names that are words of another kind elsewhere, so that <see cref="Months"/> does not have them.</summary>
    private static readonly Dictionary<string, int> ShortMonths = "ene fevr mar abr avr mrz juil ago dic".Split(' ').Zip([1, 2, 3, 4, 4, 3, 7, 8, 12]).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    private static readonly Dictionary<string, DayOfWeek> Weekdays = new[]
    {
        "sunday sun sonntag so dimanche dim domingo dom", "monday mon montag mo lundi lun lunes", "tuesday tue tues dienstag di mardi mar martes", "wednesday wed mittwoch mi mercredi mer miercoles mie",
        "thursday thu thur thurs donnerstag do jeudi jeu jueves jue", "friday fri freitag fr vendredi ven viernes vie", "saturday sat samstag sa sonnabend samedi sam sabado sab",
    }.SelectMany((row, day) => row.Split(' ').Select(name => (name, (DayOfWeek)day))).ToDictionary(item => item.name, item => item.Item2, StringComparer.Ordinal);

    /// <summary>The one day that a text can mean in ISO form, with its time; null where there is none, or two.</summary>
    public static string? Read(string text)
    {
        text = text.Trim().Replace('–', '-').Replace('_', '-').Replace('\u00A0', ' ');
        text = (text.StartsWith("[[", StringComparison.Ordinal) && text.EndsWith("]]", StringComparison.Ordinal) ? text[2..^2] : text).TrimEnd('.');
        var time = Time().Match(text);
        if (TimeOf(time) is not { } written)
        {
            return null;
        }

        text = Blanks().Replace(time.Success ? text[..time.Index] + " " + text[(time.Index + time.Length)..] : text, " ").Trim();
        var weekday = WeekdayOf(text);
        var rest = weekday is null ? text : text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return DaysOf(rest).OfType<DateOnly>().Distinct().Where(day => weekday is null || day.DayOfWeek == weekday).ToList() is [var only] ? only.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + written : null;
    }

    private static DateOnly?[] DaysOf(string text)
    {
        if (Numbers().Match(text) is { Success: true } match)
        {
            var (first, second, third) = (match.Groups["first"].Value, match.Groups["second"].Value, match.Groups["third"].Value);
            return first.Length == 4 ? [Day(first, second, third)] : [Day(third, second, first), Day(third, first, second)];
        }

        var named = Named().Match(text);
        return named.Success && MonthOf(named.Groups["month"].Value) is { } month ? [Day(named.Groups["year"].Value, month.ToString(CultureInfo.InvariantCulture), named.Groups["day"].Value)] : [];
    }

    private static int? MonthOf(string word)
    {
        if (Tokens.Of(word) is not [var token])
        {
            return null;
        }

        return Months.IsName(token.Word) && Months.In(word).ToList() is [var month] ? month : ShortMonths.TryGetValue(token.Word, out var found) ? found : null;
    }

    /// <summary>That of the first word, where more follows.</summary>
    private static DayOfWeek? WeekdayOf(string text) => Weekday().Match(text) is { Success: true } match && Weekdays.TryGetValue(Folding.Fold(match.Groups["day"].Value), out var day) ? day : null;

    /// <summary>Empty where no time is told, null where it is none.</summary>
    private static string? TimeOf(Match match)
    {
        if (!match.Success)
        {
            return "";
        }

        var (hour, half) = (int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture), match.Groups["half"].Value);
        if (hour > 23 || (half.Length > 0 && hour is 0 or > 12))
        {
            return null;
        }

        hour = half.Length == 0 ? hour : (hour % 12) + (half is "p" or "P" ? 12 : 0);
        var (zone, isUtc) = (match.Groups["offset"].Value.Replace(":", "", StringComparison.Ordinal), match.Groups["utc"].Success);
        var text = string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{match.Groups["rest"].Value}");
        return zone.Length > 0 ? $"T{text}{zone[..3]}:{zone[3..]}" : isUtc ? $"T{text}Z" : $" {text}";
    }

    private static DateOnly? Day(string year, string month, string day) =>
        DateOnly.TryParseExact($"{year}-{month}-{day}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    [GeneratedRegex(@"^(?:(?<first>\d{4})(?<sign>[-/.])(?<second>\d{1,2})\k<sign>(?<third>\d{1,2})|(?<first>\d{1,2})(?<sign>[-/.])(?<second>\d{1,2})\k<sign>(?<third>\d{4}))$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(?:(?:the )?(?<day>\d{1,2})(?:st|nd|rd|th|er|\.)?[ -](?:of |de )?(?<month>\p{L}+)\.?,?[ -](?:de )?(?<year>\d{4})|(?<month>\p{L}+)\.?[ -](?:the )?(?<day>\d{1,2})(?:st|nd|rd|th)?,?[ -](?<year>\d{4})|(?<year>\d{4})[ -](?<month>\p{L}+)\.?[ -](?<day>\d{1,2}))$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?<day>\p{L}+)\.?,? (?=.)", RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"(?<=\d),?(?: at)?[ T](?<hour>\d{1,2}):(?<rest>[0-5]\d(?::[0-5]\d)?)(?!\d)(?: ?(?<half>[AaPp])\.?[Mm]\b\.?)?(?: ?(?:(?:GMT|UTC)?(?<offset>[+-]\d{2}:?\d{2})|(?<utc>UTC|GMT|Z))\b)?(?: \([^)]*\))?", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(" +", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
