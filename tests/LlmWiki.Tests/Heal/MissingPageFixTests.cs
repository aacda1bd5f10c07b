using LlmWiki.Heal;

namespace LlmWiki.Tests.Heal;

/// <summary>Names without a page: a page of what is said of them, or a gap.</summary>
public sealed class MissingPageFixTests
{
    private const string Rule = "missing-page";
    private const string Sources = "sources:\n  - { id: notes, resource: ../../raw/notes.md }\n";

    [Fact]
    public void What_pages_say_of_a_name_becomes_its_page()
    {
        var healed = HealedFiles.Of(Named(cited: true), Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.ShouldBeEmpty();
        var step = healed.Plan.Queued.ShouldHaveSingleItem();
        step.Fix.Title.ShouldBe("make the page 'Mary Ashdown' of 2 cited statements");
        ToolPage.Shown(step.Fix.Made.ShouldHaveSingleItem().Text).ShouldBe("---\ntype: entity\ntitle: Mary Ashdown\ndescription: Mary Ashdown was the keeper of the tower.\n" + Sources
            + "generated: { by: llm-wiki/0.1 heal, at: 2026-11-28T00:00:00Z, blocks: \"*\" }\n---\n# Mary Ashdown\n\nMary Ashdown was the keeper of the tower.[^notes.3]\n\n- The first bell was cast by Mary Ashdown in a shed.[^notes.2]\n\n"
            + "## See also\n\n- [Bell](../concepts/bell.md)\n- [Clock](../concepts/clock.md)\n- [Tower](../concepts/tower.md)\n\n"
            + "[^notes.3]: [raw/notes.md, line 5](../../raw/notes.md#L5) \"Mary Ashdown was the keeper of the tower.\"\n[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"The first bell was cast by Mary Ashdown in a shed.\"\n");
        healed.Accepted(Rule, "wiki/concepts/clock.md").ShouldContain("Made with [Mary Ashdown](../entities/mary-ashdown.md) as partner. Mary Ashdown paid.");
        healed.Accepted(Rule, "wiki/index.md").ShouldEndWith("## People, places and things\n\n- [Mary Ashdown](entities/mary-ashdown.md): Mary Ashdown was the keeper of the tower.\n");
    }

    [Theory]
    [InlineData("In 1884 Mary Ashdown kept the tower.", true)]
    [InlineData("After the war Mary Ashdown kept the tower.", true)]
    [InlineData("In the shed of Mary Ashdown hangs a bell.", false)]
    [InlineData("After the war Mary Ashdown's house was sold.", false)]
    [InlineData("The keeper whom Mary Ashdown knew is dead.", false)]
    public void A_statement_may_tell_when_before_it_names_the_thing(string text, bool isAbout)
    {
        var files = Named(cited: true).ToDictionary(file => file.Key, file => file.Value.Replace("Mary Ashdown was the keeper of the tower.", text, StringComparison.Ordinal));
        HealedFiles.Of(files, Rule).Plan.Queued.Length.ShouldBe(isAbout ? 1 : 0);
    }

    [Fact]
    public void Dead_links_lead_to_the_new_page()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string>
        {
            ["raw/notes.md"] = "# Notes\n\nA sprocket has teeth.\n\nThe sprocket wears out.\n",
            ["wiki/concepts/chain.md"] = Page("Chain", "A [sprocket](sprocket.md#teeth) has teeth.[^notes.2]", "[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"A sprocket has teeth.\""),
            ["wiki/concepts/freewheel.md"] = Page("Freewheel", "It sits in the [[Sprocket]]. The sprocket wears out.[^notes.3]", "[^notes.3]: [raw/notes.md, line 5](../../raw/notes.md#L5) \"The sprocket wears out.\""),
            ["wiki/entities/velocio.md"] = Page("Velocio", "He had a second [sprocket](../parts/sprocket.md).", ""),
        }, Rule);
        var step = healed.Plan.Queued.ShouldHaveSingleItem();
        step.Fix.Title.ShouldBe("make the page 'Sprocket' of 2 cited statements");
        step.Fix.Made.ShouldHaveSingleItem().Path.Value.ShouldBe("wiki/concepts/sprocket.md");
        step.Fix.Made[0].Text.ShouldContain("# Sprocket\n\nA sprocket has teeth.[^notes.2]\n\n- The sprocket wears out.[^notes.3]\n");
        healed.Accepted(Rule, "wiki/entities/velocio.md").ShouldContain("a second [sprocket](../concepts/sprocket.md).");
        step.Changes.Select(change => change.Path.Value).ShouldBe(["wiki/entities/velocio.md", "wiki/concepts/sprocket.md"]);
    }

    [Fact]
    public void Where_nothing_is_cited_no_page_is_made()
    {
        var left = HealedFiles.Of(Named(cited: false), Rule).Plan.Left.ShouldHaveSingleItem();
        left.Why.ShouldBe("fewer than two cited passages tell of it: a page would be invented");
        left.IsGap.ShouldBeTrue();
        var gap = GapRecord.Of(HealedFiles.Of(Named(cited: false), Rule).Plan).ShouldHaveSingleItem();
        (gap.Name, gap.Askers.Length).ShouldBe(("Mary Ashdown", 3));
    }

    private static Dictionary<string, string> Named(bool cited) => new()
    {
        ["raw/notes.md"] = "# Notes\n\nThe first bell was cast by Mary Ashdown in a shed.\n\nMary Ashdown was the keeper of the tower.\n",
        ["wiki/index.md"] = "---\ntype: index\ntitle: Index\n---\n# Index\n\n## Concepts\n\n- [Bell](concepts/bell.md)\n- [Clock](concepts/clock.md)\n- [Tower](concepts/tower.md)\n",
        ["wiki/concepts/bell.md"] = Page("Bell", "The first bell was cast by Mary Ashdown in a shed." + (cited ? "[^notes.2]" : ""), cited ? "[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"The first bell was cast by Mary Ashdown in a shed.\"" : ""),
        ["wiki/concepts/clock.md"] = Page("Clock", "Made with Mary Ashdown as partner. Mary Ashdown paid.", ""),
        ["wiki/concepts/tower.md"] = Page("Tower", "Mary Ashdown was the keeper of the tower." + (cited ? "[^notes.3]" : ""), cited ? "[^notes.3]: [raw/notes.md, line 5](../../raw/notes.md#L5) \"Mary Ashdown was the keeper of the tower.\"" : ""),
    };

    private static string Page(string title, string text, string note) => ToolPage.Of(title, $"# {title}\n\n{text}\n{(note.Length > 0 ? "\n" + note + "\n" : "")}", Sources);
}
