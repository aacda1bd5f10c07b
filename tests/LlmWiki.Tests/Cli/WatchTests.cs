using LlmWiki.Cli;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Cli;

public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempWiki _wiki = new();

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public async Task A_watch_prints_a_line_for_each_batch_and_ends_well()
    {
        _wiki.Write("raw/adam.md", "# Adam\n\nThe learning rate of Adam is 3e-4.\n");
        using var stop = new CancellationTokenSource(Patience);
        await using var printed = new Signals();
        var run = CommandLine.RunAsync(["ingest", "--watch"], new Surroundings
        {
            Stdout = printed,
            Stderr = printed,
            WorkingFolder = _wiki.Root,
            SourceDateEpoch = "0",
        }, stop.Token);

        await printed.Line("watching raw/; Ctrl-C ends it", stop.Token);
        _wiki.Write("raw/sgd.md", "# SGD\n\nThe learning rate of SGD is 0.1.\n");
        (await printed.Line("00:00:00 sources: 1 new", stop.Token)).ShouldContain("; pages: ");
        await stop.CancelAsync();

        (await run).ShouldBe(ExitCode.Done);
        File.Exists(_wiki.At("wiki/sources/sgd.md")).ShouldBeTrue();
    }

    /// <summary>A writer whose lines can be waited for.</summary>
    private sealed class Signals : StringWriter
    {
        private readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

        public async Task<string> Line(string start, CancellationToken cancel)
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(cancel))
            {
                if (line.StartsWith(start, StringComparison.Ordinal))
                {
                    return line;
                }
            }

            throw new InvalidOperationException("no more lines");
        }
    }
}
