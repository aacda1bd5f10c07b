using LlmWiki.Cli.Output;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace LlmWiki.Cli.Serve;

/// <summary>What a scheduler is made of.</summary>
/// <param name="Name">The wiki's among others in the same store.</param>
/// <param name="Node">This process among others of the same wiki.</param>
internal sealed record SchedulerParts(string Name, string Node, IScheduleStore Store, Timetable Table, JobRunner Runner, ServeLog Log, TimeProvider Time);

/// <summary>Quartz, running the timetable of one wiki.</summary>
internal sealed class WikiScheduler : IAsyncDisposable
{
    // A store of one process tells by this name that a run is its own, and was interrupted.
    private const string TheOnlyNode = "wiki";

    private static readonly TimeSpan LookForWork = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private static readonly JobKey Key = new("wiki");

    private readonly StandaloneSchedulerFactory _factory;
    private readonly IScheduler _scheduler;
    private readonly SchedulerParts _parts;

    private WikiScheduler(StandaloneSchedulerFactory factory, IScheduler scheduler, SchedulerParts parts) => (_factory, _scheduler, _parts) = (factory, scheduler, parts);

    /// <summary>Opens the store, writes the timetable into it and begins to run. What an earlier process did not finish goes on now.</summary>
    /// <exception cref="SchedulerException">The store cannot be had.</exception>
    public static async Task<WikiScheduler> Start(SchedulerParts parts, CancellationToken cancel)
    {
        var wiki = await Open(parts, cancel);
        await wiki._scheduler.Start(cancel);
        return wiki;
    }

    /// <summary>Makes a store anew under a scheduler that runs: it finds there what it needs.</summary>
    /// <exception cref="SchedulerException">The store cannot be had.</exception>
    public static async Task Write(SchedulerParts parts, CancellationToken cancel) => await (await Open(parts, cancel)).DisposeAsync();

    private static async Task<WikiScheduler> Open(SchedulerParts parts, CancellationToken cancel)
    {
        var factory = QuartzSchedulerBuilder.Create(quartz => Describe(quartz, parts)).Build();
        try
        {
            var scheduler = await factory.GetScheduler(cancel);
            var wiki = new WikiScheduler(factory, scheduler, parts);
            await wiki.WriteTimetable(cancel);
            return wiki;
        }
        catch
        {
            await factory.DisposeAsync();
            throw;
        }
    }

    /// <summary>When each command runs next and how it ended last, on whichever machine.</summary>
    /// <exception cref="SchedulerException">The store cannot be reached.</exception>
    public async Task<HealthJobJson[]> State(CancellationToken cancel)
    {
        var data = (await _scheduler.GetJobDetail(Key, cancel))?.JobDataMap ?? [];
        var jobs = new List<HealthJobJson>();
        foreach (var job in _parts.Table.Jobs)
        {
            var trigger = await _scheduler.GetTrigger(new TriggerKey(job.Command), cancel);
            jobs.Add(new HealthJobJson(job.Command, job.Text, trigger?.NextFireTimeUtc, ScheduledRun.Last(data, job.Command)));
        }

        return [.. jobs];
    }

    /// <summary>Fires nothing more, tells what runs to stop, and waits for it.</summary>
    /// <param name="patience">Ends the wait.</param>
    public async Task Stop(CancellationToken patience) => await _scheduler.Shutdown(waitForJobsToComplete: true, patience);

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    private static void Describe(IQuartzBuilder quartz, SchedulerParts parts)
    {
        quartz.ConfigureScheduler(options =>
        {
            (options.InstanceName, options.InstanceId) = (parts.Name, parts.Store.IsShared ? parts.Node : TheOnlyNode);
            options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            if (parts.Store.IsShared)
            {
                // What another machine hands over is found by looking.
                options.IdleWaitTime = LookForWork;
            }
        });
        quartz.UseDefaultThreadPool(1);
        quartz.UseTimeProvider(parts.Time);
        quartz.UsePersistentStore(store =>
        {
            parts.Store.Use(store);
            store.ProvisionSchema();
            store.ConfigureStore(options =>
            {
                (options.StoreJobDataAsStrings, options.RecoverFiringsCancelledByShutdown) = (true, true);

                // A store that does not answer must not hold the process when it is to end.
                (options.UseBackgroundThreads, options.DbRetryInterval) = (true, Retry);
            });
        });
        quartz.AddTriggerListener(new MissedRuns(parts));
        var log = new QuartzLog(parts.Log);
        quartz.Services.AddSingleton<ILoggerFactory>(log);

        // Without a provider it would take the factory for none.
        quartz.Services.AddSingleton<ILoggerProvider>(log);
        quartz.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        quartz.Services.AddTransient(_ => new ScheduledRun(parts.Runner, parts.Table, parts.Log, parts.Time));
    }

    /// <summary>A trigger that says what the configuration says is left alone: it knows which runs were missed.</summary>
    private async Task WriteTimetable(CancellationToken cancel)
    {
        if (await _scheduler.GetJobDetail(Key, cancel) is null)
        {
            var job = JobBuilder.Create<ScheduledRun>().WithIdentity(Key).StoreDurably().RequestRecovery().Build();
            await _scheduler.AddJob(job, new AddJobOptions { Replace = true }, cancel);
        }

        var wanted = _parts.Table.Runnable.Select(Trigger).ToDictionary(trigger => trigger.Key);
        foreach (var trigger in await _scheduler.GetTriggersOfJob(Key, cancel))
        {
            if (wanted.TryGetValue(trigger.Key, out var same) && IsSame(trigger, same))
            {
                wanted.Remove(trigger.Key);
            }
            else if (trigger is ICronTrigger && same is null)
            {
                await _scheduler.UnscheduleJob(trigger.Key, cancel);
            }
        }

        foreach (var trigger in wanted.Values)
        {
            await _scheduler.ScheduleJob(trigger, new ScheduleJobOptions { Replace = true }, cancel);
        }
    }

    private ITrigger Trigger(TimetableJob job, int place) => TriggerBuilder.Create()
        .WithIdentity(job.Command)
        .ForJob(Key)
        .WithPriority(ScheduleConfig.Commands.Length - place)
        .WithSchedule(CronScheduleBuilder.Create(job.Cron).InTimeZone(_parts.Table.Zone)
            .WithMisfireInstruction(_parts.Table.SkipsMisfires ? CronTriggerMisfireInstruction.DoNothing : CronTriggerMisfireInstruction.FireAndProceed))
        .Build();

    private static bool IsSame(ITrigger one, ITrigger other) =>
        one is ICronTrigger a && other is ICronTrigger b
        && a.CronExpressionString == b.CronExpressionString && a.TimeZone.Id == b.TimeZone.Id && a.MisfireInstruction == b.MisfireInstruction && a.Priority == b.Priority;

    /// <summary>Tells of runs whose time passed while nothing could run.</summary>
    private sealed class MissedRuns(SchedulerParts parts) : ITriggerListener
    {
        public string Name => "missed";

        public ValueTask TriggerMisfired(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default)
        {
            parts.Log.Missed(trigger.Key.Name, trigger.NextFireTimeUtc, !parts.Table.SkipsMisfires);
            return ValueTask.CompletedTask;
        }
    }
}
