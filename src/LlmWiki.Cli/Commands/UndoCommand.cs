using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;

namespace LlmWiki.Cli.Commands;

internal sealed class UndoCommand : WikiCommand
{
    private readonly Argument<int> _count = new("n")
    {
        Description = "How many changes to take back (default 1)",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => 1,
        CustomParser = Count.Parse,
    };

    private readonly Option<string?> _run = new("--run")
    {
        Description = "A whole run of heal; without its name the last one ('wiki log' names them)",
        HelpName = "run",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "All changes from a time on: 2026-11-28, or 2026-11-28T14:30",
        HelpName = "time",
        CustomParser = Moment.Parse,
    };

    private readonly FormatOption _format = new();

    public UndoCommand()
        : base("undo", "Take back the last changes, byte for byte")
    {
        Add(_count);
        Add(_run);
        Add(_since);
        Add(_format);
    }

    public override string About =>
        "Takes back the last n changes that wiki commands made, newest first, byte for byte. A change is taken back whole " +
        "or not at all: where someone edited one of its pages since, it stops there, names the page, and ends with 3. " +
        "Nothing in raw/ is touched, so the next ingest makes the pages again unless the source changed.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki undo", "the last change"),
        new("wiki undo 3", "the last three"),
        new("wiki undo --run", "all that the last heal did"),
        new("wiki undo --since 2026-11-28T09:00", "all since nine"),
        new("wiki undo --format json", "for a script"),
    ];

    public override Task<ExitCode> Run(Session session)
    {
        var parsed = session.Parsed;
        var isRun = parsed.GetResult(_run) is { Implicit: false };
        var since = parsed.GetValue(_since);
        var isCount = parsed.GetResult(_count) is { Implicit: false };
        if ((isRun ? 1 : 0) + (since is null ? 0 : 1) + (isCount ? 1 : 0) > 1)
        {
            throw Printer.Excluding(_run.Name, _since.Name);
        }

        using var wiki = session.OpenWiki();
        var result = isRun ? wiki.UndoRun(parsed.GetValue(_run)) : since is { } time ? wiki.UndoSince(time) : wiki.Undo(parsed.GetValue(_count));
        var asked = isRun || since is not null ? Math.Max(1, result.Undone.Length) : parsed.GetValue(_count);
        session.Output.Undone(new UndoOutcome(asked, result, result.Stuck), parsed.GetValue(_format));
        return Task.FromResult(result.Stuck is null ? ExitCode.Done : ExitCode.CouldNotRun);
    }
}
