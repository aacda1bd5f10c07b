using Polly;
using Polly.Retry;

namespace LlmWiki.Llama.Hub;

/// <summary>Tries again after a broken connection, ever more slowly, and does not count failures between which bytes came.</summary>
/// <param name="onWait">Gets the trouble and how long it will wait.</param>
/// <param name="have">How many bytes there are by now.</param>
internal sealed class Persistence(TimeProvider time, Action<string, TimeSpan> onWait, Func<long> have)
{
    private const int MostFailures = 6;

    // An address that never answered is more likely wrong, or the machine is offline.
    private const int MostFailuresAtFirst = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly long _atFirst = have();
    private long _had = have();
    private int _failures;

    /// <exception cref="WikiException">It was tried often enough.</exception>
    public async Task<T> Run<T>(Func<Task<T>> attempt, string host, CancellationToken cancel)
    {
        try
        {
            return await Pipeline().ExecuteAsync(async _ => await attempt(), cancel);
        }
        catch (BrokenConnectionException error)
        {
            var wait = error.Wait > LongestWait ? $", and asks to wait {error.Wait.Value.TotalMinutes:0} minutes" : "";
            throw new WikiException(
                $"'{host}' does not deliver: {error.Message}{wait}",
                have() > 0 ? "type the same again: it goes on where it stopped" : "check the connection and the address; HTTPS_PROXY names a proxy",
                error);
        }
    }

    private ResiliencePipeline Pipeline() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is BrokenConnectionException error && MayGoOn(error)),
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Delay((BrokenConnectionException)args.Outcome.Exception!)),
        })
        .Build();

    private bool MayGoOn(BrokenConnectionException error)
    {
        var has = have();
        _failures = has > _had ? 1 : _failures + 1;
        _had = has;
        return _failures < (has > _atFirst ? MostFailures : MostFailuresAtFirst) && !(error.Wait > LongestWait);
    }

    private TimeSpan Delay(BrokenConnectionException error)
    {
        var delay = error.Wait ?? TimeSpan.FromSeconds(1 << (_failures - 1));
        delay = delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
        onWait(error.Message, delay);
        return delay;
    }
}
