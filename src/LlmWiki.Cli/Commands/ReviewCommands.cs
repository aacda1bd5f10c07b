using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Heal;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Commands;

/// <summary>Lists what waits; its subcommands decide.</summary>
internal sealed class ReviewCommand : WikiCommand
{
    private readonly FormatOption _format = new();

    public ReviewCommand()
        : base("review", "Decide on the fixes that heal left to you")
    {
        Add(_format);
        Add(new ReviewShowCommand());
        Add(new ReviewAcceptCommand());
        Add(new ReviewRejectCommand());

        // Without one of them it lists: the parser is not to ask for one.
        SetAction(_ => { });
    }

    public override string About =>
        "Lists the fixes that 'wiki heal' does not make by itself, because they change what you wrote or are a matter of judgement. " +
        "'wiki review accept' without a name goes through them one by one on a terminal.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki review", "what waits"),
        new("wiki review show 3f2a", "one fix: diff, reason, quotes"),
        new("wiki review accept", "go through all, one by one"),
        new("wiki review accept 3f2a", "make this one"),
        new("wiki review reject --rule orphan-page", "never propose these again"),
    ];

    public override Task<ExitCode> Run(Session session)
    {
        using var wiki = session.OpenWiki();
        session.Output.Waiting(wiki.Review.List(), session.Parsed.GetValue(_format));
        return Task.FromResult(ExitCode.Done);
    }
}

/// <summary>The fixes that a person names.</summary>
internal sealed class ReviewChoice
{
    public Argument<string[]> Ids { get; } = new("id") { Description = "Fixes by the names that 'wiki review' lists; the first letters are enough", Arity = ArgumentArity.ZeroOrMore };

    public Option<bool> All { get; } = new("--all") { Description = "All that wait" };

    public Option<string[]> Rules { get; } = new("--rule") { Description = "All of this rule; may be given several times", HelpName = "id", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    public void AddTo(Command command)
    {
        command.Add(Ids);
        command.Add(All);
        command.Add(Rules);
    }

    public bool IsNone(ParseResult parsed) => !parsed.GetValue(All) && (parsed.GetValue(Rules) ?? []).Length == 0 && (parsed.GetValue(Ids) ?? []).Length == 0;

    /// <exception cref="UsageException">A name is nobody's, or of several.</exception>
    public ImmutableArray<QueuedFix> Of(ParseResult parsed, ImmutableArray<QueuedFix> waiting)
    {
        var rules = parsed.GetValue(Rules) ?? [];
        var named = (parsed.GetValue(Ids) ?? []).Select(id => Named(id, waiting)).ToHashSet();
        return [.. waiting.Where(fix => parsed.GetValue(All) || rules.Contains(fix.Rule) || named.Contains(fix))];
    }

    private static QueuedFix Named(string id, ImmutableArray<QueuedFix> waiting) => waiting.Where(fix => fix.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase)).ToList() switch
    {
        [var one] => one,
        [] => throw Printer.NoFix(id),
        _ => throw Printer.SeveralFixes(id),
    };
}

internal sealed class ReviewShowCommand : WikiCommand
{
    private readonly ReviewChoice _choice = new();
    private readonly FormatOption _format = new();

    public ReviewShowCommand()
        : base("show", "Show fixes whole: diff, reason, quotes")
    {
        _choice.AddTo(this);
        Add(_format);
    }

    public override string About => "Shows the diff of each fix, the finding that it mends, and the quotes that prove it.";

    public override ImmutableArray<Example> Examples => [new("wiki review show 3f2a", "one"), new("wiki review show --all", "all")];

    public override Task<ExitCode> Run(Session session)
    {
        using var wiki = session.OpenWiki();
        var waiting = wiki.Review.List();
        session.Output.Shown(_choice.IsNone(session.Parsed) ? waiting : _choice.Of(session.Parsed, waiting), session.Parsed.GetValue(_format));
        return Task.FromResult(ExitCode.Done);
    }
}

internal sealed class ReviewAcceptCommand : WikiCommand
{
    private readonly ReviewChoice _choice = new();

    public ReviewAcceptCommand()
        : base("accept", "Make fixes that wait")
    {
        _choice.AddTo(this);
    }

    public override string About =>
        "Makes the named fixes, each as one change that 'wiki undo' takes back. One whose page was saved since is not made; the next heal " +
        "proposes it anew. Without a name, on a terminal, each is shown and asked for.";

    public override ImmutableArray<Example> Examples =>
        [new("wiki review accept", "one by one"), new("wiki review accept 3f2a 91bc", "two"), new("wiki review accept --rule broken-link", "all of a rule")];

    public override Task<ExitCode> Run(Session session)
    {
        using var wiki = session.OpenWiki();
        var desk = new ReviewDesk(wiki);
        var waiting = wiki.Review.List();
        if (!_choice.IsNone(session.Parsed))
        {
            var chosen = _choice.Of(session.Parsed, waiting);
            return Task.FromResult(session.Output.Accepted([.. chosen.Select(fix => (fix, desk.Accept(fix)))]) ? ExitCode.Done : ExitCode.CouldNotRun);
        }

        if (waiting.IsEmpty)
        {
            session.Output.Waiting(waiting, Format.Text);
            return Task.FromResult(ExitCode.Done);
        }

        if (!session.Around.CanAsk)
        {
            throw Printer.NeedsFixes();
        }

        var exit = Walk(session, desk, waiting);
        return Task.FromResult(exit);
    }

    private static ExitCode Walk(Session session, ReviewDesk desk, ImmutableArray<QueuedFix> waiting)
    {
        var isFine = true;
        for (var i = 0; i < waiting.Length; i++)
        {
            session.Cancel.ThrowIfCancellationRequested();
            session.Output.Shown([waiting[i]], Format.Text);
            switch (session.Output.AskAbout(i + 1, waiting.Length))
            {
                case ReviewAnswer.Accept:
                    isFine &= session.Output.Accepted([(waiting[i], desk.Accept(waiting[i]))]);
                    break;
                case ReviewAnswer.Reject:
                    desk.Reject(waiting[i]);
                    break;
                case ReviewAnswer.Quit:
                    return isFine ? ExitCode.Done : ExitCode.CouldNotRun;
            }
        }

        return isFine ? ExitCode.Done : ExitCode.CouldNotRun;
    }
}

internal sealed class ReviewRejectCommand : WikiCommand
{
    private readonly ReviewChoice _choice = new();

    public ReviewRejectCommand()
        : base("reject", "Take fixes out of the queue for good")
    {
        _choice.AddTo(this);
    }

    public override string About => "Takes the named fixes out of the queue. Heal does not propose them again until their text is another.";

    public override ImmutableArray<Example> Examples => [new("wiki review reject 3f2a", "one"), new("wiki review reject --all", "all that wait")];

    public override Task<ExitCode> Run(Session session)
    {
        if (_choice.IsNone(session.Parsed))
        {
            throw Printer.NeedsFixes();
        }

        using var wiki = session.OpenWiki();
        var desk = new ReviewDesk(wiki);
        var chosen = _choice.Of(session.Parsed, wiki.Review.List());
        foreach (var fix in chosen)
        {
            desk.Reject(fix);
        }

        session.Output.Rejected(chosen);
        return Task.FromResult(ExitCode.Done);
    }
}
