using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Cli.Commands;

internal sealed class LintCommand : WikiCommand
{
    private readonly Argument<string[]> _paths = new("paths")
    {
        Description = "Pages or folders to look at (default: the whole wiki); any folder of Markdown files will do",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _rules = new("--rule")
    {
        Description = "Only this rule, also one that is off; may be given several times",
        HelpName = "id",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _explain = new("--explain") { Description = "Print what a rule finds, why, with examples; nothing is linted", HelpName = "id" };

    private readonly Option<bool> _check = new("--check-rules") { Description = "Try the wiki's own pattern rules on the examples of their files; nothing is linted" };

    private readonly WordOption<Severity?> _failOn = new("--fail-on", "severity", "Exit with 1 from this severity on, in place of the configuration's", null,
        ("error", Severity.Error), ("warning", Severity.Warning), ("info", Severity.Info));

    private readonly WordOption<LintFormat> _format = new("--format", "format", "How to print the findings", LintFormat.Text,
        ("text", LintFormat.Text), ("json", LintFormat.Json), ("sarif", LintFormat.Sarif), ("github", LintFormat.Github));

    private readonly WordOption<LinkRules?> _links = LinksOption.Make();

    private readonly Option<bool> _deep = new("--deep") { Description = "Also ask the model of the configuration what code cannot decide: statements that may contradict each other, and rules that are questions" };

    private readonly BudgetOption _budget = new();

    private readonly Option<bool> _watch = new("--watch") { Description = "Go on and lint whenever a file is saved; Ctrl-C ends it" };

    private readonly Option<bool> _stats = new("--stats") { Description = "Also print the time of each rule and how healthy the wiki is" };

    public LintCommand()
        : base("lint", "Find what is wrong: links, citations, contradictions, gaps")
    {
        Add(_paths);
        Add(_rules);
        Add(_explain);
        Add(_check);
        Add(_failOn);
        Add(_format);
        Add(_links);
        Add(_deep);
        Add(_budget);
        Add(_watch);
        Add(_stats);
    }

    public override string About =>
        "Checks the pages of the wiki by the rules in lint-rules/: links, names, front matter, citations against the sources, " +
        "statements that contradict each other. No model and no network is needed, but for --deep. It changes nothing. " +
        "A folder that is no wiki is linted too, by the rules that need no sources, and nothing is written into it. " +
        "With --deep a model judges as much as the budget reaches for; what it has judged is kept, and the next run goes on.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki lint", "all pages"),
        new("wiki lint wiki/concepts --fail-on error", "one folder; only errors fail"),
        new("wiki lint ~/vault --links obsidian --rule broken-link", "links of an Obsidian vault"),
        new("wiki lint --deep --budget 10m --budget 200k", "ask the model too, for ten minutes or 200,000 tokens at most"),
        new("wiki lint --watch", "again after each save"),
        new("wiki lint --explain contradiction", "what a rule means"),
        new("wiki lint --format sarif > lint.sarif", "for code scanning"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var parsed = session.Parsed;
        using var place = LintPlace.Of(session, parsed.GetValue(_paths) ?? [], parsed.GetValue(_links));
        var book = place.Book;
        if (parsed.GetValue(_explain) is { } id)
        {
            session.Output.Explained(Known(book, id));
            return ExitCode.Done;
        }

        if (parsed.GetValue(_check))
        {
            return session.Output.Checked(book, [.. book.Rules.Where(rule => rule.Check == RuleCheck.Pattern).Select(rule => (rule, RuleTrial.Problems(book, rule)))]) ? ExitCode.Done : ExitCode.Findings;
        }

        RequireSense(parsed);
        var only = (parsed.GetValue(_rules) ?? []).Select(rule => Known(book, rule).Id).ToHashSet();
        var report = await (IsDeep(parsed) ? place.LintDeep(only, parsed.GetValue(_budget)!) : Task.Run(() => place.Lint(only, session.Cancel), session.Cancel));
        session.Output.Linted(report, place, parsed.GetValue(_format), parsed.GetValue(_stats));
        if (parsed.GetValue(_watch))
        {
            await Watch(session, place, only, report);
            return ExitCode.Done;
        }

        var isFailed = report.Findings.Any(finding => finding.Severity >= (parsed.GetValue(_failOn) ?? place.FailOn));
        return !book.Bad.IsEmpty ? ExitCode.Usage : isFailed ? ExitCode.Findings : ExitCode.Done;
    }

    /// <summary>A run that asks a model: when it is cut off the next one goes on.</summary>
    public bool IsDeep(ParseResult parsed) => parsed.GetValue(_deep);

    private void RequireSense(ParseResult parsed)
    {
        if (!IsDeep(parsed) && parsed.GetResult(_budget) is { Implicit: false })
        {
            throw Printer.Needs(_budget.Name, _deep.Name, this);
        }

        if (IsDeep(parsed) && parsed.GetValue(_watch))
        {
            throw Printer.Excluding(_deep.Name, _watch.Name);
        }
    }

    /// <summary>Lints after each save, until it is cancelled.</summary>
    private async Task Watch(Session session, LintPlace place, HashSet<string> only, LintReport report)
    {
        try
        {
            using var watcher = new SaveWatcher(place.Root, session.Around.Time);
            session.Output.LintWatching();
            await foreach (var at in watcher.Saves(session.Cancel))
            {
                place.Forget();
                var now = await Task.Run(() => place.Lint(only, session.Cancel), session.Cancel);
                if (session.Parsed.GetValue(_format) == LintFormat.Text)
                {
                    session.Output.LintedAgain(report, now, place, at);
                }
                else
                {
                    session.Output.Linted(now, place, session.Parsed.GetValue(_format), stats: false);
                }

                report = now;
            }
        }
        catch (OperationCanceledException) when (session.Cancel.IsCancellationRequested)
        {
            // This is how a watch ends.
        }
    }

    /// <exception cref="UsageException">There is no such rule, or its file is wrong.</exception>
    internal static RuleInfo Known(RuleBook book, string id) => book[id]
        ?? throw (book.Bad.FirstOrDefault(bad => bad.File == $"lint-rules/{id}.md") is { } bad ? Printer.BadRule(bad) : Printer.NoRule(id, EditDistance.Nearest(id, book.Rules.Select(rule => rule.Id))));
}
