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

    /// <summary>Kills a command again and again, lets it end, and does so with new wikis until it was killed often enough.</summary>
    /// <param name="length">How long an undisturbed run takes.</param>
    /// <param name="from">The share of that time in which nothing but the start of the process happens.</param>
    /// <param name="check">Looks at a wiki afterwards; the text names the case.</param>
    public static async Task KillAtRandom(Func<TempWiki> make, string verb, int kills, TimeSpan length, double from, Action<TempWiki, string> check)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var (killed, wikis) = (0, 0); killed < kills; wikis++)
        {
            wikis.ShouldBeLessThan(4 * kills, "hardly any run was killed before it ended");
            using var wiki = make();
            for (var ended = false; !ended && killed < kills;)
            {
                ended = await Run(wiki, verb, length * (from + ((1 - from) * random.NextDouble())));
                killed += ended ? 0 : 1;
            }

            await Run(wiki, verb, killAfter: null);
            check(wiki, $"seed {seed}, wiki {wikis}");
            Directory.EnumerateFiles(wiki.Root, "*", SearchOption.AllDirectories).ShouldAllBe(file => !file.EndsWith(".tmp", StringComparison.Ordinal));
        }
    }

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
