using LlmWiki.Cli.Serve;

namespace LlmWiki.Cli.Output;

/// <summary>One event of <c>wiki serve</c>: what stands on a line of its log.</summary>
/// <param name="Time">In UTC.</param>
/// <param name="Level"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
internal sealed record LogLineJson(DateTimeOffset Time, string Level, string Event)
{
    public string? Job { get; init; }

    /// <summary>Tells runs apart.</summary>
    public string? Run { get; init; }

    /// <summary>The time of the schedule that a run is for.</summary>
    public DateTimeOffset? Due { get; init; }

    public long? DurationMs { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>When it runs next.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>The process, among those that share a schedule.</summary>
    public string? Node { get; init; }

    /// <summary>Where a command said it: <c>stdout</c> or <c>stderr</c>.</summary>
    public string? Stream { get; init; }

    public string? Message { get; init; }
}

/// <summary>What <c>GET /health</c> answers.</summary>
/// <param name="Status"><c>ok</c>, or <c>store-unreachable</c>: then what is known of runs is missing.</param>
/// <param name="Running">What runs in this process.</param>
internal sealed record HealthJson(string Status, DateTimeOffset Since, string Node, string Store, RunningJson? Running, HealthJobJson[] Jobs) : AnswerJson;

internal sealed record RunningJson(string Job, string Run, DateTimeOffset Since);

/// <param name="Last">The last run that ended, on whichever machine.</param>
internal sealed record HealthJobJson(string Job, string Cron, DateTimeOffset? Next, RunEnd? Last);
