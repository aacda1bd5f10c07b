using static LlmWiki.Tests.Pages.Merging;

namespace LlmWiki.Tests.Pages;

/// <summary>What a person does to the body of a page, and what the next run may then do.</summary>
public sealed class PersonsBlocksTests
{
    private static readonly string[] A = ["# Adam", "Adam is an optimizer.{recipe.1}", "## Details", "- One.{recipe.4}", "- Two.{recipe.5}", "## Uses", "- Three.{recipe.6}"];

    private static readonly string Page = NewPage(A);

    private static string Edited(string old, string text) => Edited(Page, old, text);

    private static string Edited(string page, string old, string text)
    {
        page.ShouldContain(old);
        return page.Replace(old, text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_block_is_the_persons_and_the_tools_is_not_written_again()
    {
        Blocks(Merge(Edited("- One.[^recipe.4]", "- One, I say.[^recipe.4]"), A))
            .ShouldBe(["# Adam", "Adam is an optimizer.", "## Details", "- One, I say.", "- Two.", "## Uses", "- Three."]);
    }

    [Fact]
    public void A_deleted_block_stays_away()
    {
        Blocks(Merge(Edited("- One.[^recipe.4]\n", ""), A)).ShouldNotContain("- One.");
    }

    [Fact]
    public void A_deleted_block_stays_away_when_its_links_would_now_differ()
    {
        var merged = Merge(Edited("- One.[^recipe.4]\n", ""), "# Adam", "Adam is an optimizer.{recipe.1}", "## Details", "- [One](one.md).{recipe.44}", "- Two.{recipe.5}");
        Blocks(merged).ShouldBe(["# Adam", "Adam is an optimizer.", "## Details", "- Two."]);
    }

    [Fact]
    public void A_deleted_block_stays_away_over_many_runs()
    {
        var page = Merge(Edited("- One.[^recipe.4]\n", ""), A);
        page = Merge(page, "# Adam", "- Two.{recipe.5}");
        Blocks(Merge(page, A)).ShouldNotContain("- One.");
    }

    [Fact]
    public void A_deleted_section_stays_away_but_what_is_new_of_it_comes()
    {
        var page = Edited("## Uses\n\n- Three.[^recipe.6]\n\n", "");
        Blocks(Merge(page, [.. A, "- Four.{recipe.7}"])).ShouldBe(["# Adam", "Adam is an optimizer.", "## Details", "- One.", "- Two.", "- Four."]);
    }

    [Fact]
    public void A_page_that_a_person_emptied_stays_empty()
    {
        var head = Page[..(Page.IndexOf("\n---\n", StringComparison.Ordinal) + 5)];
        Blocks(Merge(head + "# Adam\n", A)).ShouldBe(["# Adam"]);
        Blocks(Merge(head, A)).ShouldBeEmpty();
    }

    [Fact]
    public void Blocks_of_a_person_stay_where_they_are()
    {
        var page = Edited("# Adam\n", "Above all.\n\n# Adam\n\nMine, before.\n");
        page = Edited(page, "- One.[^recipe.4]\n", "- One.[^recipe.4]\n- Mine, between.\n");
        page = Edited(page, "## Uses\n", "## My section\n\n1. a\n2. b\n\n## Uses\n") + "\nMine, after the footnotes.\n";

        Blocks(Merge(page, [.. A, "- Four.{recipe.7}"])).ShouldBe(
        [
            "Above all.", "# Adam", "Mine, before.", "Adam is an optimizer.", "## Details", "- One.", "- Mine, between.", "- Two.",
            "## My section", "1. a", "2. b", "## Uses", "- Three.", "Mine, after the footnotes.", "- Four.",
        ]);
    }

    [Fact]
    public void A_renamed_section_keeps_its_name_and_gets_what_is_new()
    {
        var page = Edited("## Details", "## The fine print");
        Blocks(Merge(page, "# Adam", "Adam is an optimizer.{recipe.1}", "## Details", "- Zero.{recipe.3}", "- One.{recipe.4}", "- Two.{recipe.5}", "- Two and a half.{recipe.8}", "## Uses", "- Three.{recipe.6}"))
            .ShouldBe(["# Adam", "Adam is an optimizer.", "## The fine print", "- Zero.", "- One.", "- Two.", "- Two and a half.", "## Uses", "- Three."]);
    }

    [Fact]
    public void A_renamed_title_stays()
    {
        Blocks(Merge(Edited("# Adam\n", "# ADAM, the optimizer\n"), A))[0].ShouldBe("# ADAM, the optimizer");
    }

    [Fact]
    public void A_heading_that_a_person_wrote_serves_as_the_tools()
    {
        var page = "Adam\n====\n\nMine.\n\nDETAILS\n-------\n\n- Mine too.\n\n## Uses ##\n";
        Blocks(Merge(page, A)).ShouldBe(
            ["Adam\n====", "Mine.", "Adam is an optimizer.", "DETAILS\n-------", "- Mine too.", "- One.", "- Two.", "## Uses ##", "- Three."]);
    }

    [Fact]
    public void Moved_blocks_stay_where_the_person_put_them()
    {
        var page = Edited(Edited("- Two.[^recipe.5]\n", ""), "# Adam\n", "# Adam\n\n- Two.[^recipe.5]\n");
        Blocks(Merge(page, A)).ShouldBe(["# Adam", "- Two.", "Adam is an optimizer.", "## Details", "- One.", "## Uses", "- Three."]);
    }

    [Fact]
    public void Reordered_sections_stay_in_the_persons_order()
    {
        var page = Edited(Edited("## Uses\n\n- Three.[^recipe.6]\n\n", ""), "## Details", "## Uses\n\n- Three.[^recipe.6]\n\n## Details");
        Blocks(Merge(page, [.. A, "- Four.{recipe.7}"])).ShouldBe(["# Adam", "Adam is an optimizer.", "## Uses", "- Three.", "- Four.", "## Details", "- One.", "- Two."]);
    }

    [Fact]
    public void Two_blocks_that_a_person_merged_stay_one()
    {
        Blocks(Merge(Edited("- One.[^recipe.4]\n- Two.[^recipe.5]\n", "- One and two.[^recipe.4][^recipe.5]\n"), A))
            .ShouldBe(["# Adam", "Adam is an optimizer.", "## Details", "- One and two.", "## Uses", "- Three."]);
    }

    [Fact]
    public void An_item_with_a_persons_sub_items_is_the_persons()
    {
        var page = Edited("- One.[^recipe.4]\n", "- One.[^recipe.4]\n    - I doubt it.\n");
        var merged = Merge(page, "# Adam", "## Details", "- Two.{recipe.5}");
        Blocks(merged).ShouldContain("- One.\n    - I doubt it.");
        Definitions(merged).ShouldContainKey("recipe.4");
    }

    [Fact]
    public void Comments_of_a_person_stay()
    {
        var page = Edited("- One.[^recipe.4]", "<!-- lint-disable uncited -->\n- One.[^recipe.4]\n<!-- lint-enable uncited -->");
        var merged = Merge(page, "# Adam", "## Details", "- Two.{recipe.5}");
        Blocks(merged).ShouldBe(["# Adam", "## Details", "<!-- lint-disable uncited -->", "<!-- lint-enable uncited -->", "- Two."]);
    }

    [Fact]
    public void What_a_person_commented_out_does_not_come_back()
    {
        var page = Edited("- One.[^recipe.4]\n- Two.[^recipe.5]\n", "<!--\n- One.[^recipe.4]\n- Two.[^recipe.5]\n-->\n");
        Body(Merge(page, A)).Split("- One.").Length.ShouldBe(2);
    }

    [Fact]
    public void A_block_that_a_person_copied_stands_in_both_places()
    {
        var page = Edited("- Three.[^recipe.6]\n", "- Three.[^recipe.6]\n- One.[^recipe.4]\n");
        Blocks(Merge(page, A)).Count(block => block == "- One.").ShouldBe(2);
    }

    [Fact]
    public void Of_two_equal_blocks_one_can_be_deleted()
    {
        string[] twice = ["# Adam", "## Details", "- One.{recipe.4}", "## Uses", "- One.{recipe.4}"];
        var page = NewPage(twice);
        Merge(page, twice).ShouldBe(page);
        var at = page.LastIndexOf("- One.", StringComparison.Ordinal);
        Blocks(Merge(page.Remove(at, "- One.[^recipe.4]\n".Length), twice)).ShouldBe(["# Adam", "## Details", "- One.", "## Uses"]);
    }

    [Fact]
    public void Of_two_equal_blocks_both_stay_in_place_on_a_page_that_was_touched()
    {
        string[] twice = ["# Adam", "## Details", "- One.{recipe.4}", "- Two.{recipe.5}", "## Uses", "- One.{recipe.4}", "- Three.{recipe.6}"];
        var page = NewPage(twice) + "\nMine.\n";
        Blocks(Merge(page, twice)).ShouldBe(["# Adam", "## Details", "- One.", "- Two.", "## Uses", "- One.", "- Three.", "Mine."]);
    }

    [Fact]
    public void A_page_of_a_person_at_that_path_gets_the_draft_beside_their_words()
    {
        var merged = Merge("# My Adam\n\nI like it.\n", A);
        Blocks(merged).ShouldBe(["# My Adam", "I like it.", "Adam is an optimizer.", "## Details", "- One.", "- Two.", "## Uses", "- Three."]);
        Blocks(Merge(merged, "# Adam")).ShouldBe(["# My Adam", "I like it."]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("generated:\n")]
    [InlineData("generated: yes\n")]
    [InlineData("generated: [a, b]\n")]
    [InlineData("generated: { by: me, blocks: 5 }\n")]
    [InlineData("generated: { blocks: \"zz\\\"\\n: }\" }\n")]
    public void A_page_whose_list_of_blocks_is_lost_does_not_say_everything_twice(string generated)
    {
        var from = Page.IndexOf("generated:", StringComparison.Ordinal);
        var to = Page.IndexOf("---\n", from, StringComparison.Ordinal);
        var merged = Merge(Page[..from] + generated + Page[to..], [.. A, "- Four.{recipe.7}"]);
        Blocks(merged).ShouldBe(["# Adam", "Adam is an optimizer.", "## Details", "- One.", "- Two.", "## Uses", "- Three.", "- Four."]);
    }

    [Fact]
    public void Paragraphs_of_a_person_are_not_joined_when_what_stood_between_them_goes()
    {
        var page = Edited("## Uses\n\n- Three.[^recipe.6]\n", "Mine, first.\n## Uses\nMine, second.\n[^recipe.6]: x\nMine, third.\n");
        page = page.Replace("[^recipe.6]: x\n", Cite("recipe.6").ToMarkdown(Here) + "\n\n", StringComparison.Ordinal);
        var merged = Merge(page, "# Adam", "## Details", "- Two.{recipe.5}");
        Blocks(merged).ShouldBe(["# Adam", "## Details", "- Two.", "Mine, first.", "## Uses", "Mine, second.", "Mine, third."]);
    }

    [Theory]
    [InlineData("    code of mine\n")]
    [InlineData("  a paragraph of mine\n")]
    [InlineData("\tcode of mine\n")]
    public void An_indented_block_of_a_person_does_not_become_part_of_a_list_item(string mine)
    {
        var page = NewPage("# Adam", "- One.{recipe.4}", "Between.{recipe.5}").Replace("Between.[^recipe.5]\n", "Between.[^recipe.5]\n\n" + mine, StringComparison.Ordinal);
        Blocks(Merge(page, "# Adam", "- One.{recipe.4}")).ShouldContain(mine.Trim());
    }

    [Theory]
    [InlineData("```\nmy code, never closed\n")]
    [InlineData("~~~~ csharp\nmy code")]
    [InlineData("<!-- never closed\n")]
    [InlineData("<script>\nlet a;\n")]
    [InlineData("<?php\n")]
    public void Nothing_is_written_into_a_block_that_is_never_closed(string open)
    {
        var page = Page + "\n" + open;
        var merged = Merge(page, [.. A, "- Four.{recipe.7}"]);
        merged.ShouldEndWith(open);
        Blocks(merged).ShouldContain("- Four.");
        Definitions(merged).ShouldContainKey("recipe.7");
    }

    [Fact]
    public void Text_swallowed_by_an_unclosed_fence_is_not_written_again()
    {
        var page = Edited("## Details\n", "## Details\n\n```\nmy code\n\n");
        var merged = Merge(page, A);
        merged.Split("- One.").Length.ShouldBe(2);
        merged.Split("[^recipe.4]: ").Length.ShouldBe(2);
    }

    [Fact]
    public void A_heading_without_anything_below_it_is_not_added()
    {
        var page = Edited("- Three.[^recipe.6]\n", "");
        Blocks(Merge(page, "# Adam", "Adam is an optimizer.{recipe.1}", "## New", "- Three.{recipe.6}")).ShouldNotContain("## New");
    }

    [Fact]
    public void A_page_that_has_all_of_it_is_left_as_the_person_formatted_it()
    {
        var page = Edited("- Two.[^recipe.5]\n", "- Two.[^recipe.5]\n\n\n\nMine.   \n\n").TrimEnd('\n');
        Merge(page, A).ShouldBe(page);
        var spaced = Edited("[^recipe.5]: ", "\n[^recipe.5]: ") + "\n\n";
        Merge(spaced, A).ShouldBe(spaced);
    }
}
