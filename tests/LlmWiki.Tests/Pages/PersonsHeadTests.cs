using LlmWiki.Pages;
using static LlmWiki.Tests.Pages.Merging;

namespace LlmWiki.Tests.Pages;

/// <summary>What a person does to the front matter of a page.</summary>
public sealed class PersonsHeadTests
{
    private static readonly PageDraft A = Draft("# Adam", "One.{recipe.4}").WithHead("aliases", "[Adam, AdamW]").WithHead("sources", "\n  - { id: recipe, resource: ../../raw/recipe.md }");

    private static readonly PageDraft B = A.WithHead("title", "Adam 2").WithHead("description", "New.").WithHead("aliases", "[B]").WithHead("sources", "\n  - { id: log }");

    private static readonly string Page = NewPage(A);

    private static YamlMap Head(string page) => FrontMatter.Split(page).Head.Map;

    private static string Edited(string old, string text)
    {
        Page.ShouldContain(old);
        return Page.Replace(old, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_nobody_touched_are_renewed()
    {
        var head = Head(Merge(Page, B));
        (head.Text("title"), head.Text("description"), head.Texts("aliases")[0]).ShouldBe(("Adam 2", "New.", "B"));
        ((YamlMap)((YamlList)head["sources"]!).Items.Single()).Text("id").ShouldBe("log");
    }

    [Theory]
    [InlineData("title: Adam\n", "title: 'Adam: mine'\n")]
    [InlineData("description: An optimizer.\n", "description: |\n  # Mine\n\n  It is.\n")]
    [InlineData("aliases: [Adam, AdamW]\n", "aliases: [Adam]\n")]
    [InlineData("  - { id: recipe, resource: ../../raw/recipe.md }\n", "  - { id: recipe, resource: ../../raw/recipe.md }\n  - mine\n")]
    [InlineData("type: concept\n", "type: concept\n# my remark\n\nrating: 5 # of 5\n\"quoted key\": { a: [1, 2] }\n")]
    [InlineData("---\ntype", "---\n# first of all\ntype")]
    public void What_a_person_wrote_stays_over_many_runs(string old, string text)
    {
        var page = Merge(Merge(Edited(old, text), B), A.WithHead("title", "Adam 3"));
        page.ShouldContain(text.Replace("---\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Comments_behind_keys_of_the_tool_stay()
    {
        var merged = Merge(Edited("---\n# Adam", "# my last remark\n\n  # and one more\n---\n# Adam"), B);
        merged.ShouldContain("# my last remark\n\n  # and one more\n---\n");
        Head(merged).Text("title").ShouldBe("Adam 2");
    }

    [Fact]
    public void A_comment_does_not_freeze_the_key_above_it()
    {
        var merged = Merge(Edited("title: Adam\n", "title: Adam\n# my remark\n"), B);
        merged.ShouldContain("title: Adam 2\n# my remark\n");
    }

    [Fact]
    public void A_deleted_key_stays_away()
    {
        var merged = Merge(Merge(Edited("description: An optimizer.\n", ""), B), A);
        Head(merged)["description"].ShouldBeNull();
    }

    [Fact]
    public void A_key_that_the_draft_leaves_out_stays_the_tools()
    {
        var merged = Merge(Page, Draft("# Adam", "One.{recipe.4}"));
        Head(merged).Texts("aliases").ShouldBe(["Adam", "AdamW"]);
        Head(Merge(merged, B)).Texts("aliases").ShouldBe(["B"]);
    }

    [Fact]
    public void A_key_with_nothing_to_say_goes_and_may_come_back()
    {
        var merged = Merge(Page, A.WithHead("aliases", ""));
        Head(merged)["aliases"].ShouldBeNull();
        Head(Merge(merged, B)).Texts("aliases").ShouldBe(["B"]);
    }

    [Fact]
    public void Front_matter_that_another_tool_wrote_anew_is_still_the_tools()
    {
        // As Obsidian writes properties after one of them was edited in its form.
        var page = Edited("aliases: [Adam, AdamW]\n", "aliases:\n  - Adam\n  - AdamW\n");
        page = page.Replace("title: Adam\n", "title: \"Adam\"\n", StringComparison.Ordinal).Replace("generated: { by: ", "generated:\n  by: ", StringComparison.Ordinal)
            .Replace(", at: ", "\n  at: ", StringComparison.Ordinal).Replace(", blocks: ", "\n  blocks: ", StringComparison.Ordinal).Replace("\" }\n", "\"\n", StringComparison.Ordinal);

        Merge(page, A).ShouldBe(page);
        var head = Head(Merge(page, B));
        (head.Text("title"), head.Texts("aliases")[0]).ShouldBe(("Adam 2", "B"));
    }

    [Fact]
    public void A_draft_that_says_the_same_keeps_the_time()
    {
        Merge(Page, A).ShouldContain("at: 2026-11-22T10:00:00Z");
        Merge(Page, B).ShouldContain("at: 2026-11-25T10:00:00Z");
        Merge(Page, A with { Generated = [KeyValuePair.Create("source", "\"1e5\"")] }).ShouldContain("at: 2026-11-25T10:00:00Z, source: \"1e5\", blocks:");
    }

    [Fact]
    public void Keys_in_quotes_are_set_not_doubled()
    {
        var merged = Merge(Edited("title: Adam\n", "\"title\": Mine\n'my key': x\n"), B);
        Head(merged).Text("title").ShouldBe("Mine");
        Head(merged).Text("my key").ShouldBe("x");
    }
}
