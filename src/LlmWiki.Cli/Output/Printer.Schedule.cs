using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Cli.Commands;
using LlmWiki.Cli.Serve;

namespace LlmWiki.Cli.Output;

/// <summary>When commands run by themselves.</summary>
internal sealed partial class Printer
{
    private const string HowToSchedule = "for example under 'schedule' in " + ConfigReader.FileName + ": ingest: \"*/30 * * * *\"";

    public static UsageException BadSchedule(ImmutableArray<string> problems) =>
        new(problems, "a cron expression is \"minute hour day month weekday\": \"30 6 * * 1-5\" is 6:30 from Monday to Friday; Quartz's form with seconds is read too");

    public static string BadCron(PlacedText cron, string command, string why) => $"{cron.Place}: 'schedule.{command}': '{cron.Text}' is no cron expression: {why.Split('\n')[0].TrimEnd('.', '\r')}";

    public static string CronLength(PlacedText cron, string command, int fields) =>
        $"{cron.Place}: 'schedule.{command}': '{cron.Text}' has {Number(fields, "field")}, and a cron expression has five, or six or seven in Quartz's form";

    public static string CronIsNever(PlacedText cron, string command) => $"{cron.Place}: 'schedule.{command}': '{cron.Text}' never comes";

    public static string NoTimeZone(PlacedText zone) => $"{zone.Place}: 'schedule.time_zone': there is no time zone '{zone.Text}' on this machine; names are such as Europe/Berlin";

    public static UsageException NothingScheduled() => new("nothing is scheduled", HowToSchedule);

    public static UsageException NothingRunnable(IEnumerable<TimetableJob> jobs) => new([.. jobs.Select(job => $"'schedule.{job.Command}': {NotThere(job)}")], HowToSchedule);

    public void Schedule(Timetable table, DateTimeOffset now, int count, Format format)
    {
        if (format == Format.Json)
        {
            Json(ScheduleJson.Of(table, now, count), Shapes.ScheduleJson);
            return;
        }

        if (table.Jobs.IsEmpty)
        {
            Result("nothing is scheduled");
            Hint(HowToSchedule);
            return;
        }

        var (command, cron) = (table.Jobs.Max(job => job.Command.Length), table.Jobs.Max(job => job.Text.Length));
        foreach (var job in table.Jobs)
        {
            var runs = job.IsThere ? string.Join("  ", job.Runs(now).Take(count).Select(Minute)) : Ink.Odd(NotThere(job));
            Result($"{Ink.Strong(job.Command.PadRight(command))}  {job.Text.PadRight(cron)}  {runs}");
        }

        Note($"times are of {table.Zone.Id}; it is {Minute(TimeZoneInfo.ConvertTime(now, table.Zone))} there; a missed run is {(table.SkipsMisfires ? "left out" : "made up for, once")}");
    }

    public static string NotThere(TimetableJob job) => $"not run: this version has no command '{job.Command}'";

    // Seconds are shown where there are any.
    private static string Minute(DateTimeOffset time) => time.ToString(time.Second == 0 ? "ddd yyyy-MM-dd HH:mm" : "ddd yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
