using System.CommandLine;
using System.Text.Json;
using LlmWiki.Cli;
using LlmWiki.Cli.Commands;
using LlmWiki.Tests.Storage;

namespace LlmWiki.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private const char Escape = '\e';

    private readonly TempWiki _wiki = new();

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public async Task Colour_is_for_terminals_and_can_be_declined()
    {
        (await Wiki(["nonsense"], AtTerminal)).Stderr.ShouldContain(Escape);
        (await Wiki(["nonsense"])).Stderr.ShouldNotContain(Escape);
        (await Wiki(["nonsense"], around => AtTerminal(around) with { NoColor = true })).Stderr.ShouldNotContain(Escape);
        (await Wiki(["nonsense", "--no-color"], AtTerminal)).Stderr.ShouldNotContain(Escape);
    }

    [Fact]
    public async Task A_bar_shows_progress_at_a_terminal_unless_it_is_to_be_quiet()
    {
        _wiki.Write("raw/adam.md", "# Adam\n\nThe learning rate of Adam is 3e-4.\n");
        (await Wiki(["ingest", "--dry-run"], AtTerminal)).Stderr.ShouldContain("raw/adam.md");
        (await Wiki(["ingest", "--dry-run", "-q"], AtTerminal)).Stderr.ShouldBe("");
        (await Wiki(["ingest", "--dry-run", "-q"])).Stderr.ShouldBe("");
    }

    [Fact]
    public async Task The_name_of_a_file_cannot_move_the_cursor()
    {
        var run = await Wiki(["ingest", "a\e[2J\u0001b.md"], AtTerminal);
        run.Stderr.ShouldContain("\\u001b[2J");
        run.Stderr.ShouldNotContain("\e[2J");
    }

    [Fact]
    public async Task A_diff_for_a_program_is_exact_and_one_for_a_terminal_has_colour()
    {
        _wiki.Write("raw/adam.md", "# Adam\n\nThe learning rate of Adam is 3e-4.\n");
        (await Wiki(["ingest", "--dry-run"])).Stdout.ShouldStartWith("--- /dev/null\n+++ b/wiki/");
        (await Wiki(["ingest", "--dry-run"], AtTerminal)).Stdout.ShouldContain("\e[32m+# Adam\e[0m");
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_result_and_what_to_do_about_it_a_hint_given_once()
    {
        _wiki.Write("raw/a.md", [0, 1, 2]);
        _wiki.Write("raw/b.md", [0, 1, 2]);
        var run = await Wiki(["ingest"]);
        run.Exit.ShouldBe(0);
        run.Stdout.ShouldContain("skipped:\n  raw/a.md: is binary, not text\n  raw/b.md: is binary, not text\n");
        run.Stderr.ShouldStartWith("hint: raw/a.md and 1 more: ");
        run.Stderr.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_clock_that_cannot_be_set_is_a_usage_error()
    {
        var run = await Wiki(["status"], around => around with { SourceDateEpoch = "today" });
        run.Exit.ShouldBe(2);
        run.Stderr.ShouldContain("SOURCE_DATE_EPOCH is 'today'");
    }

    [Fact]
    public async Task A_cancelled_run_ends_with_130()
    {
        _wiki.Write("raw/a.md", "text");
        var run = await CliRun.Of(["ingest"], Here, new CancellationToken(canceled: true));
        run.Exit.ShouldBe(130);
        run.Stderr.ShouldStartWith("cancelled");
    }

    [Fact]
    public async Task A_stack_trace_is_shown_only_when_asked_for()
    {
        using var held = _wiki.Folder.Lock();
        var run = await Wiki(["undo"]);
        run.Exit.ShouldBe(3);
        run.Stderr.ShouldStartWith("wiki: error: another wiki command is writing here");
        run.Stderr.ShouldContain("\nhint: ");
        run.Stderr.ShouldNotContain("   at ");
        (await Wiki(["undo", "--debug"])).Stderr.ShouldContain("   at LlmWiki.");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("log")]
    [InlineData("undo")]
    [InlineData("source list")]
    [InlineData("model list")]
    [InlineData("engine list")]
    [InlineData("doctor")]
    [InlineData("schedule -q")]
    [InlineData("ingest")]
    [InlineData("ingest --dry-run")]
    public async Task Json_is_one_object_with_its_version_first(string command)
    {
        _wiki.Write("raw/é.md", "# Ödland\n\nThe Ödland has 3 trees.\n");
        var run = await Wiki([.. command.Split(' '), "--format", "json"]);
        run.Exit.ShouldBe(0);
        run.Stderr.ShouldBe("");
        using var json = JsonDocument.Parse(run.Stdout);
        json.RootElement.EnumerateObject().First().ToString().ShouldBe("\"version\":1");
    }

    [Fact]
    public void Every_command_explains_itself_with_examples()
    {
        var commands = new WikiRoot().Subcommands.SelectMany(each => each is WikiCommand ? each.Subcommands.Prepend(each) : each.Subcommands).ToList();
        commands.Count.ShouldBe(23);
        foreach (var command in commands.Cast<WikiCommand>())
        {
            command.About.Length.ShouldBeGreaterThan(60, command.Name);
            command.Examples.Length.ShouldBeInRange(2, 7, command.Name);
            command.Examples.ShouldAllBe(example => example.Line.StartsWith("wiki ") && example.Line.Contains(command.Name));
            command.Options.Cast<Symbol>().Concat(command.Arguments).ShouldAllBe(symbol => symbol.Description != null);
        }
    }

    private static Surroundings AtTerminal(Surroundings around) => around with { StdoutIsTerminal = true, StderrIsTerminal = true };

    private Surroundings Here(Surroundings around) => around with { WorkingFolder = _wiki.Root };

    private Task<CliRun> Wiki(string[] args, Func<Surroundings, Surroundings>? more = null) =>
        CliRun.Of(args, around => (more ?? (same => same))(Here(around)), TestContext.Current.CancellationToken);
}
