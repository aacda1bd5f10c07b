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

    private readonly FormatOption _format = new();

    public UndoCommand()
        : base("undo", "Take back the last changes, byte for byte")
    {
        Add(_count);
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
        new("wiki undo --format json", "for a script"),
    ];

    public override Task<ExitCode> Run(Session session)
    {
        using var wiki = session.OpenWiki();
        var result = wiki.Undo(session.Parsed.GetValue(_count));
        var stuck = result.Conflicts.IsEmpty ? null : wiki.Journal().Last(entry => entry is { Undoes: null, Undone: false });
        session.Output.Undone(new UndoOutcome(session.Parsed.GetValue(_count), result, stuck), session.Parsed.GetValue(_format));
        return Task.FromResult(stuck is null ? ExitCode.Done : ExitCode.CouldNotRun);
    }
}
