using LlmWiki.Pages;
using LlmWiki.Text;
using static LlmWiki.Tests.Pages.Merging;

namespace LlmWiki.Tests.Pages;

/// <summary>What the next run does to a page when sources changed, on a page that a person touched.</summary>
public sealed class SourceChangeTests
{
    private static readonly string[] A = ["# Adam", "Adam is an optimizer.{recipe.1}", "## Details", "- One.{recipe.4}", "- Two.{log.5}", "- Both.{recipe.6}{log.6}"];

    private static readonly string Touched = NewPage(A).Replace("- Two.[^log.5]\n", "- Two.[^log.5]\n- Mine.\n", StringComparison.Ordinal);

    [Fact]
    public void A_changed_statement_comes_where_the_old_one_stood()
    {
        Blocks(Merge(Touched, "# Adam", "Adam is an optimizer.{recipe.1}", "## Details", "- One, corrected.{recipe.4}", "- Two.{log.5}", "- Both.{recipe.6}{log.6}"))
            .ShouldBe(["# Adam", "Adam is an optimizer.", "## Details", "- One, corrected.", "- Two.", "- Mine.", "- Both."]);
    }

    [Fact]
    public void A_statement_worded_anew_is_renewed_in_place()
    {
        var merged = Merge(Touched, "# Adam", "## Details", "- Both.{recipe.6}{log.6}", "- [Two](two.md).{log.5}{recipe.8}");
        Body(merged).ShouldContain("- [Two](two.md).[^log.5][^recipe.8]\n- Mine.\n- Both.");
    }

    [Fact]
    public void When_a_source_is_gone_its_statements_stay_without_the_citation()
    {
        var merged = Merge(Touched, Draft("# Adam", "- Two.{log.5}", "- Both.{log.6}"), Gone("recipe"));
        Body(merged).ShouldContain("Adam is an optimizer.\n\n## Details\n\n- One.\n- Two.[^log.5]\n- Mine.\n- Both.[^log.6]\n");
        Definitions(merged).Keys.ShouldBe(["log.5", "log.6"], ignoreOrder: true);
    }

    [Fact]
    public void A_page_of_the_tool_alone_keeps_the_statements_of_a_source_that_is_gone()
    {
        var page = NewPage("# Adam", "One.{recipe.4}");
        var merged = Merge(page, Draft() with { Head = [] }, Gone("recipe"));
        Body(merged).ShouldBe("# Adam\n\nOne.\n");
        Merge(merged, Draft() with { Head = [] }).ShouldBe(merged, "also in later runs");
    }

    [Fact]
    public void When_a_source_comes_back_its_statements_are_cited_again()
    {
        var page = Merge(Touched, Draft("# Adam", "- Two.{log.5}", "- Both.{log.6}"), Gone("recipe"));
        page = Merge(page, Draft("# Adam", "- Two.{log.5}", "- Both.{log.6}"));
        Body(Merge(page, A)).ShouldBe(Body(Touched));
    }

    [Fact]
    public void A_statement_without_citation_that_the_draft_no_longer_has_goes()
    {
        var page = NewPage("# Adam", "One.{recipe.4}", "- Too short: line 3") + "\nMine.\n";
        Blocks(Merge(page, "# Adam", "One.{recipe.4}")).ShouldBe(["# Adam", "One.", "Mine."]);
    }

    [Fact]
    public void What_rests_on_an_unread_source_stays_byte_for_byte()
    {
        var merged = Merge(Touched, Draft("# Adam", "Adam is an optimizer.{recipe.1}", "## Details", "- One.{recipe.4}", "- Both.{recipe.6}"), Unread("log"));
        merged.ShouldBe(Touched);
    }

    [Fact]
    public void A_moved_source_is_cited_at_its_new_place()
    {
        var moved = new RelPath("raw/new/recipe.md");
        var view = SourceView.Unchanged with { Relocate = citation => citation.Source.Stem == "recipe" ? citation with { Source = moved, Place = new Place(PlaceUnit.Line, 77, 78) } : citation };
        var page = Touched.Replace("- Mine.", "- Mine, see.[^recipe.1]", StringComparison.Ordinal);
        var draft = Draft(A) with { Citations = [.. Draft(A).Citations.Select(citation => view.Relocate(citation)!)] };
        var merged = Merge(page, draft, view);
        merged.ShouldContain("[^recipe.1]: [raw/new/recipe.md, lines 77–78](../../raw/new/recipe.md#L77-L78) \"Passage recipe.1\"");
        merged.ShouldContain("- Mine, see.[^recipe.1]");
        merged.ShouldNotContain("raw/recipe.md");
    }
}
