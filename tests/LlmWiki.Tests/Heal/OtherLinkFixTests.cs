namespace LlmWiki.Tests.Heal;

/// <summary>Links of a page to itself, and links that fit several files.</summary>
public sealed class OtherLinkFixTests
{
    [Theory]
    [InlineData("The [*bell* `x`](bell.md \"Bell\") rings.", "The *bell* `x` rings.")]
    [InlineData("The [[Bell|bicycle *bell*]] rings.", "The bicycle \\*bell\\* rings.")]
    [InlineData("[[bell.md]] rings.", "bell.md rings.")]
    [InlineData("- [# 1](bell.md) rings.", "- \\# 1 rings.")]
    [InlineData("> [1. ring](bell.md) rings.", "> 1\\. ring rings.")]
    [InlineData("| a |\n|---|\n| [[Bell\\|a bell]] |", "| a |\n|---|\n| a bell |")]
    public void A_link_of_a_page_to_itself_goes_and_its_words_stay(string before, string after)
    {
        var healed = HealedFiles.Of(new Dictionary<string, string> { ["wiki/bell.md"] = ToolPage.Of("Bell", $"# Bell\r\n\r\n{before}\r\n") }, "self-link");
        healed.Shown("wiki/bell.md").ShouldBe(ToolPage.Of("Bell", $"# Bell\r\n\r\n{after}\r\n"));
        healed.ShouldBeSettled("self-link");
    }

    [Theory]
    [InlineData("![[bell]]")]
    [InlineData("The [bell] rings.\n\n[bell]: bell.md")]
    public void What_has_no_words_without_the_link_is_left(string body)
    {
        var healed = HealedFiles.Of(new Dictionary<string, string> { ["wiki/bell.md"] = ToolPage.Of("Bell", $"# Bell\n\n{body}\n") }, "self-link");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("the link has no words that could stay without it");
    }

    [Fact]
    public void An_item_that_is_nothing_but_the_link_goes_whole()
    {
        const string Before = "# Bell\n\nIt rings.\n\n- [[bell]]\n- [Chain](chain.md)\n";
        var files = new Dictionary<string, string> { ["wiki/bell.md"] = ToolPage.Of("Bell", Before), ["wiki/chain.md"] = "# Chain\n" };
        HealedFiles.Of(files, "self-link").Shown("wiki/bell.md").ShouldBe(ToolPage.Of("Bell", "# Bell\n\nIt rings.\n\n- [Chain](chain.md)\n"));
        files["wiki/bell.md"] = Before;
        HealedFiles.Of(files, "self-link").Accepted("self-link", "wiki/bell.md").ShouldBe(Before.Replace("- [[bell]]\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_persons_link_to_the_page_itself_waits_for_review()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string> { ["wiki/bell.md"] = "# Bell\n\nThe [bell](bell.md) rings.\n" }, "self-link");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted("self-link", "wiki/bell.md").ShouldBe("# Bell\n\nThe bell rings.\n");
    }

    [Fact]
    public void A_name_of_two_pages_gets_the_path_of_the_one_whose_words_stand_around_it()
    {
        var healed = Rovers("The first [[Rover#Use|safety bicycle]] and a second [[rover]] had equal wheels.");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.Select(step => ToolPage.Shown(step.Changes.ShouldHaveSingleItem().Content!)).ShouldBe(
        [
            ToolPage.Of("A", "# A\n\nThe first [[concepts/rover#Use|safety bicycle]] and a second [[rover]] had equal wheels.\n"),
            ToolPage.Of("A", "# A\n\nThe first [[Rover#Use|safety bicycle]] and a second [[concepts/rover|rover]] had equal wheels.\n"),
        ]);
    }

    [Theory]
    [InlineData("See [[rover]].")]
    [InlineData("The shop sold one [[rover]] with a bell, and no other bicycle.")]
    public void Where_the_words_do_not_tell_nothing_is_proposed(string text)
    {
        var healed = Rovers(text);
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("the words around it do not tell which of them is meant");
    }

    private static HealedFiles Rovers(string text) => HealedFiles.Of(new Dictionary<string, string>
    {
        ["wiki/answers/a.md"] = ToolPage.Of("A", $"# A\n\n{text}\n"),
        ["wiki/concepts/rover.md"] = ToolPage.Of("Rover", "# Rover\n\nA bicycle with two equal wheels.\n\n## Use\n\nDaily.\n"),
        ["wiki/entities/rover.md"] = ToolPage.Of("Rover", "# Rover\n\nA company.\n\n## Use\n\nNone.\n"),
    }, "ambiguous-link");
}
