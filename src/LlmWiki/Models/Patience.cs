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

    /// <summary>What an error of the connection comes of: a connection that is ended by its token fails in more than one way.</summary>
    /// <exception cref="OperationCanceledException">It comes of the caller.</exception>
    public ServerFault Fault(OpenAiServer server, Exception error)
    {
        _caller.ThrowIfCancellationRequested();
        return RanOut ? new ServerFault(FaultKind.Timeout, 0, "", error) : ServerAnswer.Fault(server, error);
    }

    public void Dispose()
    {
        _both.Dispose();
        _idle.Dispose();
    }
}
