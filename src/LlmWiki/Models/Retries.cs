using Polly;
using Polly.Retry;

namespace LlmWiki.Models;

/// <summary>Which faults are worth another try, and when: after about 1, 2, 4 … seconds, or when the server says.</summary>
internal static class Retries
{
    private const int Most = 6;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(30);

    /// <summary>A server that asks for more is not waited for.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(2);

    /// <param name="hasAnswered">The server has replied before: if it cannot be reached now, it is perhaps being started again.</param>
    public static ResiliencePipeline Pipeline(TimeProvider time, Func<bool> hasAnswered) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Most,
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstWait,
                MaxDelay = MostWait,
                UseJitter = true,
                ShouldHandle = now => ValueTask.FromResult(now.Outcome.Exception is ServerFault fault && IsWorthIt(fault, now.AttemptNumber, hasAnswered)),
                DelayGenerator = now => ValueTask.FromResult((now.Outcome.Exception as ServerFault)?.RetryAfter),
            })
            .Build();

    private static bool IsWorthIt(ServerFault fault, int attempt, Func<bool> hasAnswered) => fault.Kind switch
    {
        FaultKind.Busy or FaultKind.Broken => fault.RetryAfter is not { } wait || wait <= LongestWait,
        FaultKind.Cut => true,
        FaultKind.Unreachable => hasAnswered(),

        // Each of these has cost model.timeout_s already.
        FaultKind.Timeout => attempt == 0,
        _ => false,
    };
}
