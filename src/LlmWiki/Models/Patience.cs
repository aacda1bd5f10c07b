namespace LlmWiki.Models;

/// <summary>A token that ends when the caller cancels, or when nothing has renewed it for too long.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _both;

    public Patience(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _idle = new CancellationTokenSource(limit, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(caller, _idle.Token);
    }

    public CancellationToken Token => _both.Token;

    /// <summary>It was not the caller who ended it.</summary>
    public bool RanOut => _idle.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Renew(TimeSpan limit) => _idle.CancelAfter(limit);

    public void ThrowIfCallerEnded() => _caller.ThrowIfCancellationRequested();

    public void Dispose()
    {
        _both.Dispose();
        _idle.Dispose();
    }
}
