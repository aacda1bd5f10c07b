namespace LlmWiki.Tests.Heal;

/// <summary>Statements that their citations do not bear.</summary>
public sealed class UnsupportedFixTests
{
    private const string Rule = "unsupported-statement";
    private const string Bell = "wiki/concepts/bell.md";

    private const string Raw = "# Notes\n\nThe great bell weighs 12 kg.\n\nThe great bell was cast in 1890 by Mary Ashdown.\n\nIt hangs in the tower.\n\nThe great bell is not rung at noon.\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_statement_without_a_citation_gets_the_passage_that_says_it(string newline) =>
        Queued("The great bell weighs 12 kg. In 1890 the great *bell* was cast by [Mary](x.md) Ashdown.\n\nLoud.[^notes.2]\n",
            "The great bell weighs 12 kg.[^notes.2] In 1890 the great *bell* was cast by [Mary](x.md) Ashdown.[^notes.3]\n\nLoud.[^notes.2]\n", "cite the passage that says it", newline);

    [Fact]
    public void Another_passage_that_says_it_is_cited_too() =>
        Queued("- In 1890 the great bell was cast by Mary Ashdown.[^notes.2]\n- Loud.[^notes.2]\n", "- In 1890 the great bell was cast by Mary Ashdown.[^notes.2][^notes.3]\n- Loud.[^notes.2]\n", "cite the passage that says it");

    [Theory]
    [InlineData("It rings. The **great** bell weighs 14 kg.[^notes.2] Loud.[^notes.2]\n", "It rings. The **great** bell weighs 12 kg.[^notes.2] Loud.[^notes.2]\n")]
    [InlineData("The great bell weighs 12 kg and 40 g.[^notes.2]\n", "The great bell weighs 12 kg.[^notes.2]\n")]
    [InlineData("- The great bell of Ostby weighs 12 kg.[^notes.2]\n", "- The great bell weighs 12 kg.[^notes.2]\n")]
    public void What_the_passage_says_otherwise_is_said_in_its_words(string before, string after) => Queued(before, after, "say it in the words of the passage");

    [Theory]
    [InlineData("The great bell is rung at noon.\n", "no passage of the page's sources says it")]
    [InlineData("It is seldom cleaned. The great bell weighs 12 kg.\n", "no passage of the page's sources says it")]
    [InlineData("The bell was sold to Bruno Hald.[^notes.2]\n", "the name 'Bruno' is in no passage of the page's sources; the one that is cited says: 'The great bell weighs 12 kg.'")]
    [InlineData("The great bell weighs [14](x.md) kg.[^notes.2]\n", "the number '14' is in no passage of the page's sources; the one that is cited says: 'The great bell weighs 12 kg.'")]
    [InlineData("The great bell weighs 14 kg.[^notes.2][^notes.3]\n", "the number '14' is in no passage of the page's sources that says the rest")]
    [InlineData("The great bell hangs in the tower 40 m up.[^notes.4]\n", "the number '40' is in no passage of the page's sources; the one that is cited says: 'It hangs in the tower.'")]
    [InlineData("鐘は塔に戻された。\n", "no passage of the page's sources says it")]
    public void Where_nothing_bears_it_the_reason_says_what_is_missing(string body, string why)
    {
        var healed = HealedFiles.Of(Files(body), Rule);
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe(why);
    }

    [Fact]
    public void Of_two_on_one_block_each_is_mended_by_itself()
    {
        var healed = HealedFiles.Of(Files("The great bell weighs 14 kg.[^notes.2] The great bell was cast in 1891 by Mary Ashdown.[^notes.3]\n"), Rule);
        healed.Plan.Queued.Length.ShouldBe(2);
        healed.Plan.Queued[0].Changes[0].Content!.ShouldContain("The great bell weighs 12 kg.[^notes.2] The great bell was cast in 1891 by");
        healed.Plan.Queued[1].Changes[0].Content!.ShouldContain("The great bell weighs 14 kg.[^notes.2] The great bell was cast in 1890 by");
    }

    [Fact]
    public void A_persons_statement_waits_as_well()
    {
        var files = Files("The great bell weighs 12 kg.[^notes.2]\n");
        files[Bell] = files[Bell].Replace("weighs 12 kg.[", "weighs 14 kg.[", StringComparison.Ordinal);
        var healed = HealedFiles.Of(files, Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted(Rule, Bell).ShouldContain("The great bell weighs 12 kg.[^notes.2]");
    }

    private static void Queued(string before, string after, string title, string newline = "\n")
    {
        var files = Files(before, newline);
        var healed = HealedFiles.Of(files, Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldHaveSingleItem().Fix.Title.ShouldBe(title);
        files[Bell] = healed.Accepted(Rule, Bell);
        files[Bell].ShouldContain(("# Bell\n\n" + after).Replace("\n", newline, StringComparison.Ordinal));
        ToolsPage.ShouldBeTools(Bell, files[Bell]);
        HealedFiles.Of(files, Rule, "broken-citation").Plan.Look.Findings.ShouldBeEmpty();
    }

    private static Dictionary<string, string> Files(string body, string newline = "\n")
    {
        string Note(int number, int line, string text) => body.Contains($"[^notes.{number}]", StringComparison.Ordinal) ? $"[^notes.{number}]: [raw/notes.md, line {line}](../../raw/notes.md#L{line}) \"{text}\"\n" : "";
        return new()
        {
            ["raw/notes.md"] = Raw,
            ["wiki/sources/notes.md"] = ToolsPage.Of("wiki/sources/notes.md", "type: source\ntitle: Notes\nsources:\n  - { id: notes, resource: ../../raw/notes.md }\n", "# Notes\n"),
            [Bell] = ToolsPage.Of(Bell, "type: concept\ntitle: Bell\nsources:\n  - { id: notes, resource: ../../raw/notes.md }\n",
                $"# Bell\n\n{body}\n{Note(2, 3, "The great bell weighs 12 kg.")}{Note(3, 5, "The great bell was cast in 1890 by Mary Ashdown.")}{Note(4, 7, "It hangs in the tower.")}", newline),
        };
    }
}
