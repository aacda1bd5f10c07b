using LlmWiki.Evals;
using LlmWiki.Heal;

namespace LlmWiki.Tests.Heal;

/// <summary>Planted defects, healed; tests/LlmWiki.Evals/README.md tells how, and has the figures of all rules.</summary>
public sealed class HealEvalsTests
{
    private const double LeastMended = 0.95;

    private static readonly HealBench Bench = new(seed: 1, Figures.Defects, Figures.Decoys);
    private static readonly Lazy<List<HealScore>> Scores = new(() => Bench.Run(AllPlants.Of()));
    private static readonly Lazy<List<HealScore>> Bare = new(() => Bench.RunBare(AllPlants.Of()));

    [Fact]
    public void Heal_changes_nothing_but_what_it_mends() => Scores.Value.SelectMany(score => score.Wrong.Select(wrong => $"{score.Rule}: {wrong}")).ShouldBeEmpty();

    [Fact]
    public void No_block_of_a_person_is_changed() => Scores.Value.Concat(Bare.Value).SelectMany(score => score.Persons.Select(block => $"{score.Rule}: {block}")).ShouldBeEmpty();

    /// <summary>Of each structural rule that has a fixer, nearly every defect is of a kind that shows what is right.</summary>
    [Fact]
    public void Nearly_all_that_can_be_mended_is() => Scores.Value.Where(score => score.Tier == "structural" && FixerCatalog.For(score.Rule) is not null && score.Mended + score.Accepted < LeastMended * score.Planted)
        .Select(score => $"{score.Rule}: {score.Mended + score.Accepted} of {score.Planted}; {string.Join("; ", score.Why.Take(5))}").ShouldBeEmpty();

    [Fact]
    public void What_nothing_tells_how_to_mend_stays_as_it_is()
    {
        Bare.Value.SelectMany(score => score.Wrong.Select(wrong => $"{score.Rule}: {wrong}")).ShouldBeEmpty();
        Bare.Value.ShouldAllBe(score => score.Planted > 0 && score.Left == score.Planted);
    }

    /// <summary>Rules whose fix needs evidence, with the share of their defects that has any.</summary>
    [Theory]
    [InlineData("dropped-passage", 0.95)]
    [InlineData("superseded-statement", 0.95)]
    [InlineData("unsupported-statement", 0.8)]
    [InlineData("outdated-as-of", 0.7)]
    public void Where_there_is_evidence_a_fix_is_offered(string rule, double least) =>
        Scores.Value.Single(score => score.Rule == rule).ShouldSatisfyAllConditions(score => (score.Mended + score.Accepted).ShouldBeGreaterThanOrEqualTo((int)(least * score.Planted)));

    [Fact]
    public void Where_a_page_is_the_tools_heal_asks_nobody() => Scores.Value.Where(score => score.Rule is "broken-link" or "link-case" or "missing-backlink" or "unlinked-mention").ShouldAllBe(score => score.Mended > score.Planted / 5);
}
