namespace LlmWiki.Tests.Models;

/// <summary>
/// A clock for servers that answer late or not at all: waits between tries pass at once and are written down, time limits pass when the
/// test says so.
/// </summary>
internal sealed class SkippingTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Limit> _limits = [];
    private readonly List<TimeSpan> _waits = [];
    private readonly List<TimeSpan> _renewed = [];
    private DateTimeOffset _now = FixedTime.Noon.GetUtcNow();

    public TimeSpan[] Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    /// <summary>Waits until a limit was set anew, to this time.</summary>
    public async Task UntilRenewed(TimeSpan due)
    {
        for (var tries = 0; tries < FakeServer.Patience; tries++)
        {
            lock (_lock)
            {
                if (_renewed.Contains(due))
                {
                    return;
                }
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException();
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            // A limit is a timer of a CancellationTokenSource; a wait is one of Task.Delay.
            if (state is CancellationTokenSource)
            {
                var limit = new Limit(this, () => callback(state)) { Due = dueTime };
                _limits.Add(limit);
                return limit;
            }

            _waits.Add(dueTime);
            _now += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Limit(this, () => { });
    }

    /// <summary>All limits that run now pass.</summary>
    public void RunOut()
    {
        Limit[] due;
        lock (_lock)
        {
            due = [.. _limits.Where(limit => limit.Due != Timeout.InfiniteTimeSpan)];
        }

        foreach (var limit in due)
        {
            limit.Pass();
        }
    }

    private sealed class Limit(SkippingTime time, Action pass) : ITimer
    {
        public TimeSpan Due { get; set; } = Timeout.InfiniteTimeSpan;

        public Action Pass => pass;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                Due = dueTime;
                time._renewed.Add(dueTime);
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._limits.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
