using LlmWiki.Cli.Output;
using Quartz;

namespace LlmWiki.Cli.Serve;

/// <summary>Runs a timetable until it is told to stop.</summary>
internal sealed class Server(SchedulerParts parts, int? port)
{
    /// <summary>How long a run may take to stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(9);

    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly DateTimeOffset _since = parts.Time.GetUtcNow();
    private volatile WikiScheduler? _scheduler;

    /// <exception cref="WikiException">The store or the port cannot be had.</exception>
    public async Task Run(CancellationToken cancel)
    {
        await using var health = port is { } number ? HealthServer.Start(number, Health) : null;
        _scheduler = await Open(cancel);
        parts.Log.Started(parts.Store.Name, parts.Node, parts.Table, parts.Time.GetUtcNow());
        if (health is not null)
        {
            parts.Log.Listening(health.Address);
        }

        try
        {
            while (true)
            {
                await Task.Delay(Look, cancel);
                if (parts.Store.IsLost && parts.Runner.Running is null)
                {
                    await MakeAnew(cancel);
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // This is how it ends.
        }

        parts.Log.Stopping();
        var started = parts.Time.GetTimestamp();
        await Close(_scheduler);
        parts.Log.Stopped((long)parts.Time.GetElapsedTime(started).TotalMilliseconds, parts.Runner.Running is not null);
    }

    /// <summary>The scheduler goes on; where it cannot be done now, it is tried again at the next look.</summary>
    private async Task MakeAnew(CancellationToken cancel)
    {
        parts.Log.Lost();
        try
        {
            parts.Store.Renew();
            await WikiScheduler.Write(parts, cancel);
        }
        catch (Exception error) when (IsOfStore(error))
        {
            parts.Log.Scheduler(isError: true, error.GetBaseException().Message);
        }
    }

    private static bool IsOfStore(Exception error) => error is SchedulerException or System.Data.Common.DbException or IOException or UnauthorizedAccessException;

    private async Task<WikiScheduler> Open(CancellationToken cancel)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return await WikiScheduler.Start(parts, cancel);
            }
            catch (Exception error) when (IsOfStore(error))
            {
                // A damaged file, or one of another version, is made anew.
                if (!isFirst || !parts.Store.Renew())
                {
                    throw Printer.StoreFailed(parts.Store.Name, error.GetBaseException().Message, error);
                }
            }
        }
    }

    private async Task Close(WikiScheduler scheduler)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            // The store may not answer any more, and is not waited for either.
            await Task.Run(() => CloseNow(scheduler, patience.Token)).WaitAsync(Patience + Slack);
        }
        catch (Exception error) when (error is TimeoutException || IsOfStore(error))
        {
            parts.Log.Scheduler(isError: true, error.GetBaseException().Message);
        }
    }

    private static async Task CloseNow(WikiScheduler scheduler, CancellationToken patience)
    {
        await scheduler.Stop(patience);
        await scheduler.DisposeAsync();
    }

    private async Task<HealthJson> Health(CancellationToken cancel)
    {
        var running = parts.Runner.Running is { } run ? new RunningJson(run.Command, run.Id, run.Since) : null;
        HealthJson Answer(string status, HealthJobJson[] jobs) => new(status, _since, parts.Node, parts.Store.Name, running, jobs);
        try
        {
            return Answer(HealthServer.Ok, _scheduler is { } scheduler ? await scheduler.State(cancel) : []);
        }
        catch (Exception error) when (IsOfStore(error))
        {
            return Answer("store-unreachable", [.. parts.Table.Jobs.Select(job => new HealthJobJson(job.Command, job.Text, null, null))]);
        }
    }
}
