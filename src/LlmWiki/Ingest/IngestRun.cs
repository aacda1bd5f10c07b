using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Ingest.Generative;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

/// <summary>Compiles <c>raw/</c> into <c>wiki/</c>: the shell that reads, calls the pipeline, and applies its patches.</summary>
/// <param name="open">
/// Gives the model that is asked where there is something to choose, or null for the extractive engine alone. It is called only when
/// there is something to do, for loading a model takes seconds.
/// </param>
public sealed class IngestRun(WikiFolder folder, TimeProvider time, Func<TextEngine?>? open = null)
{
    public const string Extractive = "extractive";

    private const string Version = "llm-wiki/0.1";

    private TextEngine? _engine;

    private string EngineName => _engine?.Name ?? Extractive;

    private readonly PdfToText? _pdfToText = PdfTool.Find() is { } tool ? new PdfToText(tool) : null;

    /// <exception cref="WikiException">Another process writes, or the disk refuses.</exception>
    public IngestReport Run(IngestOptions options, IProgress<IngestProgress>? progress = null, CancellationToken cancel = default)
    {
        using var held = options.DryRun ? null : folder.Lock();
        var state = Survey.Of(folder, cancel);
        var pending = state.Changes.Where(change => IsWanted(change, state, options)).ToImmutableArray();
        var report = new IngestReport { Engine = EngineName, Sources = state.Changes, Skipped = state.Skipped };
        if (pending.IsEmpty)
        {
            return report;
        }

        _engine = open?.Invoke();
        report = report with { Engine = EngineName };
        var (readings, unreadable) = Read(state, pending, progress, cancel);
        report = report with { Skipped = report.Skipped.AddRange(unreadable) };
        var read = readings.Select(reading => reading.Source.Path).ToHashSet();
        pending = [.. pending.Where(change => change.State == SourceState.Removed || read.Contains(change.Path))];
        if (pending.IsEmpty)
        {
            return report;
        }

        state.RequireReadable();
        if (_engine is not null)
        {
            using var desk = new ModelDesk(_engine, folder.Replies, time, options.Fresh);
            var prompts = new PromptBook(folder.Prompts());
            prompts.RequireKnown();
            var run = new ModelRun(folder, desk, prompts, Generator(), state, options);
            return run.Run(readings, pending, report, time, progress, cancel).GetAwaiter().GetResult();
        }

        progress?.Report(new IngestProgress(IngestStage.Sorting, null, 0, 1));
        return Write(Plan(new PlanInput(state.Wiki, state.Known, readings, pending, state.Unread(read, pending), state.Others)), state.Wiki, report, options.DryRun, progress, cancel);
    }

