using System.Collections.Immutable;
using System.Globalization;

namespace LlmWiki.Cli.Serve.Install;

/// <summary>Jobs as commands of Windows' Task Scheduler, which knows fewer schedules.</summary>
internal sealed record TaskCommands(string Name, ImmutableArray<string> Program, string Root)
{
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <returns>Null where the Task Scheduler has no such schedule.</returns>
    public string? Command(string command, CronFields fields)
    {
        if (!fields.IsOfMinutes || fields.Months is not null || Schedule(fields) is not { } schedule)
        {
            return null;
        }

        var run = string.Join(' ', Program.Concat(["-C", Root, command, "-q"]).Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\\\"{word}\\\"" : word));
        return $"schtasks /Create /F /TN \"wiki\\{Name} {command}\" /TR \"{run}\" {schedule}";
    }

    private static string? Schedule(CronFields fields) => fields switch
    {
        { Minutes: null, Hours: null, Days: null, Weekdays: null } => "/SC MINUTE /MO 1",
        { Minutes: [0, var step, ..] all, Hours: null, Days: null, Weekdays: null } when 60 % step == 0 && all.Length == 60 / step && all[^1] == 60 - step => Text($"/SC MINUTE /MO {step} /ST 00:00"),
        { Minutes: [var minute], Hours: null, Days: null, Weekdays: null } => Text($"/SC HOURLY /MO 1 /ST 00:{minute:00}"),
        { Minutes: [var minute], Hours: [var hour], Days: null, Weekdays: null } => Text($"/SC DAILY /ST {hour:00}:{minute:00}"),
        { Minutes: [var minute], Hours: [var hour], Days: null, Weekdays: { } days } => Text($"/SC WEEKLY /D {string.Join(',', days.Select(day => DayNames[day]))} /ST {hour:00}:{minute:00}"),
        { Minutes: [var minute], Hours: [var hour], Days: [var day], Weekdays: null } => Text($"/SC MONTHLY /D {day} /ST {hour:00}:{minute:00}"),
        _ => null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
