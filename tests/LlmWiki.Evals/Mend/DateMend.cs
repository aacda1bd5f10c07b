using System.Globalization;
using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>Dates as people and programs write them, each of which is one day only.</summary>
internal static class DateMend
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly string[] German = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
    private static readonly string[] GermanDays = ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"];
    private static readonly string[] French = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    private static readonly string[] Keys = ["updated", "date", "modified", "published", "last_modified"];

    public static RulePlants Plants => new("bad-date",
    [
        Form("day, month, year", day => day.ToString("d MMMM yyyy", English)),
        Form("month, day, year", day => Quoted(day, "MMMM d, yyyy")),
        Form("short month", day => day.ToString("d MMM yyyy", English)),
        Form("short month with a dot", day => Quoted(day, "MMM. d, yyyy")),
        Form("ordinal", day => $"{day.Day}{Ordinal(day.Day)} {day.ToString("MMMM yyyy", English)}"),
        Form("ordinal behind the month", day => $"\"{day.ToString("MMMM", English)} {day.Day}{Ordinal(day.Day)}, {day.Year}\""),
        Form("slashes, year first", day => day.ToString("yyyy'/'MM'/'dd", English)),
        Form("dots, year first", day => day.ToString("yyyy.MM.dd", English)),
        Form("underscores", day => day.ToString("yyyy_MM_dd", English)),
        Form("without zeros", day => day.ToString("yyyy-M-d", English), isEarly: true),
        Form("dashes of a typesetter", day => day.ToString("yyyy–MM–dd", English)),
        Form("slashes, day first", day => day.ToString("dd'/'MM'/'yyyy", English), isLate: true),
        Form("slashes, month first", day => day.ToString("MM'/'dd'/'yyyy", English), isLate: true),
        Form("dots, day first", day => day.ToString("d.M.yyyy", English), isLate: true),
        Form("spreadsheet", day => day.ToString("dd-MMM-yyyy", English)),
        Form("German", day => $"{day.Day}. {German[day.Month - 1]} {day.Year}"),
        Form("French", day => $"{(day.Day == 1 ? "1er" : day.Day.ToString(English))} {French[day.Month - 1]} {day.Year}"),
        Form("weekday", day => Quoted(day, "dddd, d MMMM yyyy")),
        Form("German weekday", day => $"{GermanDays[(int)day.DayOfWeek]}, {day.Day}. {German[day.Month - 1]} {day.Year}"),
        Form("mail", day => Quoted(day, "ddd, dd MMM yyyy", " 10:15:00 +0200"), "10:15:00"),
        Form("JavaScript", day => day.ToString("ddd MMM dd yyyy", English) + " 10:15:00 GMT+0200", "10:15:00"),
        Form("shell", day => day.ToString("ddd MMM d", English) + $" 10:15:00 UTC {day.Year}", "10:15:00"),
        Form("Notion", day => Quoted(day, "MMMM d, yyyy", " 10:15 AM"), "10:15"),
        Form("time with its zone's name", day => day.ToString("yyyy-MM-dd", English) + " 10:15:00 UTC", "10:15:00"),
        Form("time with slashes", day => day.ToString("yyyy'/'MM'/'dd", English) + " 10:15", "10:15"),
        Form("link to the daily note", day => $"\"[[{day.ToString("yyyy-MM-dd", English)}]]\""),
        Form("of, in words", day => $"the {day.Day}{Ordinal(day.Day)} of {day.ToString("MMMM yyyy", English)}"),
        Form("full stop", day => day.ToString("yyyy-MM-dd", English) + "."),
        Form("capitals", day => $"'{day.ToString("d MMMM yyyy", English).ToUpperInvariant()}'"),
        new("inner key", plot =>
        {
            var (topic, day) = (plot.Take(topic => topic.IsTool), Day(plot, false, false));
            var written = day.ToString("d MMMM yyyy", English);
            plot.Files.Replace(topic.Path, "at: 2026-10-20T10:00:00Z", $"at: {written}");
            plot.Expect(topic.Path, $"at: {written}");
            plot.Says(topic.Path, $"at: {day.ToString("yyyy-MM-dd", English)}");
        }),
    ], HeadPlants.BadDate.Decoys, EachForm: 2);

    public static RulePlants Bare => new("bad-date",
    [
        new("two days", plot => HeadPlants.Date(plot, plot.Pick(Keys), plot.Pick("05/02/2024", "12-05-2024", "03/04/2024", "1.2.2024", "7/8/2023"))),
        new("no such day", plot => HeadPlants.Date(plot, plot.Pick(Keys), plot.Pick("2024-02-30", "2023-02-29", "2024-06-00", "31 April 2024", "30. Februar 2024"))),
        new("no such month", plot => HeadPlants.Date(plot, plot.Pick(Keys), plot.Pick("2024-13-01", "2024-00-10", "13/13/2024"))),
        new("no such hour", plot => HeadPlants.Date(plot, plot.Pick(Keys), "2024-05-02T25:10:00Z")),
        new("words", plot => HeadPlants.Date(plot, plot.Pick(Keys), plot.Pick("last spring", "yesterday", "vor kurzem", "l'an dernier", "soon", "next year"))),
        new("a part of a date", plot => HeadPlants.Date(plot, plot.Pick(Keys), plot.Pick("3 April", "Easter 2024", "May or June 2024", "23.04.24", "spring of 2024"))),
        new("several days", plot => HeadPlants.Date(plot, plot.Pick(Keys), plot.Pick("2024-05-02 / 2024-05-04", "2 and 3 May 2024", "2 May 2024 - 4 May 2024", "2 May or 3 June 2024"))),
    ], HeadPlants.BadDate.Decoys);

    /// <param name="time">What must not be lost of it.</param>
    /// <param name="isLate">A day after the twelfth: no month has that number.</param>
    private static Plant Form(string form, Func<DateOnly, string> write, string time = "", bool isEarly = false, bool isLate = false) => new(form, plot =>
    {
        var (key, day) = (plot.Pick(Keys), Day(plot, isEarly, isLate));
        HeadPlants.Date(plot, key, write(day));
        var (path, iso) = (plot.Expected[^1].Spots[0].Path, day.ToString("yyyy-MM-dd", English));
        plot.Answer($"{path}: '{key}' is {iso} {time}", wiki => wiki.HeadOf(path, key) is { } value && value.StartsWith(iso, StringComparison.Ordinal) && value.Contains(time, StringComparison.Ordinal));
    });

    private static DateOnly Day(Plot plot, bool isEarly, bool isLate) =>
        new(plot.Random.Next(2015, 2026), plot.Random.Next(1, isEarly ? 10 : 13), plot.Random.Next(isLate ? 13 : 1, isEarly ? 10 : 29));

    /// <summary>A comma would end it where it stands in a list.</summary>
    private static string Quoted(DateOnly day, string format, string time = "") => $"\"{day.ToString(format, English)}{time}\"";

    private static string Ordinal(int day) => day switch { 1 or 21 => "st", 2 or 22 => "nd", 3 or 23 => "rd", _ => "th" };
}
