namespace LlmWiki.Cli;

internal enum ExitCode
{
    Done = 0,
    Findings = 1,
    Usage = 2,
    CouldNotRun = 3,
    Cancelled = 130,
}
