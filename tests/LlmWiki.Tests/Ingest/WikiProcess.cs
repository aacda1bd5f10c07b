using System.Diagnostics;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Ingest;

/// <summary>A command of <c>wiki</c> as a process of its own.</summary>
internal static class WikiProcess
{
    public static ProcessStartInfo Command(TempWiki wiki, string verb = "ingest") => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "wiki.dll"), "-C", wiki.Root, verb])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["SOURCE_DATE_EPOCH"] = "1795348800" },
    };

    public static Task<bool> Ingest(TempWiki wiki, TimeSpan? killAfter) => Run(wiki, "ingest", killAfter);

    /// <summary>Runs it; false where it was killed before it ended.</summary>
    public static async Task<bool> Run(TempWiki wiki, string verb, TimeSpan? killAfter)
    {
        using var process = Process.Start(Command(wiki, verb))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (killAfter is { } delay)
        {
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(delay));
            process.Kill();
        }

        await process.WaitForExitAsync();
        await output;
        if (killAfter is null)
        {
            process.ExitCode.ShouldBe(0, await errors);
        }

        return process.ExitCode == 0;
    }
}
