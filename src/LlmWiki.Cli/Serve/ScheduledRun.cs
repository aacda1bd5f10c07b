using System.Globalization;
using System.Text.Json;
using LlmWiki.Cli.Output;
using Quartz;

namespace LlmWiki.Cli.Serve;

/// <summary>
/// The one job of a wiki; its triggers are named for the commands. Since there is one, Quartz runs no two commands of a wiki at once, on however many
/// machines. Its data holds how each command ended last.
/// </summary>
[DisallowConcurrentExecution]
[PersistJobDataAfterExecution]
internal sealed class ScheduledRun(JobRunner runner, Timetable table, ServeLog log, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var command = (context.Recovering ? context.RecoveringTriggerKey : context.Trigger.Key)?.Name ?? "";
        if (!table.Runnable.Any(job => job.Command == command))
        {
            log.LeftOut(command);
            return;
        }

        var run = new JobRun(command, Guid.NewGuid().ToString("N")[..8], context.Recovering, time.GetUtcNow(), Due(context));
        var end = await runner.Run(run, cancellationToken);
        context.JobDetail.JobDataMap[command] = JsonSerializer.Serialize(end, JsonShapes.Default.RunEnd);
    }

    /// <summary>A run that goes on is for the time that it was for at first.</summary>
    private static DateTimeOffset? Due(IJobExecutionContext context) =>
        context.Recovering && context.MergedJobDataMap.TryGetString(SchedulerConstants.FailedJobOriginalTriggerScheduledFireTime, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var first)
            ? first
            : context.ScheduledFireTimeUtc;

    /// <summary>How a command ended last; null where it has not run yet.</summary>
    public static RunEnd? Last(JobDataMap data, string command)
    {
        try
        {
            return data.TryGetString(command, out var text) && text is not null ? JsonSerializer.Deserialize(text, JsonShapes.Default.RunEnd) : null;
        }
        catch (JsonException)
        {
            // Of another version.
            return null;
        }
    }
}
