using LlmWiki.Evals;

namespace LlmWiki.Tests.Heal;

/// <summary>Planted defects, healed; tests/LlmWiki.Evals/README.md tells how, and has the figures of all rules.</summary>
public sealed class HealEvalsTests
{
    private const double LeastMended = 0.95;

    /// <summary>Structural rules of which nearly every defect has a place to be mended to.</summary>
    private static readonly string[] Mendable =
        ["broken-link", "hidden-text", "index-out-of-date", "link-case", "missing-backlink", "missing-field", "script-in-html", "secret-or-key", "tag-drift", "unlinked-mention"];

    private static readonly Lazy<List<HealScore>> Scores = new(() => new HealBench(seed: 1, Figures.Defects, Figures.Decoys).Run(AllPlants.Of()));

    [Fact]
    public void Heal_changes_nothing_but_what_it_mends() => Scores.Value.SelectMany(score => score.Wrong.Select(wrong => $"{score.Rule}: {wrong}")).ShouldBeEmpty();

    [Fact]
    public void No_block_of_a_person_is_changed() => Scores.Value.SelectMany(score => score.Persons.Select(block => $"{score.Rule}: {block}")).ShouldBeEmpty();

    [Fact]
    public void Nearly_all_that_can_be_mended_is() => Scores.Value.Where(score => Mendable.Contains(score.Rule))
        .ShouldAllBe(score => score.Mended + score.Accepted >= LeastMended * score.Planted);

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
