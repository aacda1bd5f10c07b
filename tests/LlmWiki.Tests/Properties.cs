using FsCheck;

namespace LlmWiki.Tests;

/// <summary>
/// How properties are tried: with new cases each time on a developer's machine, with the same cases in CI, so that a run there says
/// something of the change it is for.
/// </summary>
internal static class Properties
{
    public static Config Config { get; } = Environment.GetEnvironmentVariable("CI") == "true"
        ? FsCheck.Config.QuickThrowOnFailure.WithReplay(20_261_122UL, 1_123UL)
        : FsCheck.Config.QuickThrowOnFailure;
}
