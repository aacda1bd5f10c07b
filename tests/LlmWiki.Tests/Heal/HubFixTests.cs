using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Heal;

/// <summary>Pages that are so long that sections of them become pages.</summary>
public sealed class HubFixTests
{
    private const string Rule = "hub-too-large";
    private const string Sources = "sources:\n  - { id: notes, resource: ../../raw/notes.md, last_modified: 2024-05-02T00:00:00Z }\n";

    private static readonly string Words = string.Join(' ', Enumerable.Range(0, 90).Select(i => $"{(i == 0 ? "Word" : "word")}{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));

    [Fact]
    public void The_largest_section_becomes_a_page_and_leaves_its_first_sentence()
    {
        var files = Wiki($"# Bell\n\nA bell rings.[^notes.2] See [clock](clock.md).\n\n## History\n\nIt was cast in 1890.[^notes.3] {Words}.\n\n- by [Ada](../entities/ada.md)[^n]\n\n### Later\n\nIt cracked.\n\n## Use\n\nIt is rung at noon.\n\n"
            + "[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"A bell rings.\"\n[^notes.3]: [raw/notes.md, line 5](../../raw/notes.md#L5) \"It was cast in 1890.\"\n[^n]: Told by the keeper.\n");
        var healed = HealedFiles.Of(files, Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.ShouldBeEmpty();
        var step = healed.Plan.Queued.ShouldHaveSingleItem();
        step.Fix.Title.ShouldBe("make a page of the section 'History'");
        ToolPage.Shown(step.Changes.Single(change => change.Path.Value == "wiki/concepts/bell.md").Content!).ShouldBe(ToolPage.Of("Bell",
            "# Bell\n\nA bell rings.[^notes.2] See [clock](clock.md).\n\n## History\n\n[Bell: History](bell-history.md): It was cast in 1890.[^notes.3]\n\n## Use\n\nIt is rung at noon.\n\n"
            + "[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"A bell rings.\"\n[^notes.3]: [raw/notes.md, line 5](../../raw/notes.md#L5) \"It was cast in 1890.\"\n", "tags: [tower]\n" + Sources));
        var made = step.Changes.Single(change => change.Path.Value == "wiki/concepts/bell-history.md");
        made.Base.ShouldBeNull();
        ToolPage.Shown(made.Content!).ShouldBe("---\ntype: concept\ntitle: \"Bell: History\"\ndescription: It was cast in 1890.\ntags: [tower]\n" + Sources
            + $"generated: {{ by: llm-wiki/0.1 heal, at: {RuleDay}T00:00:00Z, blocks: \"*\" }}\n---\n# Bell: History\n\nIt was cast in 1890.[^notes.3] {Words}.\n\n- by [Ada](../entities/ada.md)[^n]\n\n## Later\n\nIt cracked.\n\n## See also\n\n- [Bell](bell.md)\n\n"
            + "[^notes.3]: [raw/notes.md, line 5](../../raw/notes.md#L5) \"It was cast in 1890.\"\n[^n]: Told by the keeper.\n");
        var page = Page.Parse(made.Path, made.Content!);
        page.Blocks.Where(block => block.Kind != BlockKind.Footnote).ShouldAllBe(block => page.Owned.Contains(block));
        healed.Accepted(Rule, "wiki/index.md").ShouldEndWith("- [Bell](concepts/bell.md)\n- [Bell: History](concepts/bell-history.md): It was cast in 1890.\n- [Clock](concepts/clock.md)\n");
    }

    [Fact]
    public void What_a_person_wrote_stays_a_persons_on_the_new_page()
    {
        var files = Wiki($"# Bell\n\nA bell rings. It is loud, and it is heard from the hill to the harbour on a quiet day.\n\n## History\n\nMine. {Words}.\n\nIt cracked.\n");
        var page = Page.Parse(new RelPath("wiki/concepts/bell.md"), files["wiki/concepts/bell.md"]);
        files["wiki/concepts/bell.md"] = page.Raw.Replace("\"*\"", $"\"{page.Blocks[4].Hash}00000000\"", StringComparison.Ordinal);
        var made = HealedFiles.Of(files, Rule).Plan.Queued.ShouldHaveSingleItem().Fix.Made.ShouldHaveSingleItem();
        var now = Page.Parse(made.Path, made.Text);
        now.Blocks.Select(block => (block.Text.Split(' ')[0], now.Owned.Contains(block))).ShouldBe([("#", true), ("Mine.", false), ("It", true), ("##", true), ("-", true)]);
    }

    [Theory]
    [InlineData("See [later](bell.md#later).")]
    [InlineData("See [[bell#Later]].")]
    public void A_section_into_which_others_link_stays(string link)
    {
        var files = Wiki($"# Bell\n\nA bell rings. It is loud, and it is heard from the hill to the harbour on a quiet day.\n\n## History\n\n{Words}.\n\n### Later\n\nIt cracked.\n");
        files["wiki/concepts/clock.md"] += "\n" + link + "\n";
        HealedFiles.Of(files, Rule).Plan.Left.ShouldHaveSingleItem().Why.ShouldStartWith("its sections cannot be made pages");
    }

    [Fact]
    public void A_page_without_sections_stays() =>
        HealedFiles.Of(Wiki($"# Bell\n\nA bell rings. It is loud, and it is heard from the hill to the harbour on a quiet day. {Words}.\n"), Rule).Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("it has no sections that could be pages of their own");

    private const string RuleDay = "2026-11-28";

    private static Dictionary<string, string> Wiki(string bell) => new()
    {
        ["lint-rules/hub-too-large.md"] = "---\noptions: { max_words: 108 }\n---\n",
        ["raw/notes.md"] = "# Notes\n\nA bell rings.\n\nIt was cast in 1890.\n",
        ["wiki/index.md"] = "---\ntype: index\ntitle: Index\n---\n# Index\n\n## Concepts\n\n- [Bell](concepts/bell.md)\n- [Clock](concepts/clock.md)\n",
        ["wiki/concepts/bell.md"] = ToolPage.Of("Bell", bell, "tags: [tower]\n" + Sources),
        ["wiki/concepts/clock.md"] = ToolPage.Of("Clock", "# Clock\n\nSee [Bell](bell.md).\n"),
        ["wiki/entities/ada.md"] = ToolPage.Of("Ada", "# Ada\n\nShe cast [bells](../concepts/bell.md).\n"),
    };
}
