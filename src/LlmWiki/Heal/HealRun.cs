using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using LlmWiki.Heal.Advice;
using LlmWiki.Heal.Fixers;
using LlmWiki.Lint;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>Mends a knowledge base on disk: the shell that lints, plans and writes.</summary>
public sealed class HealRun(WikiFolder folder, RuleBook book, TimeProvider time)
{
    private const string Verb = "heal";
    private const string LogTitle = "log";
    private const string GapsTitle = "gaps";
    private const int MostTries = 3;

    /// <exception cref="WikiException">Another process writes, or the disk refuses.</exception>
    /// <param name="model">What may be asked where code cannot decide; null: nothing.</param>
    public HealReport Run(HealOptions options, HealModel? model = null, bool dryRun = false, IProgress<HealProgress>? progress = null, CancellationToken cancel = default)
    {
        using var held = dryRun ? null : folder.Lock();
        options = options with { IsRejected = folder.Review.Rejected().Contains };
        if (dryRun)
        {
            var (plan, asked) = Plan(options, model, progress, cancel);
            return new HealReport(null, plan.Steps, Queue(plan), plan.Left, []) { Asked = asked };
        }

        return Write(options, model, progress, cancel);
    }

    private HealReport Write(HealOptions options, HealModel? model, IProgress<HealProgress>? progress, CancellationToken cancel)
    {
        // Its changes in the journal bear the name, also those that it made before it was cut off.
        var run = folder.Run.Begin(string.Create(CultureInfo.InvariantCulture, $"{Verb}-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{folder.NextChange}"));
        var before = folder.Journal().Count(entry => entry.Run == run && entry is { Undone: false, Why: not null });
        var (mended, kept) = (ImmutableArray.CreateBuilder<HealStep>(), ImmutableArray.CreateBuilder<Conflict>());
        HealPlan plan;
        HealAsked? asked;
        for (var tries = 1; ; tries++)
        {
            (plan, asked) = Plan(options, model, progress, cancel);
            var (changed, refused) = Apply(plan.Steps, run, mended, progress, cancel);
            kept.AddRange(changed);
            if (changed.Count == 0 || tries == MostTries)
            {
                kept.AddRange(refused);
                break;
            }
        }

        if (options.IsWhole)
        {
            WriteGaps(plan, run);
        }

        var queued = Queue(plan);
        folder.Review.Replace([.. queued, .. Others(queued, options)]);
        var report = new HealReport(run, mended.ToImmutable(), queued, plan.Left, kept.ToImmutable()) { Before = before, Asked = asked };
        Log(report, run);
        if (mended.Count + before + queued.Length + kept.Count > 0)
        {
            report = report with { File = folder.Reports.Write(time.GetUtcNow(), report.ToMarkdown(time.GetUtcNow())) };
        }

        folder.Run.End();
        return mended.Count + before == 0 ? report with { Run = null } : report;
    }

    /// <summary>A plan by code; where that leaves questions and there is a model, planned anew with its answers.</summary>
    private (HealPlan Plan, HealAsked? Asked) Plan(HealOptions options, HealModel? model, IProgress<HealProgress>? progress, CancellationToken cancel)
    {
        progress?.Report(new HealProgress(HealStage.Linting, 0, 1));
        var look = new WikiLint(folder, book, time).Look(new HashSet<string>(), cancel);
        progress?.Report(new HealProgress(HealStage.Planning, 0, 1));
        var read = new ConcurrentDictionary<RelPath, SnapshotFile?>();
        SnapshotFile? Read(RelPath path) => read.GetOrAdd(path, here => folder.ReadPage(here) is { } page ? new SnapshotFile(page.Path, page.Text, page.Hash) : null);
        var settings = new HealSettings(folder.Config.Links, new(folder.Renames));
        var plan = new HealPlanner(look, Read, settings, options, cancel).Make();
        var questions = plan.Left.Select(left => left.Question).OfType<HealQuestion>().DistinctBy(question => question.Key).ToList();
        if (model is null || questions.Count == 0)
        {
            return (plan, null);
        }

        progress?.Report(new HealProgress(HealStage.Asking, 0, questions.Count));
        var prompts = new PromptBook(folder.Prompts());
        prompts.RequireKnown();
        using var desk = new ModelDesk(model.Engine, folder.Replies, time);
        var (advice, asked) = new AdviceDesk(desk, prompts, model.Budget, time).Ask(questions, cancel).GetAwaiter().GetResult();
        return (new HealPlanner(look, Read, settings with { Advice = advice }, options, cancel).Make(), asked);
    }

