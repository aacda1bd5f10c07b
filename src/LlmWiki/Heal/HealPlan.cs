using System.Collections.Immutable;
using LlmWiki.Heal.Advice;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>One fix as it is written: the pages as it finds and as it leaves them.</summary>
public sealed record HealStep(Fix Fix, ImmutableArray<FileChange> Changes)
{
    /// <summary>By what it is known in the review queue; empty where it goes in by itself.</summary>
    public string Id { get; init; } = "";

    /// <summary>The texts that <see cref="Changes"/> start from; null where the page is new.</summary>
    public required ImmutableArray<string?> Before { get; init; }

    public string TextBefore(RelPath page) => Before[Changes.IndexOf(Changes.First(change => change.Path == page))] ?? "";

    /// <summary>What it changes, as <c>git diff</c> writes it.</summary>
    public string Diff => string.Concat(Changes.Select((change, i) => UnifiedDiff.Between(change.Path, Before[i], change.Content)));
}

/// <summary>A finding that stays, and why.</summary>
public sealed record LeftFinding(Finding Finding, string Why)
{
    /// <summary>The reason where a person has decided against the fix.</summary>
    public const string Rejected = "its fix was rejected";

    /// <summary>What is missing is evidence: see <see cref="GapRecord"/>.</summary>
    public bool IsGap { get; init; }

    internal HealQuestion? Question { get; init; }
}

/// <summary>What heal does about a wiki: a function of the pages, the sources and the options.</summary>
/// <param name="Steps">Fixes that go in by themselves, in order; each starts from what the one before leaves.</param>
/// <param name="Queued">Fixes that a person decides on; each starts from what the steps leave, without the others.</param>
public sealed record HealPlan(ImmutableArray<HealStep> Steps, ImmutableArray<HealStep> Queued, ImmutableArray<LeftFinding> Left, LintLook Look);

/// <summary>Makes a <see cref="HealPlan"/>.</summary>
/// <param name="read">Pages as they are on disk.</param>
/// <param name="options">Which findings are mended, and how far.</param>
internal sealed class HealPlanner(LintLook start, Func<RelPath, SnapshotFile?> read, HealSettings settings, HealOptions options, CancellationToken cancel)
{
    private const int MostTries = 3;

    // How often the findings of one rule are looked at anew: what one fix uncovers, or what met another, is mended in the next round.
    private const int MostRounds = 4;

    private readonly Dictionary<RelPath, SnapshotFile?> _made = [];
    private readonly List<HealStep> _steps = [];
    private readonly Dictionary<FindingKey, string> _refused = [];
    private LintLook? _mended;

    private LintLook Current => _mended ?? start;

    /// <summary>
    /// A fix may leave a finding that a later one mends. Where none did, all is planned anew without it; the last time no fix may leave any.
    /// </summary>
    public HealPlan Make()
    {
        var debts = new Dictionary<FindingKey, string>();
        for (var tries = 1; ; tries++)
        {
            (_mended, var isStrict) = (null, tries == MostTries);
            _made.Clear();
            _steps.Clear();
            _refused.Clear();
            foreach (var (key, why) in debts)
            {
                _refused[key] = why;
            }

            Mend(isStrict);
            if (isStrict || !FindDebts(debts))
            {
                break;
            }
        }

        var (queued, left) = Review();
        return new HealPlan([.. _steps], queued, left, Current);
    }

    /// <summary>Adds the fixes that have left something which was not there at the beginning.</summary>
    private bool FindDebts(Dictionary<FindingKey, string> debts)
    {
        var had = FindingKey.Count(start.Findings);
        var (before, isNew) = (debts.Count, FindingKey.Count(Current.Findings).Where(pair => pair.Value > had.GetValueOrDefault(pair.Key) && !IsUncovered(pair.Key)).Select(pair => pair.Key).ToList());
        foreach (var key in isNew)
        {
            foreach (var step in _steps.Where(step => step.Changes.Any(change => change.Path == key.Path)))
            {
                debts.TryAdd(FindingKey.Of(step.Fix.Finding), $"it would make a new finding: {key.Rule} in '{key.Path}', {key.Message}");
            }
        }

        return debts.Count > before;
    }

    private bool IsUncovered(FindingKey key) => _steps.Exists(step => step.Fix.MayUncover(key.Rule) && step.Changes.Any(change => change.Path == key.Path));

    private void Mend(bool isStrict)
    {
        for (var at = 0; at < FixerCatalog.Order.Length; at++)
        {
            var later = isStrict ? [] : FixerCatalog.Order[at..].SelectMany(fixer => fixer.Rules).ToHashSet();
            for (var round = 0; round < MostRounds && Mend(FixerCatalog.Order[at], later); round++)
            {
            }
        }
    }

    private SnapshotFile? Now(RelPath path) => _made.TryGetValue(path, out var file) ? file : read(path);

    private HealView View() => new(Current, Now, settings);

