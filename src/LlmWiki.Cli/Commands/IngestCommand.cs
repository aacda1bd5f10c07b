using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Ingest;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Cli.Commands;

internal sealed class IngestCommand : WikiCommand
{
    private readonly Argument<string[]> _paths = new("paths")
    {
        Description = "Files or folders of raw/ to look at (default: all); 'raw/' before them may be left out",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the changes as a unified diff and write nothing" };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Go on and ingest whenever files of raw/ change; Ctrl-C ends it",
    };

    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Say for each source how many of its passages are cited, what the model took, and what was odd",
    };

    private readonly Option<bool> _fresh = new("--fresh")
    {
        Description = "With a model: read again what did not change too, and ask again what was answered before",
    };

    private readonly FormatOption _format = new();

    public IngestCommand()
        : base("ingest", "Compile new and changed sources into pages")
    {
        Add(_paths);
        Add(_dryRun);
        Add(_watch);
        Add(_explain);
        Add(_fresh);
        Add(_format);
    }

    public override string About =>
        "Reads what is new or changed in raw/ and writes it into wiki/ as cited, cross-linked pages. Sources that were " +
        "moved or removed are followed. A file that cannot be read is named with its reason, and the others go on. What a " +
        "person wrote in wiki/ is never changed. A watch that is ended by Ctrl-C while it waits ends with 0, one that is " +
        "cut off in a run with 130; the next run goes on where it stopped.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki ingest", "all that is new or changed"),
        new("wiki ingest notes/ \"My article.md\"", "only these, seen from here or from raw/"),
        new("wiki ingest --dry-run > ingest.diff", "look before you write"),
        new("wiki ingest --fresh notes/", "read these once more, after a change of model or prompts"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var parsed = session.Parsed;
        var (dryRun, watch) = (parsed.GetValue(_dryRun), parsed.GetValue(_watch));
        if (dryRun && watch)
        {
            throw Printer.Excluding(_dryRun.Name, _watch.Name);
        }

        using var wiki = session.OpenWiki();
        var options = new IngestOptions { Only = Only(session, wiki), DryRun = dryRun, Fresh = parsed.GetValue(_fresh) };
        using var engines = new Engines(session, ModelPlaces.Of(session, wiki.Root, wiki.Config));
        var view = new IngestView(parsed.GetValue(_format), options, parsed.GetValue(_explain), engines);
        if (watch)
        {
            return await new IngestWatch(session, wiki, view).Run();
        }

        var report = await Ingest(session, wiki, view);
        session.Output.Ingested(report, view);
        return report.Conflicts.IsEmpty ? ExitCode.Done : ExitCode.CouldNotRun;
    }

    public static Task<IngestReport> Ingest(Session session, WikiFolder wiki, IngestView view) =>
        session.Output.WithProgress(progress => Task.Run(
            () => new IngestRun(wiki, session.Time, view.Engines.Engine).Run(view.Asked, progress, session.Cancel), session.Cancel));

    /// <exception cref="UsageException">Names every path that is no source.</exception>
    private ImmutableArray<RelPath> Only(Session session, WikiFolder wiki)
    {
        var typed = session.Parsed.GetValue(_paths) ?? [];
        var places = new TypedPaths(wiki.Root, session.WorkingFolder);
        if (typed.Length == 0 || typed.Any(places.IsAll))
        {
            return [];
        }

        // A file that cannot be read may be named too: the run then says why.
        var listing = wiki.ListRaw();
        RelPath[] sources = [.. listing.Files.Select(file => file.Path), .. listing.Skipped.Select(file => new RelPath(file.Path))];
        var found = typed.Select(path => (path, source: places.Find(path, sources))).ToList();
        var problems = found.Where(each => each.source is null)
            .Select(each => places.IsOutside(each.path)
                ? Printer.OutsideRaw(each.path)
                : Printer.NoSource(each.path, Near(each.path, sources)))
            .ToImmutableArray();
        return problems.IsEmpty ? [.. found.Select(each => each.source!.Value).Distinct()] : throw Printer.WrongPaths(problems);
    }

    private static string? Near(string typed, RelPath[] sources) =>
        EditDistance.Nearest(typed, sources.Select(source => source.Value))
        ?? EditDistance.Nearest("raw/" + typed, sources.Select(source => source.Value));
}
