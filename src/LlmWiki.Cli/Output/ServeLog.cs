using System.Globalization;
using LlmWiki.Cli.Serve;

namespace LlmWiki.Cli.Output;

/// <summary>What <c>wiki serve</c> tells of itself, as one line an event, and the owner of these sentences. Safe for use from several threads.</summary>
/// <param name="write">Gets each line.</param>
internal sealed class ServeLog(Action<LogLineJson> write, TimeProvider time)
{
    private const string Info = "info";
    private const string Warn = "warning";
    private const string Bad = "error";

    private readonly System.Threading.Lock _gate = new();

    public void Started(string store, string node, Timetable table, DateTimeOffset now)
    {
        Write(Info, "started", line => line with { Node = node, Message = $"the schedule is kept in {store}" });
        foreach (var job in table.Jobs)
        {
            if (job.IsThere)
            {
                Write(Info, "scheduled", line => line with { Job = job.Command, Next = job.Runs(now).First(), Message = job.Text });
            }
            else
            {
                Write(Warn, "not-scheduled", line => line with { Job = job.Command, Message = Printer.NotThere(job) });
            }
        }
    }

    public void Listening(string address) => Write(Info, "health", line => line with { Message = $"GET {address}" });

    public void Begun(JobRun run) => Write(Info, "run-started", line => Of(line, run) with { Due = run.Due, Message = run.IsRecovery ? "goes on with a run that was interrupted" : null });

    public void Waiting(JobRun run, string holder) => Write(Info, "run-waits", line => Of(line, run) with { Message = holder });

    public void Said(JobRun run, string stream, string text) => Write(Info, "output", line => Of(line, run) with { Stream = stream, Message = text });

    public void Ended(JobRun run, RunEnd end) =>
        Write(end.ExitCode is (int)ExitCode.Done or (int)ExitCode.Findings ? Info : Bad, "run-ended", line => Of(line, run) with { DurationMs = end.DurationMs, ExitCode = end.ExitCode });

    public void Interrupted(JobRun run, RunEnd end) =>
        Write(Warn, "run-interrupted", line => Of(line, run) with { DurationMs = end.DurationMs, ExitCode = end.ExitCode, Message = "goes on at the next start, or on another machine" });

    public void LeftOut(string job) => Write(Info, "run-left-out", line => line with { Job = job, Message = "it is no longer in the schedule" });

    public void Missed(string job, DateTimeOffset? at, bool isMadeUp) =>
        Write(Warn, "run-missed", line => line with { Job = job, Message = (at is { } then ? $"it was to run at {then.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}; " : "") + (isMadeUp ? "it runs now" : "it is left out") });

    public void Lost() => Write(Warn, "store-lost", line => line with { Message = "the file of the schedule is gone; it is made anew" });

    public void Scheduler(bool isError, string message) => Write(isError ? Bad : Warn, "scheduler", line => line with { Message = message });

    public void Stopping() => Write(Info, "stopping", line => line);

    public void Stopped(long durationMs, bool isCut) =>
        Write(isCut ? Warn : Info, "stopped", line => line with { DurationMs = durationMs, Message = isCut ? "a run did not end in time and was cut off; it goes on at the next start" : null });

    private void Write(string level, string name, Func<LogLineJson, LogLineJson> more)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            write(more(new LogLineJson(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)), level, name)));
        }
    }

    private static LogLineJson Of(LogLineJson line, JobRun run) => line with { Job = run.Command, Run = run.Id };
}
