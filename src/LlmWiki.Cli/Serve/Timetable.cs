using System.Collections.Immutable;
using LlmWiki.Cli.Output;
using Quartz;

namespace LlmWiki.Cli.Serve;

/// <summary>A command and when it runs.</summary>
/// <param name="Text">The cron expression as a person wrote it.</param>
/// <param name="IsThere">False where this program has no such command: it is told, and never run.</param>
internal sealed record TimetableJob(string Command, string Text, CronExpression Cron, bool IsThere)
{
    /// <summary>The next runs after a moment, in the time zone of the schedule.</summary>
    public IEnumerable<DateTimeOffset> Runs(DateTimeOffset after)
    {
        while (Cron.GetNextValidTimeAfter(after) is { } next)
        {
            yield return TimeZoneInfo.ConvertTime(next, Cron.TimeZone);
            after = next;
        }
    }
}

/// <summary>The part <c>schedule:</c> of a configuration, understood.</summary>
internal sealed record Timetable(ImmutableArray<TimetableJob> Jobs, TimeZoneInfo Zone, bool SkipsMisfires)
{
    private const int FieldsOfCrontab = 5;

    /// <summary>The jobs that can run.</summary>
    public IEnumerable<TimetableJob> Runnable => Jobs.Where(job => job.IsThere);

    /// <param name="local">The machine's time zone.</param>
    /// <param name="isThere">Whether this program has a command.</param>
    /// <exception cref="UsageException">Names every time zone and expression that is wrong, with its place.</exception>
    public static Timetable Of(ScheduleConfig config, TimeProvider time, TimeZoneInfo local, Func<string, bool> isThere)
    {
        var problems = new List<string>();
        var zone = ZoneOf(config.TimeZone, problems) ?? local;
        var jobs = ImmutableArray.CreateBuilder<TimetableJob>();
        foreach (var (command, cron) in config.Jobs)
        {
            if (Read(command, cron, problems) is { } expression)
            {
                expression = expression.WithTimeZone(zone);
                if (expression.GetNextValidTimeAfter(time.GetUtcNow()) is null)
                {
                    problems.Add(Printer.CronIsNever(cron, command));
                }

                jobs.Add(new TimetableJob(command, cron.Text, expression, isThere(command)));
            }
        }

        return problems.Count == 0 ? new Timetable(jobs.ToImmutable(), zone, config.SkipsMisfires) : throw Printer.BadSchedule([.. problems]);
    }

    private static CronExpression? Read(string command, PlacedText cron, List<string> problems)
    {
        var fields = cron.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return CronExpression.Parse(string.Join(' ', fields), fields.Length == FieldsOfCrontab ? CronFormat.Unix : CronFormat.Quartz);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            problems.Add(fields.Length is FieldsOfCrontab or 6 or 7 ? Printer.BadCron(cron, command, error.Message) : Printer.CronLength(cron, command, fields.Length));
            return null;
        }
    }

    private static TimeZoneInfo? ZoneOf(PlacedText? name, List<string> problems)
    {
        if (name is null)
        {
            return null;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name.Text, out var zone))
        {
            problems.Add(Printer.NoTimeZone(name));
        }

        return zone;
    }
}
