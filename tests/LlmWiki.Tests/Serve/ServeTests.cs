using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using LlmWiki.Cli;
using LlmWiki.Tests.Cli;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Serve;

public sealed class ServeTests : IDisposable
{
    private const string EachSecond = "git: off\nschedule: { ingest: '* * * * * ?', lint: '* * * * * ?' }\n";
    private const string Yearly = "git: off\nschedule: { ingest: '0 0 1 1 *', time_zone: Etc/UTC }\n";

    private readonly TempWiki _wiki = new(EachSecond);

    public ServeTests() => _wiki.Write("raw/adam.md", "# Adam\n\nThe learning rate of Adam is 3e-4.\n");

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public async Task Each_command_runs_by_itself_and_every_event_is_a_line()
    {
        await using var serve = new ServeHere(_wiki);
        var run = (await serve.Event("run-ended")).Text("run");
        await serve.Event("run-ended");
        (await serve.Stop()).ShouldBe(ExitCode.Done);

        var ingest = serve.Told.Where(told => told.Text("run") == run).ToList();
        ingest[0].Text("event").ShouldBe("run-started");
        ingest[0].Text("job").ShouldBe("ingest");
        ingest.Of("output").ShouldContain(told => told.Text("stream") == "stdout" && told.Text("message") == "sources: 1 new");
        ingest[^1].Text("exit_code").ShouldBe("0");
        ingest[^1].GetProperty("duration_ms").GetInt64().ShouldBeGreaterThan(0);
        serve.Told.ShouldAllBe(told => told.Text("level") == "info" || told.Text("level") == "warning");
        serve.Told.Select(told => told.Time()).ShouldBeInOrder();
        serve.Told.Last().Text("event").ShouldBe("stopped");
        serve.Told.Of("run-ended").Select(told => told.Text("job")).Take(2).ShouldBe(["ingest", "lint"]);
        File.Exists(_wiki.At("wiki/sources/adam.md")).ShouldBeTrue();
    }

    [Fact]
    public async Task No_two_runs_overlap()
    {
        await using var serve = new ServeHere(_wiki);
        for (var runs = 0; runs < 6; runs++)
        {
            await serve.Event("run-ended");
        }

        await serve.Stop();
        var spans = serve.Told.Spans().OrderBy(span => span.From).ToList();
        spans.Count.ShouldBeGreaterThanOrEqualTo(6);
        spans.Zip(spans.Skip(1)).ShouldAllBe(pair => pair.First.To <= pair.Second.From);
    }

    [Fact]
    public async Task A_run_waits_for_a_command_that_was_typed()
    {
        var typed = _wiki.Folder.Lock();
        await using var serve = new ServeHere(_wiki);
        (await serve.Event("run-waits")).Text("message").ShouldBe($"another wiki command is writing here ({_wiki.Read(".wiki/lock.holder")})");
        serve.Told.Of("output").ShouldBeEmpty();
        typed.Dispose();
        (await serve.Event("run-ended")).Text("exit_code").ShouldBe("0");
    }

