using LlmWiki.Cli;

namespace LlmWiki.Tests.Cli;

/// <summary>What one call of <c>wiki</c> printed and how it ended.</summary>
internal sealed record CliRun(string Stdout, string Stderr, int Exit)
{
    public static async Task<CliRun> Of(string[] args, Func<Surroundings, Surroundings> surroundings, CancellationToken cancel = default)
    {
        // "\n" on every system, so that the fixtures hold.
        await using var stdout = new StringWriter { NewLine = "\n" };
        await using var stderr = new StringWriter { NewLine = "\n" };
        var around = surroundings(new Surroundings
        {
            Stdout = stdout,
            Stderr = stderr,
            WorkingFolder = Path.GetTempPath(),
            SourceDateEpoch = "1767225600",
        });
        var exit = await CommandLine.RunAsync(args, around, cancel);
        return new CliRun(stdout.ToString(), stderr.ToString(), (int)exit);
    }
}
