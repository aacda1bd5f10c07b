using System.ComponentModel;
using System.Diagnostics;

namespace LlmWiki.Benchmarks;

/// <summary>What one run of the command took.</summary>
/// <param name="Processor">Of the command itself; the git it starts is not in it.</param>
/// <param name="Peak">Most memory it held at once, in bytes.</param>
internal sealed record Measured(TimeSpan Wall, TimeSpan Processor, long Peak)
{
    public static Measured Median(IReadOnlyList<Measured> runs) => new(
        Middle(runs.Select(run => run.Wall)), Middle(runs.Select(run => run.Processor)), Middle(runs.Select(run => run.Peak)));

    private static T Middle<T>(IEnumerable<T> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : default!;
}

/// <summary>Runs <c>wiki</c>, which is built beside this program, in a process of its own.</summary>
internal static class WikiCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static Measured Run(string folder, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "wiki.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(info) ?? throw new InvalidOperationException("dotnet did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var (processor, peak) = (TimeSpan.Zero, 0L);
        do
        {
            try
            {
                // Both only ever grow, so the last look before the end tells all but its last moment.
                process.Refresh();
                (processor, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (Exception error) when (error is InvalidOperationException or Win32Exception)
            {
                // It ended between the two.
            }
        }
        while (!process.WaitForExit(Look));
        var wall = watch.Elapsed;
        return (process.ExitCode == 0 || (process.ExitCode == 1 && arguments[0] == "lint")) && output.IsCompleted | output.Wait(TimeSpan.FromSeconds(5))
            ? new Measured(wall, processor, peak)
            : throw new InvalidOperationException($"wiki {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
    }

    public static void Git(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", .. arguments]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true });
        process!.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }
}
