using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace LlmWiki.Storage;

/// <summary>What a program left behind. <paramref name="TimedOut"/>: it was killed, and the rest means nothing.</summary>
internal sealed record ChildResult(int ExitCode, byte[] Output, string Error, bool TimedOut)
{
    public string OutputText => Encoding.UTF8.GetString(Output);
}

/// <summary>What to run.</summary>
/// <param name="Program">A full path: a bare name could be a file of the folder we stand in.</param>
internal sealed record ChildStart(string Program, IReadOnlyList<string> Arguments, string Folder)
{
    public byte[] Input { get; init; } = [];

    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Variables to set; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}

/// <summary>Runs programs without a window, a terminal or a shell, and never longer than their limit.</summary>
internal static class ChildProcess
{
    // How long output may still come after the end of a program: a hook may have left something running that holds the pipe.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    /// <summary>The full path of a program on PATH; null where there is none.</summary>
    public static string? OnPath(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => folder.Trim('"'))
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }

    /// <exception cref="Win32Exception">The program could not be started.</exception>
    public static ChildResult Run(ChildStart start, CancellationToken cancel = default)
    {
        using var process = new Process { StartInfo = Info(start) };
        process.Start();
        using var output = new MemoryStream();
        using var error = new MemoryStream();

        // All three pipes move at once: a program that waits for one of them would otherwise wait forever.
        var pumps = Task.WhenAll(
            Feed(process.StandardInput.BaseStream, start.Input),
            process.StandardOutput.BaseStream.CopyToAsync(output, CancellationToken.None),
            process.StandardError.BaseStream.CopyToAsync(error, CancellationToken.None));
        var ended = Wait(process, start.Limit, cancel);
        if (!ended)
        {
            process.Kill(entireProcessTree: true);
        }

        var drained = pumps.Wait(Drain, CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        return ended
            ? new ChildResult(process.ExitCode, drained ? output.ToArray() : [], drained ? Encoding.UTF8.GetString(error.ToArray()) : "", TimedOut: false)
            : new ChildResult(-1, [], "", TimedOut: true);
    }

    private static bool Wait(Process process, TimeSpan limit, CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        both.CancelAfter(limit);
        try
        {
            process.WaitForExitAsync(both.Token).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task Feed(Stream stream, byte[] input)
    {
        try
        {
            await using (stream)
            {
                await stream.WriteAsync(input);
            }
        }
        catch (IOException)
        {
            // The program ended, or closed its input, before it had read all: its exit code says what that means.
        }
    }

    private static ProcessStartInfo Info(ChildStart start)
    {
        var info = new ProcessStartInfo(start.Program, start.Arguments)
        {
            WorkingDirectory = start.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in start.Environment)
        {
            info.Environment.Remove(name);
            if (value is not null)
            {
                info.Environment[name] = value;
            }
        }

        return info;
    }
}
