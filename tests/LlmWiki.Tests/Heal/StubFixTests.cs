namespace LlmWiki.Tests.Heal;

/// <summary>Pages that say next to nothing.</summary>
public sealed class StubFixTests
{
    private const string Rule = "empty-or-stub-page";

    [Fact]
    public void Passages_that_name_it_and_that_no_page_uses_fill_it()
    {
        var healed = HealedFiles.Of(Wiki("# Bell\n\nIt rings.\n\n## See also\n\n- [Clock](clock.md)\n"), Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldHaveSingleItem().Fix.Title.ShouldBe("say what 2 unused passages say of it");
        ToolPage.Shown(healed.Accepted(Rule, "wiki/concepts/bell.md")).ShouldBe(ToolPage.Of("Bell",
            "# Bell\n\nIt rings.\n\nThe bell of the tower weighs 12 kg and was cast in 1890.[^notes.2]\n\n- Ada Lindqvist paid for the bell.[^notes.5]\n\n## See also\n\n- [Clock](clock.md)\n\n"
            + "[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"The bell of the tower weighs 12 kg and was cast in 1890.\"\n[^notes.5]: [raw/notes.md, line 9](../../raw/notes.md#L9) \"Ada Lindqvist paid for the bell.\"\n",
            "sources:\n  - { id: notes, resource: ../../raw/notes.md }\n"));
    }

    [Fact]
    public void What_another_page_cites_is_not_said_again_and_a_page_that_nobody_needs_may_go()
    {
        var files = Wiki("# Bell\n\nIt rings.\n");
        files["raw/notes.md"] = "# Notes\n\nThe clock is slow.\n";
        var step = HealedFiles.Of(files, Rule).Plan.Queued.ShouldHaveSingleItem();
        step.Fix.Title.ShouldBe("delete the page");
        step.Changes.Select(change => (change.Path.Value, change.Content is null)).ShouldBe([("wiki/index.md", false), ("wiki/concepts/bell.md", true)]);
        step.Changes[0].Content!.ShouldEndWith("## Concepts\n\n- [Clock](concepts/clock.md)\n");
    }

    [Fact]
    public void A_page_that_is_linked_or_a_persons_is_a_gap()
    {
        var files = Wiki("# Bell\n\nIt rings.\n");
        files["raw/notes.md"] = "# Notes\n\nThe clock is slow.\n";
        files["wiki/concepts/clock.md"] += "\nUnlike a [bell](bell.md).\n";
        HealedFiles.Of(files, Rule).Plan.Left.ShouldHaveSingleItem().IsGap.ShouldBeTrue();
        files["wiki/concepts/clock.md"] = "---\ntitle: Clock\n---\n# Clock\n\nThe clock of the tower of Ostby was always slow, say those who live below.\n";
        files["wiki/concepts/bell.md"] = "---\ntitle: Bell\n---\n# Bell\n\nMine.\n";
        HealedFiles.Of(files, Rule).Plan.Left.ShouldHaveSingleItem().IsGap.ShouldBeTrue();
    }

    private static Dictionary<string, string> Wiki(string bell) => new()
    {
        ["raw/notes.md"] = "# Notes\n\nThe bell of the tower weighs 12 kg and was cast in 1890.\n\nIs the bell loud?\n\nIt cracked once.\n\nAda Lindqvist paid for the bell.\n\nThe bell hangs beside the clock.\n",
        ["wiki/index.md"] = "---\ntype: index\ntitle: Index\n---\n# Index\n\n## Concepts\n\n- [Bell](concepts/bell.md)\n- [Clock](concepts/clock.md)\n",
        ["wiki/concepts/bell.md"] = ToolsPage.Of("wiki/concepts/bell.md", "type: concept\ntitle: Bell\n", bell),
        ["wiki/concepts/clock.md"] = ToolPage.Of("Clock", "# Clock\n\nThe clock of the tower of Ostby was always slow, say those who live below. The bell hangs beside the clock.[^notes.6]\n\n[^notes.6]: [raw/notes.md, line 11](../../raw/notes.md#L11) \"The bell hangs beside the clock.\"\n", "sources:\n  - { id: notes, resource: ../../raw/notes.md }\n"),
    };
}
