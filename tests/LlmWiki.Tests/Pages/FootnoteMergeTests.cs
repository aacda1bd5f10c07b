using LlmWiki.Pages;
using static LlmWiki.Tests.Pages.Merging;

namespace LlmWiki.Tests.Pages;

public sealed class FootnoteMergeTests
{
    private static readonly string[] A = ["# Adam", "One.{recipe.4}", "Two.{recipe.5}"];

    private static readonly string Page = NewPage(A);

    private static string Definition(string label) => Cite(label).ToMarkdown(Here) + "\n";

    [Fact]
    public void Footnotes_of_a_person_stay_where_they_are()
    {
        var page = Page.Replace("Two.", "Mine.[^a]\n\n[^a]: Says who?\n    I do.\n\nTwo.", StringComparison.Ordinal);
        Body(Merge(page, [.. A, "Three.{recipe.6}"])).ShouldContain("Mine.[^a]\n\n[^a]: Says who?\n    I do.\n\nTwo.[^recipe.5]\n\nThree.");
    }

    [Fact]
    public void A_footnote_of_the_tool_that_a_person_cites_stays_defined()
    {
        var page = Page + "\nI agree:[^recipe.4]\n";
        var merged = Merge(page, "# Adam", "Two.{recipe.5}");
        Definitions(merged).ShouldContainKeyAndValue("recipe.4", 1);
        merged.ShouldContain("I agree:[^recipe.4]");
    }

    [Fact]
    public void A_reference_before_a_colon_counts()
    {
        var page = Page + "\nAs they say[^recipe.4]: it is so.\n";
        Definitions(Merge(page, "# Adam", "Two.{recipe.5}")).ShouldContainKey("recipe.4");
    }

    [Fact]
    public void A_label_that_a_person_uses_is_not_taken_for_another_passage()
    {
        var page = Page.Replace("Two.", "Mine.[^recipe.6]\n\n[^recipe.6]: My note.\n\nTwo.", StringComparison.Ordinal);
        var merged = Merge(page, [.. A, "Three.{recipe.6}"]);
        merged.ShouldContain("Mine.[^recipe.6]\n\n[^recipe.6]: My note.\n");
        merged.ShouldNotContain("Three.[^recipe.6]");
        Definitions(merged).Values.ShouldAllBe(count => count == 1);
    }

    [Theory]
    [InlineData("recipe.6")]
    [InlineData("RECIPE.6")]
    public void A_label_that_a_person_defines_is_not_defined_twice(string label)
    {
        var page = Page + $"\n[^{label}]: My note, cited by nobody.\n";
        var merged = Merge(page, [.. A, "Three.{recipe.6}"]);
        Definitions(merged).Values.ShouldAllBe(count => count == 1);
        Definitions(merged).Count.ShouldBe(4);
    }

    [Fact]
    public void A_footnote_that_a_person_edited_stays_and_the_statement_gets_its_own()
    {
        var page = Page.Replace("\"Passage recipe.4\"", "\"What I remember\"", StringComparison.Ordinal).Replace("[raw/recipe.md, line 4]", "[the recipe]", StringComparison.Ordinal);
        var merged = Merge(page, A);
        merged.ShouldContain("[the recipe](../../raw/recipe.md#L4) \"What I remember\"");
        Definitions(merged).Values.ShouldAllBe(count => count == 1);
        merged.ShouldContain("\"Passage recipe.4\"");
    }

