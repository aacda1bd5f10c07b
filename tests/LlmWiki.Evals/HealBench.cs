using LlmWiki.Evals.Plants;
using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Evals;

/// <summary>What became of one rule's defects under heal.</summary>
/// <param name="Mended">Gone after heal alone.</param>
/// <param name="Accepted">Gone once all that waits for review is accepted.</param>
/// <param name="Left">There after both.</param>
internal sealed record HealScore(string Rule, string Tier, int Planted, int Mended, int Accepted, int Left)
{
    /// <summary>Fixes of what is no planted defect, lines changed that no fix spoke of, findings that were not there before: each with its place.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Blocks of a person that heal changed by itself.</summary>
    public List<string> Persons { get; } = [];

    /// <summary>Defects that stay, with the reason that heal gives.</summary>
    public List<string> Why { get; } = [];
}

/// <summary>Heals the copies of the clean wiki in which the defects of one rule are planted.</summary>
internal sealed class HealBench(int seed, int defects, int decoys)
{
    private readonly Bench _bench = new(seed, defects, decoys);

    /// <summary>Dead links of which nobody knows where they were to lead cannot be mended: here are others.</summary>
    public List<HealScore> Run(IReadOnlyList<RulePlants> plants) => [.. plants.Select(set => Heal(set.Rule == MendPlants.BrokenLink.Rule ? MendPlants.BrokenLink : set))];

    private HealScore Heal(RulePlants set)
    {
        var plot = _bench.Planted(set, out _);
        OwnAgain(plot);
        var look = _bench.Look(plot.Files);
        var findings = look.Findings.ToList();
        var planted = plot.Expected.Select(expected => Take(Bench.FindingOf(set.Rule, expected, plot, findings), findings)).OfType<Finding>().ToList();
        SnapshotFile? Read(RelPath path) => plot.Files.Has(path.Value) ? new SnapshotFile(path, plot.Files[path.Value], ContentHash.Of(plot.Files[path.Value])) : null;
        var plan = new HealPlanner(look, Read, HealSettings.Of(LinkStyle.Markdown), new HealOptions { Rules = new HashSet<string> { set.Rule } }, CancellationToken.None).Make();

        var healed = new WikiFiles(plot.Files.All);
        Apply(plan.Steps, healed);
        var after = _bench.Look(healed);
        var mended = plan.Steps.Select(step => step.Fix.Finding).ToHashSet();
        var accepted = new WikiFiles(healed.All);
        Accept(plan, accepted);
        var final = _bench.Look(accepted);
        var still = FindingKey.Count(final.Findings.Where(finding => finding.Rule == set.Rule));
        var stillAlone = FindingKey.Count(after.Findings.Where(finding => finding.Rule == set.Rule));
        var (gone, goneAlone) = (planted.Count(finding => Gone(finding, still)), planted.Count(finding => Gone(finding, stillAlone)));
        var score = new HealScore(set.Rule, RuleBook.Default[set.Rule]!.Tier.ToString().ToLowerInvariant(), planted.Count, goneAlone, gone - goneAlone, planted.Count - gone);
        Judge(score, plan, plot, planted, look, after, final, healed);
        return score;
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

    private static Finding? Take(Finding? finding, List<Finding> findings)
    {
        if (finding is not null)
        {
            findings.Remove(finding);
        }

        return finding;
    }

    /// <summary>Whether one of the findings that look alike is gone for it.</summary>
    private static bool Gone(Finding finding, Dictionary<FindingKey, int> still)
    {
        var key = FindingKey.Of(finding);
        if (still.GetValueOrDefault(key) == 0)
        {
            return true;
        }

        still[key]--;
        return false;
    }

    private static void Judge(HealScore score, HealPlan plan, Plot plot, List<Finding> planted, LintLook before, LintLook after, LintLook final, WikiFiles healed)
    {
        var company = plot.Company.Where(each => each.Rule == score.Rule).Select(each => each.Spot.Path).ToHashSet();
        score.Wrong.AddRange(plan.Steps.Concat(plan.Queued).Where(step => !planted.Contains(step.Fix.Finding) && !planted.Exists(finding => finding.Path == step.Fix.Finding.Path) && !company.Contains(step.Fix.Finding.Path.Value))
            .Select(step => $"{step.Fix.Finding.Path}:{step.Fix.Finding.Line} {step.Fix.Title}"));
        foreach (var look in (LintLook[])[after, final])
        {
            var had = FindingKey.Count(before.Findings);
            score.Wrong.AddRange(FindingKey.Count(look.Findings).Where(pair => pair.Value > had.GetValueOrDefault(pair.Key)).Select(pair => $"new {pair.Key.Rule} in {pair.Key.Path}: {pair.Key.Message}"));
        }

        foreach (var path in plot.Files.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal) && path.StartsWith("wiki/", StringComparison.Ordinal) && plot.Files[path] != healed[path]))
        {
            var (was, now) = (Page.Parse(new RelPath(path), plot.Files[path]), Page.Parse(new RelPath(path), healed[path]));
            var there = now.Blocks.Select(block => block.Text).ToHashSet();
            score.Persons.AddRange(was.Blocks.Where(block => !was.Owned.Contains(block) && was.CitationOf(block) is null && !there.Contains(block.Text)).Select(block => $"{path}:{block.Line} {block.Text}"));
            var touched = plan.Steps.SelectMany(step => step.Fix.Edits).Count(edit => edit.Page.Value == path);
            var lines = ChangedLines(plot.Files[path], healed[path]);
            if (touched == 0 || lines > plan.Steps.SelectMany(step => step.Fix.Edits).Where(edit => edit.Page.Value == path).Sum(edit => 2 + edit.Text.Count(letter => letter == '\n')))
            {
                score.Wrong.Add($"{path}: {lines} lines changed by {touched} edits");
            }
        }

        foreach (var (path, text, file) in plot.Meant)
        {
            var page = final.Wiki[new RelPath(path)]!;
            var at = page.Outline.Links.ToList().FindIndex(link => link.Text == text);
            if (at < 0 || (page.Targets[at].File?.Value ?? file) != file)
            {
                score.Wrong.Add($"{path}: '{text}' leads to {(at < 0 ? "nothing" : page.Targets[at].File)}, not to {file}");
            }
        }

        score.Why.AddRange(plan.Left.Where(left => left.Finding.Rule == score.Rule).Select(left => $"{left.Finding.Path}:{left.Finding.Line} {left.Finding.Message}: {left.Why}"));
    }

    /// <summary>Lines that are there afterwards and were not before, but for the list of the tool's blocks.</summary>
    private static int ChangedLines(string before, string after)
    {
        var had = before.Split('\n').CountBy(line => line).ToDictionary();
        return after.Split('\n').CountBy(line => line).Sum(line => line.Key.StartsWith("generated:", StringComparison.Ordinal) ? 0 : Math.Max(0, line.Value - had.GetValueOrDefault(line.Key)));
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
