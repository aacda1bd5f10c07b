using System.Text.Json;
using System.Threading.Channels;
using LlmWiki.Cli;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Serve;

/// <summary><c>wiki serve</c> in this process, and what it prints.</summary>
internal sealed class ServeHere : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Printed _printed = new();
    private readonly List<JsonElement> _told = [];
    private readonly Task<ExitCode> _run;

    public ServeHere(TempWiki wiki, TimeProvider? time = null, params string[] options) =>
        _run = Task.Run(() => CommandLine.RunAsync(["serve", "--format", "json", .. options], new Surroundings
        {
            Stdout = _printed,
            Stderr = _printed,
            WorkingFolder = wiki.Root,
            Time = time ?? TimeProvider.System,
        }, _stop.Token));

    /// <summary>The events that were waited for or passed over.</summary>
    public IReadOnlyCollection<JsonElement> Told => _told;

    /// <summary>The next event of a name.</summary>
    public async Task<JsonElement> Event(string name)
    {
        using var limit = new CancellationTokenSource(ServeProcess.Patience);
        try
        {
            await foreach (var line in _printed.Lines.ReadAllAsync(limit.Token))
            {
                var told = JsonElement.Parse(line);
                _told.Add(told);
                if (told.Text("event") == name)
                {
                    return told;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new InvalidOperationException($"no '{name}' after:\n{string.Join('\n', _told)}");
    }

    public async Task<ExitCode> Stop()
    {
        await _stop.CancelAsync();
        var exit = await _run.WaitAsync(ServeProcess.Patience);
        _printed.End();
        await foreach (var line in _printed.Lines.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            _told.Add(JsonElement.Parse(line));
        }

        return exit;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(ServeProcess.Patience);
        _stop.Dispose();
        await _printed.DisposeAsync();
    }

    private sealed class Printed : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Lines => _lines.Reader;

        public void End() => _lines.Writer.TryComplete();

        public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");
    }
}
