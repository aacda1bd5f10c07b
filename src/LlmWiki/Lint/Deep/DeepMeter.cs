using LlmWiki.Models;

namespace LlmWiki.Lint.Deep;

/// <summary>Holds the calls of one run to its budget. Safe for use from several threads.</summary>
internal sealed class DeepMeter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DeepBudget _budget;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly CancellationTokenSource _deadline;
    private TimeSpan _longest;
    private long _reserved;
    private bool _isOver;

    public DeepMeter(DeepBudget budget, TimeProvider time)
    {
        (_budget, _time, _start) = (budget, time, time.GetTimestamp());
        _deadline = budget.Time is { } most ? new CancellationTokenSource(most, time) : new CancellationTokenSource();
    }

    /// <summary>Cancelled when the time is over: a call that is under way then is given up.</summary>
    public CancellationToken Deadline => _deadline.Token;

    /// <summary>Tokens that were used.</summary>
    public long Used { get; private set; }

    /// <summary>Sets the tokens of a call aside. False where they, or the time that a call takes, would go beyond the budget: no further call begins then.</summary>
    public bool TryBegin(int tokens)
    {
        lock (_gate)
        {
            _isOver |= (_budget.Tokens is { } most && Used + _reserved + tokens > most)
                || (_budget.Time is { } time && _time.GetElapsedTime(_start) + _longest >= time);
            _reserved += _isOver ? 0 : tokens;
            return !_isOver;
        }
    }

    /// <param name="reserved">What was set aside for the call.</param>
    /// <param name="took">How long it took; zero where it gave no reply.</param>
    public void End(int reserved, long used, TimeSpan took)
    {
        lock (_gate)
        {
            _reserved -= reserved;
            Used += used;
            _longest = took > _longest ? took : _longest;
        }
    }

    /// <summary>Makes a call within the budget.</summary>
    /// <param name="tokens">The most that it takes.</param>
    /// <returns>Whether the budget reached for it, and what it gave.</returns>
    public async Task<(bool IsReached, T? Value)> Run<T>(int tokens, TimeProvider time, Func<ModelTally, CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        if (!TryBegin(tokens))
        {
            return (false, default);
        }

        var tally = new ModelTally();
        var started = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, Deadline);
        try
        {
            var value = await call(tally, stop.Token);
            var paid = tally.Share.Paid.Tokens;

            // What replies of no use have cost is not said.
            End(tokens, paid > 0 ? paid : tokens, time.GetElapsedTime(started));
            return (true, value);
        }
        catch (OperationCanceledException) when (Deadline.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            End(tokens, 0, TimeSpan.Zero);
            return (false, default);
        }
    }

    public void Dispose() => _deadline.Dispose();
}
