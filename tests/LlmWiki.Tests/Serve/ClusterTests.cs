using System.Diagnostics;
using System.Text.Json;
using LlmWiki.Lint;
using LlmWiki.Tests.Cli;
using LlmWiki.Tests.Models;
using LlmWiki.Tests.Storage;
using LlmWiki.Text;

namespace LlmWiki.Tests.Serve;

/// <summary>Several processes with one wiki and one database, as several machines have them.</summary>
public sealed class ClusterTests(PostgresServer database) : IClassFixture<PostgresServer>
{
    private const string Variable = "WIKI_SCHEDULE_DB";

    [Fact]
    public async Task Each_run_happens_on_one_machine_only()
    {
        using var wiki = Wiki("each-once", "git: off\n");
        await using var one = Start(wiki);
        await using var other = Start(wiki);
        for (var runs = 0; runs < 3; runs++)
        {
            await Task.WhenAny(one.Event("run-ended"), other.Event("run-ended"));
        }

        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        (await one.Terminate()).ShouldBe(0);
        (await other.Terminate()).ShouldBe(0);
        var told = one.Told.Concat(other.Told).ToList();
        var due = told.Of("run-started").Select(run => run.Text("due")).ToList();
        due.Count.ShouldBeGreaterThanOrEqualTo(3);
        due.ShouldBeUnique();
        var spans = told.Spans().OrderBy(span => span.From).ToList();
        spans.Zip(spans.Skip(1)).ShouldAllBe(pair => pair.First.To <= pair.Second.From);
    }

    [Fact]
    public async Task Where_a_machine_dies_in_the_middle_of_a_run_another_one_takes_over()
    {
        var answers = false;
        await using var model = new FakeServer((_, _) => Volatile.Read(ref answers) ? FakeAnswer.Says("{}") : FakeAnswer.Silence);
        using var wiki = Wiki("take-over", $"git: off\nmodel: {{ engine: openai, base_url: '{model.Url}', name: tiny }}\n");
        await using var first = Start(wiki);
        var due = (await first.Event("run-started")).Text("due");
        await model.Until(server => server.Requests.Count > 0);
        await using var second = Start(wiki);
        await second.Event("scheduled");

        // Several times of the schedule pass: the run of the first is in the way of all of them.
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        second.Told.Of("run-started").ShouldBeEmpty();

        Volatile.Write(ref answers, true);
        var watch = Stopwatch.StartNew();
        await first.Kill();
        var run = await second.Event("run-started");
        TestContext.Current.SendDiagnosticMessage($"taken over after {watch.ElapsedMilliseconds} ms");
        run.Text("message").ShouldBe("goes on with a run that was interrupted");
        run.Text("due").ShouldBe(due);
        (await second.Event("run-ended")).Text("exit_code").ShouldBe("0");
        File.Exists(wiki.At("wiki/sources/adam.md")).ShouldBeTrue();
        wiki.Folder.Journal().Count.ShouldBe(1);
        (await second.Terminate()).ShouldBe(0);
    }

    [Fact]
    public async Task A_heal_that_a_dying_machine_left_is_finished_by_another_one()
    {
        using var wiki = BrokenWiki();
        using var undisturbed = BrokenWiki();
        (await CliRun.Of(["heal"], around => around with { WorkingFolder = undisturbed.Root }, TestContext.Current.CancellationToken)).Exit.ShouldBe(0);
        wiki.Write("wiki.config.yaml", "git: off\nschedule: { heal: '* * * * * ?', store: postgres, name: heal }\n");

        await using var one = Start(wiki);
        await using var other = Start(wiki);
        Task<JsonElement>[] begun = [one.Event("run-started"), other.Event("run-started")];
        var isOne = await Task.WhenAny(begun) == begun[0];
        var (victim, survivor, takenOver) = isOne ? (one, other, begun[1]) : (other, one, begun[0]);
        while (wiki.Folder.Journal().Count < 3)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var watch = Stopwatch.StartNew();
        await victim.Kill();
        victim.Told.Of("run-ended").ShouldBeEmpty("it was killed too late to tell anything");
        wiki.State().ShouldNotBe(undisturbed.State());
        (await takenOver).Text("message").ShouldBe("goes on with a run that was interrupted");
        TestContext.Current.SendDiagnosticMessage($"a heal was taken over after {watch.ElapsedMilliseconds} ms");
        (await survivor.Event("run-ended")).Text("exit_code").ShouldBe("0");
        wiki.State().ShouldBe(undisturbed.State());
        wiki.Folder.Journal().Count.ShouldBe(undisturbed.Folder.Journal().Count);
        (await survivor.Terminate()).ShouldBe(0);
    }

