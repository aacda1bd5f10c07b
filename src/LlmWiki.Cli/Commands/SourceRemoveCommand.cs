using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Ingest;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Cli.Commands;

internal sealed class SourceRemoveCommand : WikiCommand
{
    private readonly Argument<string> _path = new("path") { Description = "The source; 'raw/' before it may be left out" };

    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what it would touch, and the diff, and write nothing" };

    private readonly FormatOption _format = new();

    public SourceRemoveCommand()
        : base("remove", "Take a source out of all pages")
    {
        Add(_path);
        Add(_yes);
        Add(_dryRun);
        Add(_format);
    }

    public override string About =>
        "Shows what rests on a source (pages that change or go, statements that go with it, your own blocks that cite it and " +
        "stay), asks, and then takes it out, so that no page of the tool cites it. The file in raw/ stays where it is and is " +
        "not read again until it changes or is named to 'wiki ingest'. 'wiki undo' brings everything back.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki source remove notes/old.md --dry-run", "only look"),
        new("wiki source remove notes/old.md", "look, and be asked"),
        new("wiki source remove notes/old.md --yes", "for a script"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var parsed = session.Parsed;
        var (yes, dryRun, format) = (parsed.GetValue(_yes), parsed.GetValue(_dryRun), parsed.GetValue(_format));
        if (!yes && !dryRun && (format == Format.Json || !session.Around.CanAsk))
        {
            throw Printer.NeedsYes(_yes.Name, _dryRun.Name);
        }

        using var wiki = session.OpenWiki();
        var ingest = new IngestRun(wiki, session.Time);
        var removal = await Task.Run(() => Plan(session, wiki, ingest), session.Cancel);
        if (format == Format.Text)
        {
            session.Output.BlastRadius(removal);
        }

        var go = !dryRun && (yes || session.Output.Ask(removal.Source));
        var applied = go ? Carry(wiki, removal) : null;
        session.Output.Removed(new RemovalOutcome(removal, dryRun, applied), format);
        return applied is null or { Ok: true } ? ExitCode.Done : ExitCode.CouldNotRun;
    }

    private static Applied Carry(WikiFolder wiki, SourceRemoval removal)
    {
        var applied = wiki.Apply(removal.Patch);
        if (applied.Ok)
        {
            wiki.Commit(removal.Patch);
        }

        return applied;
    }

    private SourceRemoval Plan(Session session, WikiFolder wiki, IngestRun ingest)
    {
        var source = Known(session, wiki, ingest);
        try
        {
            return ingest.PlanRemoval(source, session.Cancel);
        }
        catch (WikiException)
        {
            // It was taken out before, which the list of sources does not tell.
            throw Printer.NotCompiled(source.Value, near: null);
        }
    }

    private RelPath Known(Session session, WikiFolder wiki, IngestRun ingest)
    {
        var typed = session.Parsed.GetRequiredValue(_path);
        RelPath[] sources = [.. ingest.Status(session.Cancel).Sources
            .Where(source => source.State is not (SourceState.New or SourceState.TakenOut))
            .Select(source => source.MovedFrom ?? source.Path)];
        var found = new TypedPaths(wiki.Root, session.WorkingFolder).Find(typed, sources);
        return found is { } path && sources.Contains(path)
            ? path
            : throw Printer.NotCompiled(typed, EditDistance.Nearest(typed, sources.SelectMany(source => new[] { source.Value, source.Value[4..] })));
    }
}