    /// <summary>
    /// Writes one fix after the other. One whose page was saved meanwhile, or that the disk refuses, is dropped with those that build on it.
    /// </summary>
    /// <exception cref="WikiException">The disk refuses every one.</exception>
    private (List<Conflict> Changed, List<Conflict> Refused) Apply(ImmutableArray<HealStep> steps, string run, ImmutableArray<HealStep>.Builder mended, IProgress<HealProgress>? progress, CancellationToken cancel)
    {
        var (changed, refused) = (new List<Conflict>(), new List<Conflict>());
        WikiException? first = null;
        var before = mended.Count;
        for (var i = 0; i < steps.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new HealProgress(HealStage.Writing, i, steps.Length));
            if (steps[i].Fix.Pages.Any(page => refused.Exists(other => other.Path == page)))
            {
                continue;
            }

            try
            {
                var patch = PatchOf(steps[i], run);
                var applied = folder.Apply(patch);
                changed.AddRange(applied.Conflicts.Where(conflict => !changed.Exists(other => other.Path == conflict.Path)));
                if (applied.Ok)
                {
                    folder.Commit(patch);
                    mended.Add(steps[i]);
                }
            }
            catch (WikiException error)
            {
                first ??= error;
                refused.AddRange(steps[i].Fix.Pages.Select(page => new Conflict(page, $"could not be written: {error.InnerException?.Message ?? error.Message}")));
            }
        }

        return first is not null && mended.Count == before && changed.Count == 0 ? throw first : (changed, refused);
    }

    /// <summary>The list of what evidence is missing for, where it says something else than before.</summary>
    private void WriteGaps(HealPlan plan, string run)
    {
        var page = folder.ReadPage(GapPage.Path);
        var generator = new Generator(PageText.By, time.GetUtcNow());
        var text = PageMerge.Merge(GapPage.Draft(GapRecord.Of(plan)), page is null ? null : Page.Parse(page.Path, page.Text), generator, SourceView.Unchanged);
        if (text != page?.Text)
        {
            var patch = new Patch(Verb, GapsTitle, [new FileChange(GapPage.Path, page?.Hash, text)]) { Run = run };
            if (folder.Apply(patch).Ok)
            {
                folder.Commit(patch);
            }
        }
    }

    private static Patch PatchOf(HealStep step, string run) => new(Verb, $"{step.Fix.Finding.Path}: {step.Fix.Title}", step.Changes)
    {
        Run = run,
        Why = $"{step.Fix.Finding.Rule} in {step.Fix.Finding.Path}: {step.Fix.Finding.Message}",
        By = step.Fix.By,
    };

    /// <summary>One line for the whole run; nothing where it changed nothing.</summary>
    private void Log(HealReport report, string run)
    {
        var own = folder.Journal().Where(entry => entry.Run == run && !entry.Undone).ToList();
        var counts = own.Where(entry => entry.Why is not null).CountBy(entry => entry.Why!.Split(' ', 2)[0])
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        if (counts.Count == 0 || own.Exists(entry => entry.Title == LogTitle))
        {
            return;
        }

        var log = folder.ReadPage(LogPage.Path);
        var line = $"{string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}"))}; {report.Queued.Length} wait for review.";
        var total = counts.Sum(pair => pair.Value);
        var text = LogPage.Append(log?.Text, time.GetUtcNow(), Verb, total == 1 ? "1 fix" : $"{total} fixes", line);
        var patch = new Patch(Verb, LogTitle, [new FileChange(LogPage.Path, log?.Hash, text)]) { Run = run };
        if (folder.Apply(patch).Ok)
        {
            folder.Commit(patch);
        }
    }

    private static ImmutableArray<QueuedFix> Queue(HealPlan plan)
    {
        var all = new Dictionary<string, QueuedFix>(StringComparer.Ordinal);
        foreach (var step in plan.Queued)
        {
            var (finding, fix) = (step.Fix.Finding, step.Fix);
            var queued = new QueuedFix(step.Id, finding.Rule, finding.Path.Value, finding.Line, fix.Title, finding.Message, fix.Reason,
                [.. finding.Evidence.Select(evidence => new QueuedEvidence(evidence.Path.Value, evidence.Line, evidence.Quote))],
                [.. fix.Edits.Select(edit => QueuedPlace.Of(edit, step.TextBefore(edit.Page)))], step.Diff)
            {
                Made = [.. fix.Made.Select(page => new QueuedPage(page.Path.Value, page.Text))],
                By = fix.By == "code" ? null : fix.By,
                Removed = [.. fix.Removed.Select(page => new QueuedPage(page.Value, step.TextBefore(page)))],
            };

            // The same words twice on one page: the second waits for the first.
            all.TryAdd(queued.Id, queued);
        }

        return [.. all.Values];
    }

    /// <summary>What waits of pages and rules that this run did not look at.</summary>
    private IEnumerable<QueuedFix> Others(ImmutableArray<QueuedFix> queued, HealOptions options) => folder.Review.List().Where(fix =>
        queued.All(now => now.Id != fix.Id) && !options.IsAsked(new Finding(fix.Rule, Severity.Info, new RelPath(fix.Page), fix.Line, 1, fix.Message))
        && QueuedPlace.Find(fix, path => folder.ReadPage(path)?.Text) is not null);
}
