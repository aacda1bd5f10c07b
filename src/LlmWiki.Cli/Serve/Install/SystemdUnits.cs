using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LlmWiki.Cli.Serve.Install;

/// <summary>A file to write for the system's scheduler.</summary>
internal sealed record UnitFile(string Name, string Text);

/// <summary>Jobs as timers of systemd.</summary>
/// <param name="Name">The wiki's, for the names of files.</param>
/// <param name="Zone">The time zone to name; null is the machine's.</param>
internal sealed record SystemdUnits(string Name, ImmutableArray<string> Program, string Root, string? Zone, bool SkipsMisfires)
{
    private static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public string Unit(string command) => $"wiki-{Name}-{command}";

    /// <param name="earlier">Commands that are scheduled too; where they run at the same time, this one waits for them.</param>
    public IEnumerable<UnitFile> Files(string command, CronFields fields, IEnumerable<string> earlier)
    {
        var after = string.Concat(earlier.Select(other => $"After={Unit(other)}.service\n"));
        yield return new UnitFile(Unit(command) + ".service", $"""
            # Written by 'wiki schedule install'.
            [Unit]
            Description=wiki {command} in {Escaped(Root)}
            {after}
            [Service]
            Type=oneshot
            ExecStart={string.Join(' ', Program.Select(Quoted).Concat(new[] { "-C", Root, command }.Select(word => Quoted(word).Replace("$", "$$", StringComparison.Ordinal))))}
            # 1: findings remain.
            SuccessExitStatus=1

            """);
        yield return new UnitFile(Unit(command) + ".timer", $"""
            # Written by 'wiki schedule install'.
            [Unit]
            Description=wiki {command} in {Escaped(Root)}

            [Timer]
            {string.Concat(Calendars(fields).Select(calendar => $"OnCalendar={calendar}\n"))}AccuracySec=1s
            Persistent={(SkipsMisfires ? "false" : "true")}

            [Install]
            WantedBy=timers.target

            """);
    }

    /// <summary>In cron a day counts that is of the month's or of the week's days; in systemd it must be both, so each gets a line.</summary>
    public IEnumerable<string> Calendars(CronFields fields) => fields is { Days: not null, Weekdays: not null }
        ? [Calendar(fields with { Weekdays = null }), Calendar(fields with { Days = null })]
        : [Calendar(fields)];

    private string Calendar(CronFields fields)
    {
        var week = fields.Weekdays is { } days ? string.Join(',', days.Select(day => DayNames[day])) + " " : "";
        return $"{week}*-{List(fields.Months)}-{List(fields.Days)} {List(fields.Hours)}:{List(fields.Minutes)}:{List(fields.Seconds)}{(Zone is null ? "" : " " + Zone)}";
    }

    private static string List(ImmutableArray<int>? values) =>
        values is { } all ? string.Join(',', all.Select(value => value.ToString("00", CultureInfo.InvariantCulture))) : "*";

    // A percent sign begins a specifier.
    private static string Escaped(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private static string Quoted(string text) => new StringBuilder("\"").Append(Escaped(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))).Append('"').ToString();
}