    [Fact]
    public async Task A_run_that_waits_can_be_stopped()
    {
        using var typed = _wiki.Folder.Lock();
        await using var serve = new ServeHere(_wiki);
        await serve.Event("run-waits");
        (await serve.Stop()).ShouldBe(ExitCode.Done);
        serve.Told.Of("run-interrupted").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_second_one_is_refused_and_told_of_the_first()
    {
        await using var serve = new ServeHere(_wiki);
        await serve.Event("started");
        var second = await CliRun.Of(["serve"], around => around with { WorkingFolder = _wiki.Root }, TestContext.Current.CancellationToken);
        second.Exit.ShouldBe(3);
        second.Stderr.ShouldStartWith("wiki: error: another wiki serve runs here (process ");
    }

    [Fact]
    public async Task A_run_that_fails_is_an_error_and_the_next_one_comes()
    {
        await using var serve = new ServeHere(_wiki);
        await serve.Event("run-ended");
        _wiki.Write("wiki.config.yaml", "gti: off\n");
        JsonElement failed;
        do
        {
            failed = await serve.Event("run-ended");
        }
        while (failed.Text("exit_code") == "0");

        (failed.Text("level"), failed.Text("exit_code")).ShouldBe(("error", "3"));
        serve.Told.Of("output").Last().Text("message").ShouldStartWith("wiki.config.yaml:1:1: unknown key 'gti'");
        _wiki.Write("wiki.config.yaml", EachSecond);
        (await serve.Event("run-started")).Text("level").ShouldBe("info");
    }

    [Theory]
    [InlineData("run", "it was to run at 2027-01-01T00:00:00Z; it runs now", 1)]
    [InlineData("skip", "it was to run at 2027-01-01T00:00:00Z; it is left out", 0)]
    public async Task A_run_whose_time_passed_while_nothing_ran_is_made_up_for_once_or_left_out(string misfire, string message, int runs)
    {
        _wiki.Write("wiki.config.yaml", Yearly.Replace(" }", $", misfire: {misfire} }}", StringComparison.Ordinal));
        await using (var before = new ServeHere(_wiki, new ShiftedTime(new DateTimeOffset(2026, 12, 30, 0, 0, 0, TimeSpan.Zero))))
        {
            (await before.Event("scheduled")).Text("next").ShouldBe("2027-01-01T00:00:00+00:00");
        }

        await using var after = new ServeHere(_wiki, new ShiftedTime(new DateTimeOffset(2027, 1, 3, 0, 0, 0, TimeSpan.Zero)));
        await after.Event("run-missed");
        if (runs > 0)
        {
            await after.Event("run-ended");
        }

        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await after.Stop();
        after.Told.Of("run-missed").Select(told => told.Text("message")).ShouldBe([message]);
        after.Told.Of("run-ended").Count().ShouldBe(runs);
    }

    [Fact]
    public async Task A_schedule_that_was_changed_is_written_anew()
    {
        _wiki.Write("wiki.config.yaml", Yearly);
        await using (var before = new ServeHere(_wiki))
        {
            await before.Event("scheduled");
        }

        _wiki.Write("wiki.config.yaml", "git: off\nschedule: { lint: '* * * * * ?' }\n");
        await using var after = new ServeHere(_wiki);
        (await after.Event("run-ended")).Text("job").ShouldBe("lint");
        await after.Stop();
        after.Told.ShouldAllBe(told => told.Text("job") == null || told.Text("job") == "lint");
    }

    [Fact]
    public async Task The_cache_may_go_at_any_time()
    {
        _wiki.Write("wiki.config.yaml", "git: off\nschedule: { ingest: '*/5 * * * * ?' }\n");
        await using var serve = new ServeHere(_wiki);
        await serve.Event("run-ended");
        while (Directory.Exists(_wiki.At(".wiki")))
        {
            try
            {
                Directory.Delete(_wiki.At(".wiki"), recursive: true);
            }
            catch (IOException)
            {
                // The end of the run was just on its way into the store.
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        await serve.Event("store-lost");
        await serve.Event("run-ended");
        (await serve.Stop()).ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_damaged_store_is_made_anew()
    {
        _wiki.Write(".wiki/schedule.db", "this is no database, and it is long enough to be taken for the head of one, which has a hundred bytes or more in it");
        await using var serve = new ServeHere(_wiki);
        (await serve.Event("run-ended")).Text("exit_code").ShouldBe("0");
    }

    [Fact]
    public async Task Health_tells_what_runs_next_and_how_each_command_ended()
    {
        var port = FreePort();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        await using var serve = new ServeHere(_wiki, null, "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await serve.Event("health")).Text("message").ShouldBe($"GET http://127.0.0.1:{port}/health");
        await serve.Event("run-ended");
        await serve.Event("run-ended");
        var cancel = TestContext.Current.CancellationToken;
        JsonElement health;
        do
        {
            health = await http.GetFromJsonAsync<JsonElement>("health", cancel);
        }
        while (health.GetProperty("jobs")[1].Text("last") is null);

        (health.Text("version"), health.Text("status")).ShouldBe(("1", "ok"));
        health.GetProperty("since").GetDateTimeOffset().ShouldBeLessThan(serve.Told.First().Time());
        var ingest = health.GetProperty("jobs")[0];
        ingest.Text("job").ShouldBe("ingest");
        ingest.GetProperty("last").Text("exit_code").ShouldBe("0");
        ingest.GetProperty("next").GetDateTimeOffset().ShouldBeGreaterThan(serve.Told.First().Time());
        ((int)(await http.GetAsync(new Uri("other", UriKind.Relative), cancel)).StatusCode).ShouldBe(404);
        ((int)(await http.PostAsync(new Uri("health", UriKind.Relative), null, cancel)).StatusCode).ShouldBe(405);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var run = await CliRun.Of(["serve", "--port", $"{port}"], around => around with { WorkingFolder = _wiki.Root }, TestContext.Current.CancellationToken);
        run.Exit.ShouldBe(3);
        run.Stderr.ShouldStartWith($"wiki: error: port {port} cannot be listened on: ");
    }

    [Fact]
    public async Task At_a_terminal_the_log_is_text()
    {
        _wiki.Write("wiki.config.yaml", Yearly);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var run = await CliRun.Of(["serve"], around => around with { WorkingFolder = _wiki.Root, StdoutIsTerminal = true, NoColor = true, Time = FixedTime.Noon }, stop.Token);
        run.Exit.ShouldBe(0);
        run.Stdout.ShouldContain("12:00:00 info ingest scheduled 0 0 1 1 * next Fri 2027-01-01 00:00\n");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A clock that began at another time and runs as usual.</summary>
    private sealed class ShiftedTime(DateTimeOffset start) : TimeProvider
    {
        private readonly long _began = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_began);
    }
}
