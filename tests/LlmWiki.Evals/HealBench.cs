using LlmWiki.Evals.Mend;
using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Evals;

/// <summary>One copy of the clean wiki with defects, as planted and as heal leaves it.</summary>
/// <param name="Planted">Each defect with its finding.</param>
/// <param name="Alone">After heal alone.</param>
/// <param name="Accepted">After all that waits for review is accepted.</param>
internal sealed record Healing(Plot Plot, LintLook Before, List<(Expected Defect, Finding Finding)> Planted, HealPlan Plan, HealedState Alone, HealedState Accepted);

internal sealed record HealedState(WikiFiles Files, LintLook Look)
{
    public HealedWiki Wiki { get; } = new(Files, Look.Wiki);
}

/// <summary>Heals the copies of the clean wiki in which the defects of one rule are planted.</summary>
internal sealed class HealBench(int seed, int defects, int decoys)
{
    private readonly Bench _bench = new(seed, defects, decoys);

    /// <summary>Each rule with the defects of which the right answer is known, else with those that lint is tried on.</summary>
    public List<HealScore> Run(IReadOnlyList<RulePlants> plants) => [.. plants.Select(set => HealJudge.Judge(MendPlants.For(set).Rule, MendPlants.Has(set.Rule), Heal(MendPlants.For(set))))];

    /// <summary>Defects of which nothing tells how they could be mended: whatever heal does to them is wrong.</summary>
    public List<HealScore> RunBare(IReadOnlyList<RulePlants> plants) => [.. plants.Select(set => MendPlants.Bare(set.Rule)).OfType<RulePlants>().Select(set => HealJudge.JudgeBare(set.Rule, Heal(set)))];

    private Healing Heal(RulePlants set)
    {
        var plot = _bench.Planted(set, out _);
        OwnAgain(plot);
        var look = _bench.Look(plot.Files);
        SnapshotFile? Read(RelPath path) => plot.Files.Has(path.Value) ? new SnapshotFile(path, plot.Files[path.Value], ContentHash.Of(plot.Files[path.Value])) : null;
        var plan = new HealPlanner(look, Read, HealSettings.Of(LinkStyle.Markdown), new HealOptions { Rules = new HashSet<string> { set.Rule } }, CancellationToken.None).Make();

        var healed = new WikiFiles(plot.Files.All);
        Apply(plan.Steps, healed);
        var accepted = new WikiFiles(healed.All);
        Accept(plan, accepted);
        return new Healing(plot, look, Found(set.Rule, plot, look), plan, new HealedState(healed, _bench.Look(healed)), new HealedState(accepted, _bench.Look(accepted)));
    }

    private static List<(Expected, Finding)> Found(string rule, Plot plot, LintLook look)
    {
        var (findings, found) = (look.Findings.ToList(), new List<(Expected, Finding)>());
        foreach (var expected in plot.Expected)
        {
            if (Bench.FindingOf(rule, expected, plot, findings) is { } finding)
            {
                findings.Remove(finding);
                found.Add((expected, finding));
            }
        }

        return found;
    }

    /// <summary>On the tool's pages the defects are as if the tool had written them; on the others a person did.</summary>
    private static void OwnAgain(Plot plot)
    {
        foreach (var path in plot.Files.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal) && path.StartsWith("wiki/", StringComparison.Ordinal)).ToList())
        {
            if (Page.Parse(new RelPath(path), plot.Files[path]) is { IsGenerated: true } page && (!plot.Clean.Files.Has(path) || plot.Clean.Files[path] != plot.Files[path]))
            {
                plot.Files.SetAsTool(path, page.Raw);
            }
        }
    }

    private static void Apply(IEnumerable<HealStep> steps, WikiFiles files)
    {
        foreach (var change in steps.SelectMany(step => step.Changes))
        {
            Set(files, change.Path, change.Content);
        }
    }

    private static void Accept(HealPlan plan, WikiFiles files)
    {
        var batch = new FixBatch();
        var fixes = plan.Queued.Where(step => batch.TryAdd(step.Fix)).Select(step => step.Fix).ToList();
        foreach (var path in fixes.SelectMany(fix => fix.Pages).Distinct().ToList())
        {
            var now = files.Has(path.Value) ? new SnapshotFile(path, files[path.Value], ContentHash.Of(files[path.Value])) : null;
            Set(files, path, Fix.After(path, now, fixes));
        }
    }

    private static void Set(WikiFiles files, RelPath path, string? text)
    {
        if (text is null)
        {
            files.Remove(path.Value);
        }
        else
        {
            files[path.Value] = text;
        }
    }
}