    [Fact]
    public async Task A_machine_that_is_stopped_hands_its_run_to_another_one()
    {
        var answers = false;
        await using var model = new FakeServer((_, _) => Volatile.Read(ref answers) ? FakeAnswer.Says("{}") : FakeAnswer.Silence);
        using var wiki = Wiki("hand-over", $"git: off\nmodel: {{ engine: openai, base_url: '{model.Url}', name: tiny }}\n");
        await using var first = Start(wiki);
        var due = (await first.Event("run-started")).Text("due");
        await model.Until(server => server.Requests.Count > 0);
        await using var second = Start(wiki);
        await second.Event("scheduled");
        Volatile.Write(ref answers, true);
        (await first.Terminate()).ShouldBe(0);
        (await second.Event("run-started")).Text("due").ShouldBe(due);
        (await second.Event("run-ended")).Text("exit_code").ShouldBe("0");
    }

    [Fact]
    public async Task A_database_that_goes_away_for_a_while_is_waited_for()
    {
        using var wiki = Wiki("comes-back", "git: off\n");
        await using var serve = Start(wiki);
        await serve.Event("run-ended");
        await database.Stop();
        try
        {
            await serve.Event("scheduler");
        }
        finally
        {
            await database.Start();
        }

        var back = DateTimeOffset.Parse((await serve.Event("run-started")).Text("time")!, System.Globalization.CultureInfo.InvariantCulture);
        (await serve.Event("run-ended")).Text("exit_code").ShouldBe("0");
        (await serve.Terminate()).ShouldBe(0);
        serve.Told.Of("scheduler").First().Time().ShouldBeLessThan(back);
    }

    [Fact]
    public async Task Without_its_database_it_can_still_be_stopped()
    {
        using var wiki = Wiki("stays-away", "git: off\n");
        await using var serve = Start(wiki);
        await serve.Event("run-ended");
        await database.Stop();
        try
        {
            await serve.Event("scheduler");
            var watch = Stopwatch.StartNew();
            (await serve.Terminate()).ShouldBe(0);
            TestContext.Current.SendDiagnosticMessage($"stopped without a database after {watch.ElapsedMilliseconds} ms");
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        }
        finally
        {
            await database.Start();
        }
    }

    [Fact]
    public async Task A_database_that_cannot_be_had_is_told_without_its_password()
    {
        using var wiki = Wiki("no-database", "git: off\n");
        var run = await CliRun.Of(["serve"], around => around with
        {
            WorkingFolder = wiki.Root,
            Variable = name => name == Variable ? database.Connection.Replace("Username=wiki", "Username=nobody", StringComparison.Ordinal) : null,
        }, TestContext.Current.CancellationToken);
        run.Exit.ShouldBe(3);
        run.Stderr.ShouldStartWith("wiki: error: the schedule cannot be kept in PostgreSQL: ");
        run.Stderr.ShouldContain("nobody");
        run.Stderr.ShouldNotContain("not-so-secret");
    }

    /// <summary>Many pages of the tool's that each have a link to mend.</summary>
    private static TempWiki BrokenWiki()
    {
        const int Pages = 300;
        var wiki = new TempWiki();
        wiki.Write("wiki/concepts/wheel.md", Tool("Wheel", "# Wheel\n\nIt is round.\n"));
        for (var page = 0; page < Pages; page++)
        {
            wiki.Write($"wiki/concepts/p{page}.md", Tool($"Page {page}", $"# Page {page}\n\nSee [the wheel](Wheel.md) here.\n"));
        }

        return wiki;
    }

    private static string Tool(string title, string body) =>
        RuleTrial.Owned(new RelPath("wiki/x.md"), $"---\ntype: concept\ntitle: {title}\ngenerated: {{ by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }}\n---\n{body}");

    private ServeProcess Start(TempWiki wiki) => ServeProcess.Start(wiki, (Variable, database.Connection), ("SOURCE_DATE_EPOCH", "1767225600"));

    private TempWiki Wiki(string name, string config)
    {
        var wiki = new TempWiki(config + $"schedule: {{ ingest: '* * * * * ?', store: postgres, name: {name} }}\n");
        wiki.Write("raw/adam.md", "# Adam\n\nThe learning rate of Adam is 3e-4.\n");
        return wiki;
    }
}
