using System.Globalization;
using System.Text.RegularExpressions;

namespace LlmWiki.Words;

/// <param name="Year">Null where none stands beside it.</param>
internal readonly record struct MonthDay(int Day, int Month, int? Year)
{
    public bool IsSame(MonthDay other) => Day == other.Day && Month == other.Month && (Year is null || other.Year is null || Year == other.Year);
}

/// <summary>Months by their names in the known languages, and by the numbers of dates.</summary>
internal static partial class Months
{
    private static readonly Dictionary<string, int> Names = new[]
    {
        "january jan januar janvier enero", "february feb februar fevrier febrero", "march marz mars marzo", "april apr avril abril", "may mai mayo", "june jun juni juin junio",
        "july jul juli juillet julio", "august aug aout agosto", "september sep sept septembre septiembre", "october oct oktober octobre octubre", "november nov novembre noviembre", "december dec dezember decembre diciembre",
    }.SelectMany((row, month) => row.Split(' ').Select(name => (name, month + 1))).ToDictionary(item => item.name, item => item.Item2, StringComparer.Ordinal);

    /// <summary>The months that a text names; "may" counts only with a capital.</summary>
    public static HashSet<int> In(string text)
    {
        var months = Tokens.Of(text).Where(token => Names.ContainsKey(token.Word) && (token.Word != "may" || text[token.Start] == 'M')).Select(token => Names[token.Word]).ToHashSet();
        foreach (Match date in HasDigit(text) ? Date().Matches(text) : Enumerable.Empty<Match>())
        {
            months.UnionWith(date.Groups["month"].Captures.Select(capture => int.Parse(capture.Value, CultureInfo.InvariantCulture)));
        }

        return months;
    }

    /// <summary>Days with their months: 1 May of "1 May", "May 1st", "2024-05-01"; of "the 3rd and 4th of May" both.</summary>
    public static List<MonthDay> DaysIn(string text) => DaysIn(text, Tokens.Of(text));

    /// <param name="tokens">Those of the text.</param>
    public static List<MonthDay> DaysIn(string text, List<Token> tokens)
    {
        var days = new List<MonthDay>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!Names.TryGetValue(tokens[i].Word, out var month) || (tokens[i].Word == "may" && text[tokens[i].Start] != 'M'))
            {
                continue;
            }

            var year = YearAt(tokens, i + 1) ?? YearAt(tokens, i + 2);

            // Behind it as Americans write it, unless what follows is the day of the next month: "2 May 1 June".
            var before = i;
            while (before > 0 && (DayOf(tokens[before - 1].Word) > 0 || Between.Contains(tokens[before - 1].Word)))
            {
                before--;
                days.Add(new MonthDay(DayOf(tokens[before].Word), month, year));
            }

            if (before == i && i + 1 < tokens.Count)
            {
                days.Add(new MonthDay(DayOf(tokens[i + 1].Word), month, year));
            }
        }

        foreach (Match date in HasDigit(text) ? IsoDate().Matches(text) : Enumerable.Empty<Match>())
        {
            days.Add(new MonthDay(int.Parse(date.Groups["day"].Value, CultureInfo.InvariantCulture), int.Parse(date.Groups["month"].Value, CultureInfo.InvariantCulture), null));
        }

        days.RemoveAll(day => day.Day == 0);
        return days;
    }

    /// <summary>Without one there is no date in numbers: most texts are spared the patterns.</summary>
    private static bool HasDigit(string text) => text.AsSpan().ContainsAnyInRange('0', '9');

    private static int? YearAt(List<Token> tokens, int at) =>
        at < tokens.Count && tokens[at].Word is { Length: 4 } word && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    private static int DayOf(string word) =>
        DayNumber().Match(word) is { Success: true } match && int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture) is >= 1 and <= 31 and var day ? day : 0;

    public static bool IsName(string word) => Names.ContainsKey(word);

    /// <summary>Words that may stand between days, or between a day and its month.</summary>
    private static readonly HashSet<string> Between = new(StringComparer.Ordinal) { "and", "to", "or", "of", "the", "und", "bis", "et", "au", "y", "al", "de" };

    [GeneratedRegex(@"^(?<day>\d{1,2})(?:st|nd|rd|th|er)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayNumber();

    [GeneratedRegex(@"\b\d{4}[-/.](?<month>0?[1-9]|1[0-2])[-/.](?<day>\d{1,2})\b|(?<month>0?[1-9]|1[0-2])月(?<day>\d{1,2})日|\b(?<day>\d{1,2})\.\s?(?<month>0?[1-9]|1[0-2])\.\s?\d{2,4}\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"\b\d{4}[-/.](?<month>0?[1-9]|1[0-2])[-/.]\d{1,2}\b|\b(?<month>0?[1-9]|1[0-2])[./](?<month>0?[1-9]|1[0-2])[./]\d{2,4}\b|(?<month>0?[1-9]|1[0-2])月", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
