using LlmWiki.Pages;
using static LlmWiki.Tests.Pages.Merging;

namespace LlmWiki.Tests.Pages;

public sealed class NewPageTests
{
    [Fact]
    public void A_new_page_is_the_draft_with_footnotes()
    {
        var page = NewPage("# Adam", "Adam is an optimizer.{recipe.4}", "## Tuning", "- Betas matter.{recipe.9}{log.2}", "- Decay does not.{recipe.4}");

        Body(page).ShouldBe("""
            # Adam

            Adam is an optimizer.[^recipe.4]

            ## Tuning

            - Betas matter.[^recipe.9][^log.2]
            - Decay does not.[^recipe.4]

            [^recipe.4]: [raw/recipe.md, line 4](../../raw/recipe.md#L4) "Passage recipe.4"
            [^recipe.9]: [raw/recipe.md, line 9](../../raw/recipe.md#L9) "Passage recipe.9"
            [^log.2]: [raw/log.md, line 2](../../raw/log.md#L2) "Passage log.2"

            """);
        page.ShouldStartWith("---\ntype: concept\ntitle: Adam\ndescription: An optimizer.\ngenerated: { by: llm-wiki/0.1 extractive, at: 2026-11-22T10:00:00Z, blocks: \"");
    }

    [Fact]
    public void The_same_draft_again_changes_no_byte()
    {
        var draft = Draft("# Adam", "Adam is an optimizer.{recipe.4}", "- One.{recipe.5}", "- Two.{recipe.6}");
        var page = NewPage(draft);
        Merge(page, draft).ShouldBe(page);
    }

    [Fact]
    public void A_page_nobody_touched_becomes_the_new_draft()
    {
        var page = NewPage("# Adam", "Old.{recipe.4}", "## Details", "- One.{recipe.5}");
        var merged = Merge(page, "# Adam", "## Rules", "- Two.{recipe.6}", "## Details", "- One.{recipe.5}");
        Body(merged).ShouldBe(Body(NewPage("# Adam", "## Rules", "- Two.{recipe.6}", "## Details", "- One.{recipe.5}")));
    }

    [Fact]
    public void A_page_with_another_key_of_a_person_still_becomes_the_new_draft()
    {
        var page = NewPage("# Adam", "One.{recipe.4}", "Two.{recipe.5}").Replace("title: Adam", "title: The Adam optimizer\nrating: 5", StringComparison.Ordinal);
        Blocks(Merge(page, "# Adam", "Two.{recipe.5}", "One.{recipe.4}")).ShouldBe(["# Adam", "Two.", "One."]);
    }

    [Fact]
    public void Footnotes_are_those_in_use_each_once_in_order_of_use()
    {
        var draft = Draft("# Adam", "One.{recipe.9}", "Two.{recipe.4}");
        draft = draft with { Citations = [Cite("recipe.4"), Cite("recipe.9"), Cite("recipe.9"), Cite("recipe.77")] };
        var page = NewPage(draft);
        page.IndexOf("[^recipe.9]: ", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("[^recipe.4]: ", StringComparison.Ordinal));
        Definitions(page).ShouldBe(new Dictionary<string, int> { ["recipe.4"] = 1, ["recipe.9"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void A_draft_that_says_nothing_makes_no_page()
    {
        PageMerge.Merge(Draft("# Adam", "## Details"), null, new Generator("x", default), SourceView.Unchanged).ShouldBeNull();
    }

    [Fact]
    public void A_page_of_the_tool_alone_goes_with_its_last_statement()
    {
        var page = NewPage("# Adam", "## Details", "- One.{recipe.4}");
        TryMerge(page, Draft() with { Head = [] }).ShouldBeNull();
        TryMerge(page, Draft("# Adam")).ShouldBeNull();
    }

    [Theory]
    [InlineData("My own words.\n")]
    [InlineData("## My own heading\n")]
    [InlineData("<!-- to do -->\n")]
    [InlineData("[^mine]: A note.\n")]
    public void A_page_with_a_block_of_a_person_stays(string block)
    {
        var page = NewPage("# Adam", "- One.{recipe.4}") + "\n" + block;
        Merge(page, Draft() with { Head = [] }).ShouldEndWith(block);
    }

    [Fact]
    public void A_page_with_a_key_of_a_person_stays()
    {
        var page = NewPage("# Adam", "- One.{recipe.4}").Replace("title: Adam\n", "title: Adam\nrating: 5\n", StringComparison.Ordinal);
        Merge(page, Draft() with { Head = [] }).ShouldContain("rating: 5");
    }

    [Fact]
    public void A_page_without_generated_is_never_taken_away()
    {
        foreach (var page in (string[])["", "\n", "---\ntitle: Mine\n---\n", "# Mine\n"])
        {
            TryMerge(page, Draft() with { Head = [] }).ShouldBe(page);
        }
    }

    [Theory]
    [InlineData("One\r\nstill one.")]
    [InlineData("One\rstill one.")]
    [InlineData("One.  \n")]
    [InlineData("\n\nOne.")]
    [InlineData("\uFEFFOne.\0")]
    public void Odd_characters_of_a_draft_do_not_make_its_block_a_persons(string text)
    {
        var draft = Draft("# Adam", "x") with { Blocks = [Block("# Adam"), new DraftBlock(BlockKind.Paragraph, text, "one"), Block("Two.")] };
        var page = NewPage(draft);
        Merge(page, draft).ShouldBe(page);
        TryMerge(page, Draft() with { Head = [] }).ShouldBeNull();
    }
}
