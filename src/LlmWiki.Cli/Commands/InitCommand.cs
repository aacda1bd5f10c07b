using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Commands;

internal sealed class InitCommand : WikiCommand
{
    private readonly Argument<string> _folder = new("folder")
    {
        Description = "Where to make it; made itself where it is missing",
        DefaultValueFactory = _ => ".",
    };

    public InitCommand()
        : base("init", "Make a new wiki, or what an old one lacks") => Add(_folder);

    public override string About =>
        "Makes the folders raw/ (for your files), wiki/ (for the pages) and lint-rules/, a commented wiki.config.yaml, " +
        "an AGENTS.md that tells assistants the conventions, and .gitignore and .gitattributes. It never changes a file that is there.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki init", "in the current folder"),
        new("wiki init ~/notes/kb", "in a folder of its own"),
    ];

    public override Task<ExitCode> Run(Session session)
    {
        var typed = session.Parsed.GetRequiredValue(_folder);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(typed, session.WorkingFolder));
        if (NewWiki.Around(folder) is { } around)
        {
            throw Printer.InsideWiki(folder, around);
        }

        session.Output.NewWiki(folder, Shown(folder, session), NewWiki.Make(folder));
        return Task.FromResult(ExitCode.Done);
    }

    // As one would type it from where one is.
    private static string Shown(string folder, Session session)
    {
        var relative = Path.GetRelativePath(session.Around.WorkingFolder, folder);
        return relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
    }
}
