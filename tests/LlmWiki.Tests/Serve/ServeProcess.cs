using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Serve;

/// <summary><c>wiki serve</c> as a process of its own, and the events that it tells of.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    /// <summary>Longer than anything takes on a busy machine, taking over from a dead one included.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentQueue<JsonElement> _told = new();
    private readonly Task _reading;
    private readonly Task<string> _errors;

    private ServeProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = Task.Run(Read);
    }

    /// <summary>All that was told so far.</summary>
    public IReadOnlyCollection<JsonElement> Told => _told;

    public static ServeProcess Start(TempWiki wiki, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "wiki.dll"), "-C", wiki.Root, "serve"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new ServeProcess(Process.Start(start)!);
    }

    /// <summary>The next event of a name; those before it are passed over.</summary>
    public async Task<JsonElement> Event(string name)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await foreach (var told in _events.Reader.ReadAllAsync(limit.Token))
            {
                if (told.Text("event") == name)
                {
                    return told;
                }
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // Told below.
        }

        throw new InvalidOperationException($"no '{name}' after:\n{string.Join('\n', _told)}\n{(_process.HasExited ? await _errors : "")}");
    }

    /// <summary>As a power cut would end it.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and gives its exit code.</summary>
    public async Task<int> Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        await _reading;
        _process.Dispose();
    }

    private async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var told = JsonElement.Parse(line);
            _told.Enqueue(told);
            _events.Writer.TryWrite(told);
        }

        _events.Writer.Complete();
    }
}
