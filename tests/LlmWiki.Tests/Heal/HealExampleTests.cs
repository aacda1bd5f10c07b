using LlmWiki.Heal;
using LlmWiki.Lint;

namespace LlmWiki.Tests.Heal;

/// <summary>The examples of all rules, mended as far as heal goes by itself.</summary>
public sealed class HealExampleTests
{
    /// <summary>As if no word were a person's, so that all that can be mended is.</summary>
    private static readonly HealOptions All = new() { AsksForPersons = false };

    public static TheoryData<string> Rules => [.. RuleBook.Default.Rules.Where(rule => rule.Check == RuleCheck.Code).Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_second_run_finds_nothing_to_do_and_nothing_else_is_touched(string id)
    {
        foreach (var example in RuleExample.Of(RuleBook.Default.Rules.Single(rule => rule.Id == id).Text).Where(example => example.IsBad))
        {
            // By the rule alone, and with all others beside it.
            foreach (var rules in new string[][] { [id], [] })
            {
                var before = HealedFiles.Of(example.Files, All with { MostTier = FixTier.None }, rules);
                var healed = HealedFiles.Of(example.Files, All, rules);
                var name = $"{id}, {example.Name}{(rules.Length == 0 ? ", all rules" : "")}";
                var again = HealedFiles.Of(healed.Files, All, rules);
                again.Plan.Steps.Select(step => step.Fix.Title).ShouldBeEmpty(name);
                NewFindings(before.Plan.Look.Findings, healed.Plan.Look.Findings).ShouldBeEmpty(name);

                // What heal holds for the findings is what lint finds anew.
                RuleTrial.Lint(RuleBook.Default, healed.Files, rules).ShouldBe(healed.Plan.Look.Findings, name);
                ShouldTouchOnlyItsPlaces(before.Files, healed, name);
            }
        }
    }

    /// <summary>A rule whose fix is mechanical is mended in one of its own examples at least; a proven one needs evidence that no example need have.</summary>
    [Fact]
    public void What_a_rule_promises_to_mend_is_mended_in_an_example()
    {
        var fixable = RuleBook.Default.Rules.Where(rule => rule.Fix == FixTier.Safe && FixerCatalog.For(rule.Id) is not null).ToList();
        fixable.Where(rule => !RuleExample.Of(rule.Text).Any(example => example.IsBad && HealedFiles.Of(example.Files, All, rule.Id).Plan.Steps.Length > 0)).Select(rule => rule.Id).ShouldBeEmpty();
    }

    private static IEnumerable<string> NewFindings(IEnumerable<Finding> before, IEnumerable<Finding> after)
    {
        var had = FindingKey.Count(before);
        return FindingKey.Count(after).Where(pair => pair.Value > had.GetValueOrDefault(pair.Key)).Select(pair => $"{pair.Key}");
    }

    /// <summary>Between the first and the last place of a fix on a page, and in the list of the tool's blocks, is all that differs.</summary>
    private static void ShouldTouchOnlyItsPlaces(SortedDictionary<string, string> files, HealedFiles healed, string name)
    {
        var now = new SortedDictionary<string, string>(files, StringComparer.Ordinal);
        foreach (var step in healed.Plan.Steps)
        {
            step.Changes.Select(change => change.Path).Order().ShouldBe(step.Fix.Pages.Order(), name);
            foreach (var change in step.Changes)
            {
                var edits = step.Fix.Edits.Where(edit => edit.Page == change.Path).ToList();
                var (old, text) = (ToolPage.Shown(now.GetValueOrDefault(change.Path.Value, "")), ToolPage.Shown(change.Content ?? ""));
                var (oldMost, most) = (edits.Max(edit => edit.End) - edits.Min(edit => edit.Start), edits.Sum(edit => edit.Text.Length - edit.Length));
                var (gone, come) = Difference(old, text);
                gone.ShouldBeLessThanOrEqualTo(oldMost, name);
                come.ShouldBeLessThanOrEqualTo(oldMost + most, name);
                now[change.Path.Value] = change.Content ?? "";
            }
        }

        now.Where(file => file.Value.Length > 0).ShouldBe(healed.Files, name);
    }

    /// <summary>How many letters differ between what two texts have in common at their beginnings and their ends.</summary>
    private static (int Gone, int Come) Difference(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        return (before.Length - start - end, after.Length - start - end);
    }
}
