using System.Collections.Immutable;
using LlmWiki.Ingest;

namespace LlmWiki.Cli.Commands;

internal sealed class StatusCommand : WikiCommand
{
    private readonly FormatOption _format = new();

    public StatusCommand()
        : base("status", "Show what the next ingest would do") => Add(_format);

    public override string About =>
        "Compares raw/ with the wiki: sources that are new, changed, moved or removed since they were compiled, files that " +
        "cannot be read and why, the pages by type, and how many passages the pages cite. It changes nothing.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki status", "in or below the wiki's folder"),
        new("wiki -C ~/kb status", "from anywhere"),
        new("wiki status --format json", "for a script"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        using var wiki = session.OpenWiki();
        var status = await Task.Run(() => new IngestRun(wiki, session.Time).Status(session.Cancel), session.Cancel);
        session.Output.Status(status, session.Parsed.GetValue(_format));
        return ExitCode.Done;
    }
}
