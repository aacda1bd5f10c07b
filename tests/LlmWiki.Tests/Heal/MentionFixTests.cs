namespace LlmWiki.Tests.Heal;

/// <summary>Mentions become links.</summary>
public sealed class MentionFixTests
{
    private const string Rule = "unlinked-mention";

    [Theory]
    [InlineData("The high  wheeler, a High Wheeler, and a high wheeler.", "The high  wheeler, a [High Wheeler](e/high-wheeler.md), and a high wheeler.", "The high  wheeler, a [[e/high-wheeler|High Wheeler]], and a high wheeler.")]
    [InlineData("| a |\n|---|\n| High wheeler[^1] |\n\n[^1]: Note.", "| a |\n|---|\n| [High wheeler](e/high-wheeler.md)[^1] |\n\n[^1]: Note.", "| a |\n|---|\n| [[e/high-wheeler\\|High wheeler]][^1] |\n\n[^1]: Note.")]
    [InlineData("> - the **Penny-farthing** came\n>   first.", "> - the **[Penny-farthing](e/high-wheeler.md)** came\n>   first.", "> - the **[[e/high-wheeler|Penny-farthing]]** came\n>   first.")]
    public void The_first_mention_is_linked_and_keeps_its_words(string before, string markdown, string wikilink)
    {
        foreach (var (style, after) in new[] { (LinkStyle.Markdown, markdown), (LinkStyle.Wikilink, wikilink) })
        {
            var text = ToolPage.Of("A", $"# A\n\nCaf\u00e9 \U0001F6B2 `High wheeler` came.\n\n{before}\n").ReplaceLineEndings("\r\n");
            var healed = HealedFiles.Of(Wiki(text), style, Rule);
            healed.Plan.Left.ShouldBeEmpty();
            healed.Shown("wiki/a.md").ShouldBe(text.Replace(before.ReplaceLineEndings("\r\n"), after.ReplaceLineEndings("\r\n"), StringComparison.Ordinal));
            healed.ShouldBeSettled(Rule);
        }
    }

    [Fact]
    public void A_sentence_that_is_all_link_now_is_not_lost()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string> { ["wiki/a.md"] = ToolPage.Of("A", "# A\n\n- The big old mill\n"), ["wiki/mill.md"] = ToolPage.Of("The big old mill", "# Mill\n") }, Rule);
        healed.Shown("wiki/a.md").ShouldBe(ToolPage.Of("A", "# A\n\n- [The big old mill](mill.md)\n"));
        healed.ShouldBeSettled(Rule);
    }

    [Fact]
    public void A_persons_mention_waits_for_review()
    {
        var healed = HealedFiles.Of(Wiki("# A\n\nThe high wheeler.\n"), Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted(Rule, "wiki/a.md").ShouldBe("# A\n\nThe [high wheeler](e/high-wheeler.md).\n");
    }

    [Theory]
    [InlineData("The high *wheeler* came.", "the words have marks in them")]
    [InlineData("See <a href=\"x\">the high wheeler</a>.", "the words are part of something else")]
    [InlineData("Tagged #Penny-farthing today.", "the words are part of something else")]
    [InlineData("A Twin Bicycle came.", "several pages are called 'Twin Bicycle'")]
    public void What_is_no_plain_mention_of_one_page_is_left(string body, string why)
    {
        var healed = HealedFiles.Of(Wiki(ToolPage.Of("A", $"# A\n\n{body}\n")), Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe(why);
    }

    private static Dictionary<string, string> Wiki(string page) => new()
    {
        ["wiki/a.md"] = page,
        ["wiki/e/high-wheeler.md"] = ToolPage.Of("High wheeler", "# High wheeler\n\nTall.\n", "aliases: [Penny-farthing]\n"),
        ["wiki/x.md"] = ToolPage.Of("X1 y", "# X\n", "aliases: [twin bicycle]\n"),
        ["wiki/y.md"] = ToolPage.Of("Y1 z", "# Y\n", "aliases: [Twin bicycle]\n"),
    };
}
