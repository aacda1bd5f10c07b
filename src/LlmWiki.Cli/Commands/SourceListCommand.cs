using System.Collections.Immutable;
using LlmWiki.Ingest;

namespace LlmWiki.Cli.Commands;

internal sealed class SourceListCommand : WikiCommand
{
    private readonly FormatOption _format = new();

    public SourceListCommand()
        : base("list", "List all sources and where they stand") => Add(_format);

    public override string About =>
        "Lists every source with its state: compiled, or new, changed, moved or removed since. Files that cannot be read " +
        "are listed by 'wiki status', with the reason.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki source list", "one line a source"),
        new("wiki source list --format json", "for a script"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        using var wiki = session.OpenWiki();
        var status = await Task.Run(() => new IngestRun(wiki, session.Time).Status(session.Cancel), session.Cancel);
        session.Output.Sources(status, session.Parsed.GetValue(_format));
        return ExitCode.Done;
    }
}
