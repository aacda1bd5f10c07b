using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Evals;

/// <summary>Counts what heal mended, and what it spoiled.</summary>
internal static class HealJudge
{
    public static HealScore Judge(string rule, bool isAnswered, Healing healing)
    {
        var score = New(rule, isAnswered, healing);
        var (alone, accepted) = (Still(rule, healing.Alone), Still(rule, healing.Accepted));
        foreach (var (defect, finding) in healing.Planted)
        {
            var (isGoneAlone, isGone) = (Gone(finding, alone), Gone(finding, accepted));
            if (isGoneAlone && Miss(defect, healing.Alone) is null)
            {
                score.Mended++;
            }
            else if (!isGone)
            {
                score.Left++;
            }
            else if (Miss(defect, healing.Accepted) is { } miss)
            {
                score.Wrong.Add($"({defect.Form}) not so: {miss}");
            }
            else
            {
                score.Accepted++;
            }
        }

        AddCollateral(score, healing);
        return score;
    }

    public static HealScore JudgeBare(string rule, Healing healing)
    {
        var score = New(rule, isAnswered: false, healing);
        var alone = Still(rule, healing.Alone);
        var queued = healing.Plan.Queued.Select(step => step.Fix.Finding).ToHashSet();
        foreach (var (defect, finding) in healing.Planted)
        {
            if (Gone(finding, alone))
            {
                score.Mended++;
                score.Wrong.Add($"({defect.Form}) mended without evidence: {finding.Path}:{finding.Line}");
            }
            else if (queued.Contains(finding))
            {
                score.Wrong.Add($"({defect.Form}) offered without evidence: {finding.Path}:{finding.Line} {healing.Plan.Queued.First(step => step.Fix.Finding == finding).Fix.Title}");
            }
            else
            {
                score.Left++;
            }
        }

        AddCollateral(score, healing);
        return score;
    }

    private static HealScore New(string rule, bool isAnswered, Healing healing)
    {
        var score = new HealScore(rule, RuleBook.Default[rule]!.Tier.ToString().ToLowerInvariant(), isAnswered, healing.Planted.Count)
        {
            Queued = healing.Plan.Queued.Select(step => step.Fix.Finding).Intersect(healing.Planted.Select(each => each.Finding)).Count(),
        };
        var forms = healing.Planted.ToLookup(each => each.Finding, each => each.Defect.Form);
        score.Why.AddRange(healing.Plan.Left.Where(left => left.Finding.Rule == rule).Select(left => $"({forms[left.Finding].FirstOrDefault() ?? "not planted"}) {left.Finding.Path}:{left.Finding.Line} {left.Finding.Message}: {left.Why}"));
        score.Unfound.AddRange(healing.Plot.Expected.Except(healing.Planted.Select(each => each.Defect)).Select(defect => $"({defect.Form}) {defect.Spots[^1].Path} {defect.Spots[^1].Text}"));
        return score;
    }

    private static string? Miss(Expected defect, HealedState state) => defect.Answers.Find(answer => !answer.Fits(state.Wiki))?.What;

    private static Dictionary<FindingKey, int> Still(string rule, HealedState state) => FindingKey.Count(state.Look.Findings.Where(finding => finding.Rule == rule));

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

    private static void AddCollateral(HealScore score, Healing healing)
    {
        var (plot, planted, plan) = (healing.Plot, healing.Planted.ConvertAll(each => each.Finding), healing.Plan);
        var company = plot.Company.Where(each => each.Rule == score.Rule).Select(each => each.Spot.Path).ToHashSet();
        score.Wrong.AddRange(plan.Steps.Concat(plan.Queued).Where(step => !planted.Contains(step.Fix.Finding) && !planted.Exists(finding => finding.Path == step.Fix.Finding.Path) && !company.Contains(step.Fix.Finding.Path.Value))
            .Select(step => $"{step.Fix.Finding.Path}:{step.Fix.Finding.Line} {step.Fix.Title}"));
        var had = FindingKey.Count(healing.Before.Findings);
        foreach (var look in (LintLook[])[healing.Alone.Look, healing.Accepted.Look])
        {
            var has = FindingKey.Count(look.Findings);
            bool IsMoved(FindingKey key) => plan.Steps.Concat(plan.Queued).Any(step => step.Fix.Moves && step.Fix.Pages.Contains(key.Path) && Gate.IsMoved(key, step.Fix, had, has));
            score.Wrong.AddRange(has.Where(pair => pair.Value > had.GetValueOrDefault(pair.Key) && !IsMoved(pair.Key) && !plot.Company.Exists(each => each.Rule != score.Rule && each.Rule == pair.Key.Rule && each.Spot.Path == pair.Key.Path.Value)).Select(pair => $"new {pair.Key.Rule} in {pair.Key.Path}: {pair.Key.Message}"));
        }

        foreach (var path in plot.Files.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal) && path.StartsWith("wiki/", StringComparison.Ordinal)))
        {
            AddCollateral(score, path, plot.Files[path], healing.Alone.Files.Has(path) ? healing.Alone.Files[path] : "", plan);
        }
    }

    /// <summary>What heal alone did to one page.</summary>
    private static void AddCollateral(HealScore score, string path, string before, string after, HealPlan plan)
    {
        if (before == after)
        {
            return;
        }

        var (was, now) = (Page.Parse(new RelPath(path), before), Page.Parse(new RelPath(path), after));
        var there = now.Blocks.Select(block => block.Text).ToHashSet();
        score.Persons.AddRange(was.Blocks.Where(block => !was.Owned.Contains(block) && was.CitationOf(block) is null && !there.Contains(block.Text)).Select(block => $"{path}:{block.Line} {block.Text}"));
        var edits = plan.Steps.SelectMany(step => step.Fix.Edits).Where(edit => edit.Page.Value == path).ToList();
        var lines = ChangedLines(before, after);
        if (edits.Count == 0 || lines > edits.Sum(edit => 2 + edit.Text.Count(letter => letter == '\n')))
        {
            score.Wrong.Add($"{path}: {lines} lines changed by {edits.Count} edits");
        }
    }

    /// <summary>Lines that are there afterwards and were not before, but for the list of the tool's blocks.</summary>
    private static int ChangedLines(string before, string after)
    {
        var had = before.Split('\n').CountBy(line => line).ToDictionary();
        return after.Split('\n').CountBy(line => line).Sum(line => line.Key.StartsWith("generated:", StringComparison.Ordinal) ? 0 : Math.Max(0, line.Value - had.GetValueOrDefault(line.Key)));
    }
}
