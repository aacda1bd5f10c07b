namespace LlmWiki.Tests.Heal;

/// <summary>Links into the sources, offered as citations.</summary>
public sealed class LinkToRawFixTests
{
    private const string Notes = "# Notes\n\nThe bell rings at noon. The bell is green.\n\nThe gate opens at 7. The gate opens at 9.\n";

    [Theory]
    [InlineData("The bell rings at noon, see [the *notes*](../raw/notes.md).\n", "The bell rings at noon, see the *notes*[^n.2].\n\n[^n.2]: [raw/notes.md, line 3](../raw/notes.md#L3) \"The bell rings at noon.\"\n")]
    [InlineData("The gate opens at 9 ([[raw/notes|notes]]).[^1]\n\n[^1]: Mine.\n", "The gate opens at 9 (notes[^n.5]).[^1]\n\n[^1]: Mine.\n[^n.5]: [raw/notes.md, line 5](../raw/notes.md#L5) \"The gate opens at 9.\"\n")]
    [InlineData("The bell rings at noon ([x](../raw/notes.md#L3)).[^k]\n\n[^k]: [raw/notes.md, line 3](../raw/notes.md#L3) \"The bell rings at noon.\"\n", "The bell rings at noon (x[^k]).[^k]\n\n[^k]: [raw/notes.md, line 3](../raw/notes.md#L3) \"The bell rings at noon.\"\n")]
    [InlineData("The bell rings at noon. [Source](../raw/notes.md)\n", "The bell rings at noon. Source[^n.2]\n\n[^n.2]: [raw/notes.md, line 3](../raw/notes.md#L3) \"The bell rings at noon.\"\n")]
    [InlineData("The bell rings at noon. Source: [notes](../raw/notes.md).\n", "The bell rings at noon. Source: notes[^n.2].\n\n[^n.2]: [raw/notes.md, line 3](../raw/notes.md#L3) \"The bell rings at noon.\"\n")]
    public void The_passage_that_says_it_is_offered(string before, string after)
    {
        foreach (var newline in new[] { "\n", "\r\n" })
        {
            var healed = Healed(before, newline);
            healed.Plan.Steps.ShouldBeEmpty();
            ToolPage.Shown(healed.Accepted("link-to-raw", "wiki/a.md")).ShouldBe(Page(after).ReplaceLineEndings(newline));
        }
    }

    [Theory]
    [InlineData("The bell rings at midnight, see [the notes](../raw/notes.md).\n")]
    [InlineData("The gate opens at 8, see [the notes](../raw/notes.md).\n")]
    [InlineData("The gate opens, see [the notes](../raw/notes.md).\n")]
    [InlineData("See [the notes](../raw/notes.md).\n")]
    [InlineData("The bell rings at noon. More is told in [the notes](../raw/notes.md).\n")]
    [InlineData("The bell rings at noon, see [the notes](../raw/notes.md#L5).\n")]
    public void Where_no_passage_says_it_the_link_is_left(string body)
    {
        var healed = Healed(body);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("no passage of the file is the only one that says what the sentence says");
    }

    private static HealedFiles Healed(string body, string newline = "\n") => HealedFiles.Of(new Dictionary<string, string> { ["wiki/a.md"] = Page(body).ReplaceLineEndings(newline), ["raw/notes.md"] = Notes }, "link-to-raw");

    private static string Page(string body) => ToolPage.Of("A", "# A\n\n" + body, "sources:\n  - { id: n, resource: ../raw/notes.md }\n");
}
