namespace LlmWiki.Cli.Serve;

/// <summary>One run of a scheduled command.</summary>
/// <param name="Id">Tells runs apart.</param>
/// <param name="IsRecovery">It goes on where an interrupted run stopped.</param>
/// <param name="Due">The time of the schedule that it is for.</param>
internal sealed record JobRun(string Command, string Id, bool IsRecovery, DateTimeOffset Since, DateTimeOffset? Due);

/// <summary>How a run ended; kept in the store of the schedule as well.</summary>
/// <param name="Node">The process that ran it.</param>
internal sealed record RunEnd(string Run, DateTimeOffset Started, long DurationMs, int ExitCode, string Node);
