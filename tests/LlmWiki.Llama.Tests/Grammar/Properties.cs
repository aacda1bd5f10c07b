using FsCheck;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>New cases each time on a developer's machine, the same cases in CI, so that a run there says something of the change it is for.</summary>
internal static class Properties
{
    public static Config Config { get; } = Environment.GetEnvironmentVariable("CI") == "true"
        ? FsCheck.Config.QuickThrowOnFailure.WithReplay(20_261_122UL, 1_123UL)
        : FsCheck.Config.QuickThrowOnFailure;
}
