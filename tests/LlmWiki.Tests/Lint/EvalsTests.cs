using LlmWiki.Evals;
using LlmWiki.Lint;

namespace LlmWiki.Tests.Lint;

/// <summary>Defects planted in a clean wiki; tests/LlmWiki.Evals/README.md tells how.</summary>
public sealed class EvalsTests
{
    private const double LeastPrecision = 0.9;

    private static readonly Lazy<List<Score>> Scores = new(() => new Bench(seed: 1, Figures.Defects, Figures.Decoys).Run(AllPlants.Of()));

    [Fact]
    public void Every_rule_is_tried() =>
        AllPlants.Of().Select(set => set.Rule).Order(StringComparer.Ordinal).ShouldBe(RuleBook.Default.Rules.Select(rule => rule.Id));

    [Fact]
    public void Structural_rules_find_every_defect_and_nothing_else() =>
        Scores.Value.Where(score => score.Tier == "structural").SelectMany(score => score.Missed.Select(missed => $"{score.Rule}: {missed.Form} is missed in {missed.Spot.Path}")
            .Concat(score.False.Select(wrong => $"{score.Rule}, planting {wrong.Planting}: {wrong.Finding.Path}:{wrong.Finding.Line} {wrong.Finding.Message}"))).ShouldBeEmpty();

    [Fact]
    public void Nine_in_ten_contradictions_are_true() => Of("contradiction").Precision.ShouldBeGreaterThanOrEqualTo(LeastPrecision);

    [Fact]
    public void At_least_forty_defects_of_every_rule_are_planted() => Scores.Value.ShouldAllBe(score => score.Planted.Count >= 40);

    private static Score Of(string rule) => Scores.Value.Single(score => score.Rule == rule);
}
