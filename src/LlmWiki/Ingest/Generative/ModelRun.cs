using System.Collections.Immutable;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// A run with a model: source by source, in order of their paths, each a patch of its own. While one is written the next are being read. What
/// is asked about a source depends on it and on the pages as the sources before it left them, so a run that is cut off and begun again asks
/// the same, finds most of it answered, and ends in the same bytes.
/// </summary>
internal sealed class ModelRun(WikiFolder folder, ModelDesk desk, PromptBook prompts, Generator generator, Survey state, IngestOptions options)
{
    /// <summary>Sources that are read ahead of the one that is written: so many that the model is never without work.</summary>
    private readonly int _ahead = Math.Max(2, desk.Engine.Concurrency);

    private readonly ModelReader _reader = new(desk, prompts, folder.Config, new KeptClaims(folder.Replies));
    private readonly SourceDescriber _describer = new(desk, prompts);
    private readonly Composer _composer = new(desk, prompts, folder.Config);
    private readonly Dictionary<RelPath, ModelTally> _tallies = [];
    private readonly List<SourceOutcome> _outcomes = [];
    private readonly List<Patch> _patches = [];
    private readonly SortedDictionary<RelPath, (string? Before, string? After)> _pages = [];
    private ModelProgress? _progress;

    /// <param name="readings">Of pending sources as code read them; of the others as they are on the pages.</param>
    public async Task<IngestReport> Run(IReadOnlyList<Reading> readings, ImmutableArray<SourceChange> pending, IngestReport report, TimeProvider time, IProgress<IngestProgress>? progress, CancellationToken cancel)
    {
        var byPath = readings.ToDictionary(reading => reading.Source.Path);
        var toRead = pending.Where(change => byPath.ContainsKey(change.Path)).ToList();
        _progress = new ModelProgress(progress, time, toRead.Select(change => byPath[change.Path]).ToList(), desk.Engine.CountTokens);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = new Queue<Task<Reading>>();
        var waiting = new Queue<SourceChange>(toRead);
        var done = readings.Where(item => !pending.Any(change => change.Path == item.Source.Path)).ToDictionary(item => item.Source.Path);
        var wiki = state.Wiki;
        var conflicts = ImmutableArray<Conflict>.Empty;
        PageSet? final = null;
        try
        {
            foreach (var change in pending)
            {
                while (waiting.Count > 0 && reading.Count <= _ahead)
                {
                    var next = waiting.Dequeue();
                    reading.Enqueue(Read(next, byPath[next.Path], stop.Token));
                }

                if (byPath.ContainsKey(change.Path))
                {
                    done[change.Path] = await reading.Dequeue();
                }

                cancel.ThrowIfCancellationRequested();
                _progress.Writing(change.Path);
                var plan = await Plan(change, done.Values, wiki, stop.Token);
                var patch = plan.Patch([change], wiki);
                var applied = options.DryRun ? null : folder.Apply(patch);
                if (applied is { Ok: false })
                {
                    conflicts = applied.Conflicts;
                    break;
                }

                wiki = Written(patch, wiki);
                final = plan.Final;
                _outcomes.AddRange(plan.Outcomes());
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return Report(report, conflicts, final);
    }

    private async Task<Reading> Read(SourceChange change, Reading reading, CancellationToken cancel)
    {
        var tally = new ModelTally();
        lock (_tallies)
        {
            _tallies[change.Path] = tally;
        }

        // The first step may be a long one: who waits for the task goes on at once.
        await Task.Yield();
        var before = state.Known.FirstOrDefault(known => known.Path == (change.MovedFrom ?? change.Path));
        if (change.State == SourceState.Moved && before is { Reader: null } && !options.Fresh)
        {
            return reading;
        }

        var description = change.State == SourceState.Moved ? reading.Description : await _describer.Choose(reading, tally, cancel);
        var read = await _reader.Read(reading with { Description = description }, before is { Reader: { } reader } ? (before.Hash, reader) : null, options.Fresh, tally, cancel);
        _progress!.Read(reading, tally.Share);
        return read;
    }

    private async Task<ExtractivePlan> Plan(SourceChange change, IEnumerable<Reading> readings, WikiSnapshot wiki, CancellationToken cancel)
    {
        var all = readings.OrderBy(reading => reading.Source.Path).ToList();
        var known = KnownSources.Of(wiki);
        var read = all.Select(reading => reading.Source.Path).ToHashSet();
        var now = state with { Wiki = wiki, Known = known };
        var tally = Tally(change.Path);
        var input = new PlanInput(wiki, known, all, [change], now.Unread(read, [change]), state.Others);
        var plan = await _composer.Plan(input, generator, tally, cancel);
        plan.Shares = new Dictionary<RelPath, ModelShare> { [change.Path] = tally.Share };
        return plan;
    }

    private ModelTally Tally(RelPath path)
    {
        lock (_tallies)
        {
            return _tallies.TryGetValue(path, out var tally) ? tally : _tallies[path] = new ModelTally();
        }
    }

    private WikiSnapshot Written(Patch patch, WikiSnapshot wiki)
    {
        foreach (var change in patch.Changes)
        {
            _pages[change.Path] = (_pages.TryGetValue(change.Path, out var page) ? page.Before : wiki[change.Path]?.Text, change.Content);
        }

        if (options.DryRun)
        {
            _patches.Add(patch);
        }
        else
        {
            folder.Commit(patch);
        }

        return wiki.With(patch);
    }

    private IngestReport Report(IngestReport report, ImmutableArray<Conflict> conflicts, PageSet? final)
    {
        var (statements, citations) = final?.Count() ?? (0, 0);
        return report with
        {
            Outcomes = [.. _outcomes],
            Pages = [.. _pages.Select(page => new PageChange(page.Key, page.Value.Before, page.Value.After)).Where(page => page.Before != page.After)],
            Patches = [.. _patches],
            Conflicts = conflicts,
            Statements = statements,
            Citations = citations,
            Model = _tallies.Values.Aggregate(ModelShare.None, (sum, tally) => sum + tally.Share),
        };
    }

    /// <summary>Sources that did not change as a model read them; one whose claims are lost is left out, and its pages stay as they are.</summary>
    public static IEnumerable<Reading> AsRead(IEnumerable<Reading> readings, Survey state, IReadOnlySet<RelPath> pending, SourceCache replies)
    {
        var kept = new KeptClaims(replies);
        var readers = state.Known.Where(known => known.Reader is not null).ToDictionary(known => known.Path, known => known.Reader!);
        return readings.Select(reading => !pending.Contains(reading.Source.Path) && readers.TryGetValue(reading.Source.Path, out var reader) ? ModelReader.Kept(reading, reader, kept) : reading).OfType<Reading>();
    }
}
