using LlmWiki.Cli.Serve;

namespace LlmWiki.Cli.Output;

internal sealed record ScheduleJson(string TimeZone, string Misfire, ScheduledJobJson[] Jobs) : AnswerJson
{
    public static ScheduleJson Of(Timetable table, DateTimeOffset now, int count) => new(
        table.Zone.Id, table.SkipsMisfires ? "skip" : "run", [.. table.Jobs.Select(job => ScheduledJobJson.Of(job, now, count))]);
}

/// <param name="Quartz">The same in Quartz's form.</param>
internal sealed record ScheduledJobJson(string Job, string Cron, string Quartz, bool Runs, DateTimeOffset[] Next)
{
    public static ScheduledJobJson Of(TimetableJob job, DateTimeOffset now, int count) => new(
        job.Command, job.Text, job.Cron.CronExpressionString, job.IsThere, job.IsThere ? [.. job.Runs(now).Take(count)] : []);
}