    /// <summary>Mends what one fixer can by itself. Whether there may be more.</summary>
    private bool Mend(Fixer fixer, HashSet<string> later)
    {
        var view = View();
        var batch = new FixBatch();
        var isMore = false;
        var findings = Current.Findings.Where(finding => fixer.Rules.Contains(finding.Rule) && options.IsAsked(finding) && !_refused.ContainsKey(FindingKey.Of(finding))).ToList();
        foreach (var proposal in findings.AsParallel().AsOrdered().WithCancellation(cancel).Select(finding => Proposed(fixer, finding, view)))
        {
            if (proposal.Fix is { } fix && fix.Tier <= options.MostTier && fix.Tier < FixTier.Review)
            {
                isMore |= !batch.TryAdd(fix);
            }
        }

        if (batch.Fixes.Count == 0)
        {
            return false;
        }

        var gate = new Gate(Now, key => later.Contains(key.Rule) && options.IsMendedByItself(key.Rule), cancel);
        var result = gate.Try(Current, batch.Fixes);
        foreach (var refused in result.Refused)
        {
            _refused[FindingKey.Of(refused.Fix.Finding)] = refused.Why;
        }

        var steps = Steps(result.Passed, gate);
        foreach (var change in steps.SelectMany(step => step.Changes))
        {
            _made[change.Path] = change.Content is { } text ? new SnapshotFile(change.Path, text, ContentHash.Of(text)) : null;
        }

        _steps.AddRange(steps);
        _mended = result.Look;
        return isMore || result.Passed.Length > 0;
    }

    /// <summary>Each fix as a change of its own, on top of those before it.</summary>
    private List<HealStep> Steps(ImmutableArray<Fix> fixes, Gate gate)
    {
        var steps = new List<HealStep>();
        var (before, done) = (new Dictionary<RelPath, string?>(), new Dictionary<RelPath, List<Fix>>());
        foreach (var fix in fixes)
        {
            var changes = ImmutableArray.CreateBuilder<FileChange>();
            var texts = ImmutableArray.CreateBuilder<string?>();
            foreach (var page in fix.Pages)
            {
                if (!done.TryGetValue(page, out var here))
                {
                    (done[page], before[page]) = (here = [], Now(page)?.Text);
                }

                here.Add(fix);
                var text = gate.TextAfter(page, here);
                changes.Add(new FileChange(page, before[page] is not { } was ? null : here.Count == 1 ? Now(page)!.Hash : ContentHash.Of(was), text));
                texts.Add(before[page]);
                before[page] = text;
            }

            steps.Add(new HealStep(fix, changes.ToImmutable()) { Before = texts.ToImmutable() });
        }

        return steps;
    }

    /// <summary>What is left for a person: fixes to decide on, and findings that there is no fix for.</summary>
    private (ImmutableArray<HealStep> Queued, ImmutableArray<LeftFinding> Left) Review()
    {
        var view = View();
        var (batch, left) = (new FixBatch(), ImmutableArray.CreateBuilder<LeftFinding>());
        foreach (var finding in Current.Findings.Where(options.IsAsked))
        {
            var fixer = FixerCatalog.For(finding.Rule);
            var proposal = fixer is null ? Proposal.None("there is no fix for this rule yet") : Proposed(fixer, finding, view);
            if (_refused.TryGetValue(FindingKey.Of(finding), out var why) || proposal.Fix is not { } fix)
            {
                left.Add(new LeftFinding(finding, why ?? proposal.Why) { IsGap = why is null && proposal.IsGap, Question = why is null ? proposal.Question : null });
            }
            else if (fix.Tier > options.MostTier)
            {
                left.Add(new LeftFinding(finding, $"its fix is of tier {fix.Tier.ToString().ToLowerInvariant()}"));
            }
            else if (options.IsRejected(FixIdentity.Of(fix, Now)))
            {
                left.Add(new LeftFinding(finding, LeftFinding.Rejected));
            }
            else if (!batch.TryAdd(fix))
            {
                left.Add(new LeftFinding(finding, "it waits for another fix at the same place"));
            }
        }

        var gate = new Gate(Now, key => FixerCatalog.For(key.Rule) is not null && options.IsMendedByItself(key.Rule), cancel);
        var result = gate.Try(Current, batch.Fixes);
        left.AddRange(result.Refused.Select(refused => new LeftFinding(refused.Fix.Finding, refused.Why)));
        return ([.. result.Passed.Select(fix => Steps([fix], gate)[0] with { Id = FixIdentity.Of(fix, Now) })], left.ToImmutable());
    }

    /// <summary>The fix with the tier that it has on this page: what a person wrote is changed only when a person agrees.</summary>
    private Proposal Proposed(Fixer fixer, Finding finding, HealView view)
    {
        if (options.OwnTier(finding.Rule) == FixTier.None)
        {
            return Proposal.None($"lint-rules/{finding.Rule}.md says that it is not to be mended");
        }

        var proposal = fixer.Propose(finding, view);
        if (proposal.Fix is { } proposed && options.OwnTier(finding.Rule) is { } own && own > proposed.Tier)
        {
            proposal = proposed with { Tier = own };
        }

        if (proposal.Fix is not { } fix || fix.Tier == FixTier.Review || !options.AsksForPersons)
        {
            return proposal;
        }

        var isPersons = !fix.Removed.IsEmpty || fix.Edits.GroupBy(edit => edit.Page).Any(page => view.PageAt(page.Key) is { } file && EditedPage.Of(file, page).IsPersons);
        return isPersons ? fix with { Tier = FixTier.Review } : proposal;
    }
}
