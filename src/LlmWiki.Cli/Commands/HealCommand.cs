using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Heal;
using LlmWiki.Heal.Advice;
using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Cli.Commands;

internal sealed class HealCommand : WikiCommand
{
    private readonly Argument<string[]> _paths = new("paths")
    {
        Description = "Pages or folders whose findings are mended (default: the whole wiki)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _rules = new("--rule")
    {
        Description = "Only findings of this rule; may be given several times",
        HelpName = "id",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly WordOption<FixTier> _tier = new("--tier", "tier", "How far to go: mechanical fixes, also those that sources prove, or also put into the review queue what a person has to decide", FixTier.Review,
        ("safe", FixTier.Safe), ("proven", FixTier.Proven), ("review", FixTier.Review));

    private readonly Option<bool> _deep = new("--deep") { Description = "Also ask the model of the configuration where code cannot decide: which of several pages a link means, what a page is about; what it proposes waits for review" };

    private readonly BudgetOption _budget = new();

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the diffs and write nothing" };

    private readonly WordOption<LinkRules?> _links = LinksOption.Make();

    private readonly FormatOption _format = new();

    public HealCommand()
        : base("heal", "Mend what lint finds; what cannot be proven waits for you")
    {
        Add(_paths);
        Add(_rules);
        Add(_tier);
        Add(_deep);
        Add(_budget);
        Add(_dryRun);
        Add(_links);
        Add(_format);
    }

    public override string About =>
        "Lints the wiki and mends what it can: each fix is tried in memory first, and goes in only where its finding is gone " +
        "afterwards, no other is there, and nothing was lost. What you wrote yourself is never changed; a fix there, and one that " +
        "is a matter of judgement, waits in 'wiki review'. Each fix is one change that 'wiki undo' takes back, 'wiki undo --run' takes " +
        "back the whole run. A second heal finds nothing to do. In a folder that is no wiki it prints diffs of links that can be mended for sure, for " +
        "'git apply', and writes nothing.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki heal --dry-run", "see the diffs first"),
        new("wiki heal", "mend, and queue the rest for review"),
        new("wiki heal wiki/concepts --rule broken-link", "one rule in one folder"),
        new("wiki heal notes | git apply", "links of a folder that is no wiki: heal writes diffs, and nothing there"),
        new("wiki heal --tier safe", "mechanical fixes only, nothing is queued"),
        new("wiki heal --deep --budget 10m --budget 200k", "ask the model too, for ten minutes or 200,000 tokens at most"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var parsed = session.Parsed;
        if (!parsed.GetValue(_deep) && parsed.GetResult(_budget) is { Implicit: false })
        {
            throw Printer.Needs(_budget.Name, _deep.Name, this);
        }

        using var place = LintPlace.Of(session, parsed.GetValue(_paths) ?? [], parsed.GetValue(_links));
        var options = new HealOptions
        {
            Pages = parsed.GetValue(_paths) is { Length: > 0 } ? place.IsAsked : null,
            Rules = (parsed.GetValue(_rules) ?? []).Select(rule => LintCommand.Known(place.Book, rule).Id).ToHashSet(),
            MostTier = parsed.GetValue(_tier),
        };
        if (place.Wiki is not { } folder)
        {
            var found = await session.Output.WithHealProgress(_ => Task.Run(() => place.HealFolder(options, session.Cancel), session.Cancel));
            session.Output.HealedFolder(found, place.Root, parsed.GetValue(_format));
            return ExitCode.Done;
        }

        var dryRun = parsed.GetValue(_dryRun);
        var run = new HealRun(folder, place.Book, session.Time);
        using var engines = parsed.GetValue(_deep) ? new Engines(session, ModelPlaces.Of(session, folder.Root, folder.Config)) : null;
        var model = engines is null ? null : new HealModel(engines.Engine() ?? throw Printer.DeepNeedsModel(engines.WhyNone), parsed.GetValue(_budget)!);
        var report = await session.Output.WithHealProgress(progress => Task.Run(() => run.Run(options, model, dryRun, progress, session.Cancel), session.Cancel));
        session.Output.Healed(report, dryRun, parsed.GetValue(_format));
        return place.Book.Bad.IsEmpty ? ExitCode.Done : ExitCode.Usage;
    }
}