    [Fact]
    public void A_remark_of_a_person_under_a_footnote_stays_with_it()
    {
        var page = Page.Replace("\"Passage recipe.4\"", "\"Passage recipe.4\"\n    I doubt it.", StringComparison.Ordinal);
        var merged = Merge(page, [.. A, "Three.{recipe.6}"]);
        merged.ShouldContain("One.[^recipe.4]\n");
        merged.ShouldContain("\"Passage recipe.4\"\n    I doubt it.");
        Definitions(merged).Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public void A_passage_that_is_on_the_page_keeps_its_label_when_its_number_changed()
    {
        var page = Page + "\nMine.[^recipe.4]\n";
        var draft = Draft("# Adam", "One.{recipe.5}", "Two.{recipe.6}", "New.{recipe.4}")
            .WithQuote("recipe.5", "Passage recipe.4").WithQuote("recipe.6", "Passage recipe.5").WithQuote("recipe.4", "Another passage");
        var merged = Merge(page, draft);
        merged.ShouldContain("One.[^recipe.4]");
        merged.ShouldContain("Two.[^recipe.5]");
        merged.ShouldContain("[^recipe.4]: [raw/recipe.md, line 5](../../raw/recipe.md#L5) \"Passage recipe.4\"");
        Definitions(merged).Count.ShouldBe(3);
    }

    [Fact]
    public void Passages_with_the_same_words_keep_their_labels_apart()
    {
        var draft = Draft("# Adam", "One.{recipe.4}", "Two.{recipe.9}", "Three.{recipe.5}").WithQuote("recipe.9", "Passage recipe.4");
        var page = NewPage(draft) + "\nMine.\n";
        Merge(page, draft).ShouldBe(page);
        var renamed = Draft("# Adam", "One.{recipe.9}", "Two.{recipe.14}", "Three.{recipe.10}")
            .WithQuote("recipe.9", "Passage recipe.4").WithQuote("recipe.14", "Passage recipe.4").WithQuote("recipe.10", "Passage recipe.5");
        var merged = Merge(page, renamed);
        Definitions(merged).Count.ShouldBe(3);
    }

    [Fact]
    public void A_label_of_a_block_that_stays_is_not_taken_for_another_passage()
    {
        var draft = Draft("# Adam", "One.{recipe.4}", "Two.{log.5}", "Three.{log.9}").WithQuote("log.9", "Passage log.5");
        var page = NewPage(draft) + "\nMine.\n";
        var next = Draft("# Adam", "One.{recipe.4}", "New.{log.9}").WithQuote("log.9", "Something else");
        var merged = Merge(page, next, Unread("log"));
        merged.ShouldContain("Three.[^log.9]");
        merged.ShouldContain("[^log.9]: [raw/log.md, line 9](../../raw/log.md#L9) \"Passage log.5\"");
    }

    [Fact]
    public void A_hundred_clashes_still_give_labels_that_are_plain()
    {
        var taken = string.Concat(Enumerable.Range(0, 100).Select(i => $"[^recipe.6{(i == 0 ? "" : i < 26 ? ((char)('a' + i)).ToString() : "-" + i)}]: mine\n\n"));
        var merged = Merge(Page + "\n" + taken, [.. A, "Three.{recipe.6}"]);
        merged.ShouldMatch(@"Three\.\[\^recipe\.6[-a-z0-9]+\]");
        Definitions(merged).Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public void Two_definitions_of_one_label_become_one()
    {
        var page = Page + Definition("recipe.4") + "\nMine.\n";
        Definitions(Merge(page, [.. A, "Three.{recipe.6}"]))["recipe.4"].ShouldBe(1);
    }

    [Fact]
    public void A_page_that_was_moved_to_another_folder_keeps_its_footnotes()
    {
        var moved = new LlmWiki.Text.RelPath("wiki/optimizers/first-order/adam.md");
        var text = PageMerge.Merge(Draft([.. A, "Three.{recipe.6}"]) with { Path = moved }, LlmWiki.Pages.Page.Parse(moved, Page), new Generator("x", default), SourceView.Unchanged)!;
        text.ShouldContain("[^recipe.4]: [raw/recipe.md, line 4](../../../raw/recipe.md#L4) \"Passage recipe.4\"");
        Definitions(text).Count.ShouldBe(3);
    }

    [Fact]
    public void References_inside_code_do_not_count()
    {
        var page = Page + "\n```\n[^recipe.4]\n```\n";
        Definitions(Merge(page, "# Adam", "Two.{recipe.5}")).ShouldNotContainKey("recipe.4");
    }

    [Fact]
    public void On_a_page_nobody_touched_labels_stay_and_those_out_of_use_are_free()
    {
        var shifted = Draft("# Adam", "One.{recipe.5}", "New.{recipe.4}", "Newer.{recipe.6}")
            .WithQuote("recipe.5", "Passage recipe.4").WithQuote("recipe.4", "Another passage");
        Body(Merge(Page, shifted)).ShouldBe("""
            # Adam

            One.[^recipe.4]

            New.[^recipe.4-2]

            Newer.[^recipe.6]

            [^recipe.4]: [raw/recipe.md, line 5](../../raw/recipe.md#L5) "Passage recipe.4"
            [^recipe.4-2]: [raw/recipe.md, line 4](../../raw/recipe.md#L4) "Another passage"
            [^recipe.6]: [raw/recipe.md, line 6](../../raw/recipe.md#L6) "Passage recipe.6"

            """);
        Body(Merge(Page, Draft("# Adam", "Other.{recipe.4}").WithQuote("recipe.4", "Another passage"))).ShouldContain("Other.[^recipe.4]\n");
    }
}