    public WikiStatus Status(CancellationToken cancel = default)
    {
        var state = Survey.Of(folder, cancel);
        var pages = state.Wiki.Files.Where(file => !IndexPage.IsIndex(file.Path) && file.Path != LogPage.Path && file.Path != GapPage.Path)
            .GroupBy(file => file.Head.MapOrEmpty.Text("type") ?? "other")
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => KeyValuePair.Create(group.Key, group.Count()));
        var coverage = state.Known.Where(known => known.Status.Length == 0).Select(known => CoverageLine.Read(state.Wiki[known.Page]!.Page)).ToList();
        return new WikiStatus(state.Changes, state.Skipped, [.. pages], coverage.Sum(item => item.Passages), coverage.Sum(item => item.Cited));
    }

    /// <summary>Plans the removal of a source from the wiki; <see cref="WikiFolder.Apply(Pages.Patch)"/> carries it out.</summary>
    /// <exception cref="WikiException">No page knows the source.</exception>
    public SourceRemoval PlanRemoval(RelPath source, CancellationToken cancel = default)
    {
        var state = Survey.Of(folder, cancel);
        var known = state.Known.FirstOrDefault(item => item.Path == source && item.Status != KnownSource.Removed)
            ?? throw new WikiException($"the wiki has no source '{source}'", "wiki source list");
        var (all, _) = Read(state, [], null, cancel);
        var readings = all.Where(reading => reading.Source.Path != source).ToList();
        state.RequireReadable();
        var read = readings.Select(reading => reading.Source.Path).Append(source).ToHashSet();
        var others = state.Known.Where(item => item != known).ToList();
        var plan = Plan(new PlanInput(state.Wiki, others, readings, [], state.Unread(read, []), state.Others));
        return Blast.Of(source, state.Wiki, plan.Removal(known, state.Files.ContainsKey(source)));
    }

    /// <summary>The plan without a model; what one has decided stays.</summary>
    private ExtractivePlan Plan(PlanInput input) =>
        new Composer(null, PromptBook.Usual, folder.Config).Plan(input, Generator(), new ModelTally(), CancellationToken.None).GetAwaiter().GetResult();

    private Generator Generator() => new($"{Version} {EngineName}", time.GetUtcNow());

    private bool IsWanted(SourceChange change, Survey state, IngestOptions options)
    {
        var only = options.Only;
        var named = only.Any(path => path == change.Path || change.Path.IsUnder(path.Value) || path.Value == "raw");
        return change.State == SourceState.TakenOut
            ? only.Contains(change.Path) && state.Files.ContainsKey(change.Path)
            : (change.State != SourceState.Unchanged || (options.Fresh && open is not null && state.Files.ContainsKey(change.Path))) && (only.IsEmpty || named);
    }

    private (List<Reading>, List<SkippedFile>) Read(Survey state, ImmutableArray<SourceChange> pending, IProgress<IngestProgress>? progress, CancellationToken cancel)
    {
        var wanted = pending.Select(change => change.Path).ToHashSet();
        var paths = state.Changes.Where(change => state.Files.ContainsKey(change.Path)
            && (wanted.Contains(change.Path) || change.State == SourceState.Unchanged)).Select(change => change.Path).ToList();
        var readings = new ConcurrentBag<Reading>();
        var fresh = new ConcurrentBag<CachedAnalysis>();
        var skipped = new ConcurrentBag<SkippedFile>();
        var done = 0;
        Parallel.ForEach(paths, new ParallelOptions { CancellationToken = cancel }, path =>
        {
            progress?.Report(new IngestProgress(IngestStage.Reading, path.Value, Volatile.Read(ref done), paths.Count));
            try
            {
                var key = ReadingForm.Key(path, state.Files[path]);
                if (folder.Cache.Get(key, ReadingForm.Version) is { } bytes && ReadingForm.Read(path, state.Files[path], bytes) is { } known)
                {
                    readings.Add(known);
                }
                else
                {
                    var reading = Reading.Of(SourceReader.Read(path, folder.ReadRaw(path, cancel), _pdfToText, cancel));
                    readings.Add(reading);
                    fresh.Add(new CachedAnalysis(ReadingForm.Key(path, reading.Source.Hash), ReadingForm.Version, ReadingForm.Write(reading)));
                }
            }
            catch (WikiException error)
            {
                skipped.Add(new SkippedFile(path.Value, error.Message, error.Hint));
            }

            Interlocked.Increment(ref done);
        });
        folder.Cache.Put(fresh, ReadingForm.Version, readings.Select(reading => ReadingForm.Key(reading.Source.Path, reading.Source.Hash)).ToHashSet());
        var told = Descriptions(state);
        var asRead = ModelRun.AsRead(readings, state, wanted, folder.Replies);
        return ([.. asRead.Select(reading => reading with { Description = SourceDescriber.Kept(reading, told.GetValueOrDefault(reading.Source.Path)) })
            .OrderBy(reading => reading.Source.Path)], [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>What the pages of the sources say that they are about; of one that was moved, under its new name.</summary>
    private static Dictionary<RelPath, string?> Descriptions(Survey state)
    {
        var told = new Dictionary<RelPath, string?>();
        foreach (var known in state.Known)
        {
            told.TryAdd(known.Path, state.Wiki[known.Page]?.Head.MapOrEmpty.Text("description"));
        }

        foreach (var moved in state.Changes.Where(change => change.MovedFrom is not null))
        {
            told[moved.Path] = told.GetValueOrDefault(moved.MovedFrom!.Value);
        }

        return told;
    }

    private IngestReport Write(ExtractivePlan plan, WikiSnapshot wiki, IngestReport report, bool dryRun, IProgress<IngestProgress>? progress, CancellationToken cancel)
    {
        var before = wiki;
        var patches = new List<Patch>();
        var touched = new SortedSet<RelPath>();
        var groups = plan.Groups().ToList();
        var writing = Task.FromResult(new Written(wiki, []));
        try
        {
            for (var i = 0; i < groups.Count; i++)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report(new IngestProgress(IngestStage.Writing, groups[i][0].Path.Value, i, groups.Count));

                // A patch is made while the disk takes the one before it.
                var patch = plan.Patch(groups[i], wiki);
                if (!writing.GetAwaiter().GetResult().Conflicts.IsEmpty)
                {
                    break;
                }

                wiki = wiki.With(patch);
                touched.UnionWith(patch.Changes.Select(change => change.Path));
                if (dryRun)
                {
                    patches.Add(patch);
                    writing = Task.FromResult(new Written(wiki, []));
                }
                else
                {
                    var (earlier, after) = (writing.Result.Wiki, wiki);
                    writing = Task.Run(() => Apply(patch, earlier, after), CancellationToken.None);
                }
            }
        }
        finally
        {
            // Also where something was thrown, no write goes on behind the back of who called; this itself throws nothing.
            Task.WaitAny([writing], CancellationToken.None);
        }

        var written = writing.GetAwaiter().GetResult();
        var (statements, citations) = plan.Final.Count();
        return report with
        {
            Outcomes = [.. plan.Outcomes()],
            Pages = [.. touched.Select(path => new PageChange(path, before[path]?.Text, written.Wiki[path]?.Text)).Where(page => page.Before != page.After)],
            Patches = [.. patches],
            Conflicts = written.Conflicts,
            Statements = statements,
            Citations = citations,
        };
    }

    private Written Apply(Patch patch, WikiSnapshot before, WikiSnapshot after)
    {
        var applied = folder.Apply(patch);
        if (!applied.Ok)
        {
            return new Written(before, applied.Conflicts);
        }

        folder.Commit(patch);
        return new Written(after, []);
    }

    /// <summary>The wiki as it is on disk now.</summary>
    /// <param name="Conflicts">What the last patch, which was not written, ran into.</param>
    private sealed record Written(WikiSnapshot Wiki, ImmutableArray<Conflict> Conflicts);
}

/// <summary>Reads back what the page of a source says of its coverage.</summary>
internal static class CoverageLine
{
    public static (int Passages, int Cited) Read(Page page)
    {
        foreach (var block in page.Blocks)
        {
            if (block.Kind == BlockKind.Paragraph && block.Text.Split(' ') is [var cited, "of", var all, "passages", "are", "cited", ..]
                && int.TryParse(cited, System.Globalization.CultureInfo.InvariantCulture, out var some)
                && int.TryParse(all, System.Globalization.CultureInfo.InvariantCulture, out var total))
            {
                return (total, some);
            }
        }

        return (0, 0);
    }
}
