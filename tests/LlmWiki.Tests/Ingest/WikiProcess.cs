using System.Diagnostics;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Ingest;

/// <summary><c>wiki ingest</c> as a process of its own.</summary>
internal static class WikiProcess
{
    public static ProcessStartInfo Command(TempWiki wiki) => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "wiki.dll"), "-C", wiki.Root, "ingest"])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["SOURCE_DATE_EPOCH"] = "1795348800" },
    };

    /// <summary>Runs it; false where it was killed before it ended.</summary>
    public static async Task<bool> Ingest(TempWiki wiki, TimeSpan? killAfter)
    {
        using var process = Process.Start(Command(wiki))!;
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
