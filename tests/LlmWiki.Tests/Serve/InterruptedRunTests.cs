using System.Diagnostics;
using LlmWiki.Tests.Cli;
using LlmWiki.Tests.Models;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Serve;

/// <summary>A run in the middle of which the process ends; the model that it waits for is played here.</summary>
public sealed class InterruptedRunTests : IAsyncDisposable
{
    private readonly TempWiki _wiki = new();
    private readonly FakeServer _model;
    private volatile bool _answers;

    public InterruptedRunTests()
    {
        _model = new FakeServer((_, _) => _answers ? FakeAnswer.Says("{}") : FakeAnswer.Silence);
        _wiki.Write("raw/adam.md", "# Adam\n\nThe learning rate of Adam is 3e-4.\n");
        Schedule("* * * * * ?");
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        _wiki.Dispose();
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_at_the_next_start()
    {
        string? due;
        await using (var first = ServeProcess.Start(_wiki))
        {
            due = (await first.Event("run-started")).Text("due");
            await _model.Until(model => model.Requests.Count > 0);
            await first.Kill();
        }

        await GoesOn(due);
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_at_the_next_start()
    {
        string? due;
        await using (var first = ServeProcess.Start(_wiki))
        {
            due = (await first.Event("run-started")).Text("due");
            await _model.Until(model => model.Requests.Count > 0);
            var watch = Stopwatch.StartNew();
            (await first.Terminate()).ShouldBe(0);
            TestContext.Current.SendDiagnosticMessage($"stopped in the middle of a run after {watch.ElapsedMilliseconds} ms");
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
            (await first.Event("run-interrupted")).Text("exit_code").ShouldBe("130");
        }

        await GoesOn(due);
    }

    [Fact]
    public async Task A_command_that_is_typed_in_the_middle_of_a_run_is_refused()
    {
        await using var serve = ServeProcess.Start(_wiki);
        await serve.Event("run-started");
        await _model.Until(model => model.Requests.Count > 0);
        var typed = await CliRun.Of(["ingest"], around => around with { WorkingFolder = _wiki.Root }, TestContext.Current.CancellationToken);
        typed.Exit.ShouldBe(3);
        typed.Stderr.ShouldStartWith("wiki: error: another wiki command is writing here");
    }

    private async Task GoesOn(string? due)
    {
        File.Exists(_wiki.At("wiki/sources/adam.md")).ShouldBeFalse();

        // Nothing but what was interrupted can run now.
        Schedule("0 0 1 1 *");
        _answers = true;
        await using var second = ServeProcess.Start(_wiki);
        var run = await second.Event("run-started");
        run.Text("message").ShouldBe("goes on with a run that was interrupted");
        run.Text("due").ShouldBe(due);
        (await second.Event("run-ended")).Text("exit_code").ShouldBe("0");
        File.Exists(_wiki.At("wiki/sources/adam.md")).ShouldBeTrue();
        (await second.Terminate()).ShouldBe(0);
        second.Told.Of("run-started").Count().ShouldBe(1);
    }

    private void Schedule(string cron) => _wiki.Write("wiki.config.yaml", $"""
        git: off
        schedule: {"{"} ingest: '{cron}' {"}"}
        model: {"{"} engine: openai, base_url: '{_model.Url}', name: tiny {"}"}

        """);
}
