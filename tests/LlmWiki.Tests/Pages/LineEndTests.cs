using static LlmWiki.Tests.Pages.Merging;

namespace LlmWiki.Tests.Pages;

public sealed class LineEndTests
{
    private static readonly string[] A = ["# Adam", "One.{recipe.4}", "- Two.{recipe.5}"];

    [Fact]
    public void A_CRLF_page_stays_CRLF()
    {
        var page = NewPage(A).ReplaceLineEndings("\r\n");
        Merge(page, A).ShouldBe(page);
        var merged = Merge(page, Draft([.. A, "- Three.{recipe.6}", "| a |\n| - |\n| b |{recipe.7}"]).WithHead("sources", "\n  - { id: recipe }"));
        merged.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
    }

    [Fact]
    public void A_CRLF_page_without_front_matter_stays_CRLF()
    {
        var merged = Merge("# Mine\r\n\r\nText.\r\n", A);
        merged.ShouldContain("# Mine\r\n\r\nText.\r\n");
        merged.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
    }

    [Fact]
    public void A_byte_order_mark_stays_first()
    {
        var merged = Merge("\uFEFF# Mine\n", A);
        merged.ShouldStartWith("\uFEFF---\n");
        merged.LastIndexOf('\uFEFF').ShouldBe(0);
        Blocks(merged).ShouldBe(["# Mine", "One.", "- Two."]);
        var page = "\uFEFF" + NewPage(A);
        Merge(page, A).ShouldBe(page);
        Merge(page, "# Adam", "One.{recipe.4}").ShouldStartWith("\uFEFF---\ntype:");
    }

    [Fact]
    public void Front_matter_that_ends_the_file_is_followed_by_a_line_end()
    {
        Blocks(Merge("---\ntitle: Mine\n---", A)).ShouldBe(["# Adam", "One.", "- Two."]);
    }

    [Fact]
    public void A_page_without_a_final_line_end_can_be_added_to()
    {
        Blocks(Merge("# Mine\n\nText.", A)).ShouldBe(["# Mine", "Text.", "One.", "- Two."]);
    }

    [Fact]
    public void Blank_lines_at_the_head_of_a_persons_page_stay()
    {
        Body(Merge("\n\n# Mine\n", A)).ShouldStartWith("\n\n# Mine\n");
    }
}
