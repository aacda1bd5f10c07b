using LlmWiki.Pages;

namespace LlmWiki.Tests.Heal;

/// <summary>Two pages that say the same become one.</summary>
public sealed class DuplicatePageFixTests
{
    private const string Rule = "duplicate-page";
    private const string Said = "A high wheeler is a bicycle with a large front wheel.[^notes.2] The pedals sit on its axle. A rider who brakes hard goes over the bars. It was fast and it was dear. Few people had the courage to ride one.";
    private const string Note = "[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"A high wheeler is a bicycle with a large front wheel.\"\n";
    private const string Other = "[^old.1]: [raw/old.md, line 1](../../raw/old.md#L1) \"The pedals sit on its axle.\"\n";

    [Fact]
    public void All_that_both_say_is_on_one_page_and_every_link_leads_there()
    {
        var files = Wiki();
        var healed = HealedFiles.Of(files, Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.ShouldBeEmpty();
        var step = healed.Plan.Queued.ShouldHaveSingleItem();
        step.Fix.Title.ShouldBe("merge 'wiki/concepts/penny-farthing.md' into 'wiki/concepts/high-wheeler.md'");
        step.Changes.Single(change => change.Path.Value == "wiki/concepts/penny-farthing.md").Content.ShouldBeNull();
        healed.Shown(step, "wiki/concepts/high-wheeler.md").ShouldBe(ToolPage.Of("High wheeler",
            $"# High wheeler\n\n{Said.Replace("its axle.", "its axle.[^old.1]", StringComparison.Ordinal)}\n\nIt fell out of use.[^old.3]\n\n## Races\n\n- One was held in 1885.\n- Ada won a [race](../entities/ada.md#race).\n\n## Care\n\nOil it.\n\n## See also\n\n- [Ada](../entities/ada.md)\n\n{Note}{Other}"
            + "[^old.3]: [raw/old.md, line 3](../../raw/old.md#L3) \"It fell out of use.\"\n",
            "description: A bicycle.\naliases: [Ordinary, Penny-farthing, Bone breaker]\ntags: [bicycle, old]\nsources:\n  - { id: notes, resource: ../../raw/notes.md }\n  - { id: old, resource: ../../raw/old.md }\n"));
        healed.Shown(step, "wiki/entities/ada.md").ShouldEndWith("# Ada\n\n## Race\n\nShe rode a [penny-farthing](../concepts/high-wheeler.md) and an [ordinary](../concepts/high-wheeler.md#races).\n\nSee [[high-wheeler|Penny-farthing]] and [care](../concepts/high-wheeler.md).\n\n## See also\n\n- [High wheeler](../concepts/high-wheeler.md)\n");
        healed.Accepted(Rule, "wiki/log.md").ShouldEndWith("[Penny-farthing](concepts/high-wheeler.md) (new)\n");
        var index = healed.Accepted(Rule, "wiki/index.md");
        index.ShouldEndWith("- [High wheeler](concepts/high-wheeler.md): A bicycle.\n");
        index.ShouldContain(", same: [\"Penny-farthing = High wheeler\"], blocks:");
    }

    [Fact]
    public void Of_a_block_only_what_the_other_page_does_not_say_goes_there()
    {
        var files = Wiki();
        files["wiki/concepts/penny-farthing.md"] = files["wiki/concepts/penny-farthing.md"].Replace("Few people had the courage to ride one.\n", "It was fast, they say.[^old.3] Few people had the courage to ride one.\n", StringComparison.Ordinal).Replace("\n\nIt fell out of use.[^old.3]\n", "\n", StringComparison.Ordinal);
        HealedFiles.Of(files, Rule).Accepted(Rule, "wiki/concepts/high-wheeler.md").ShouldContain("ride one.\n\nIt was fast, they say.[^old.3]\n\n## Races");
    }

    [Fact]
    public void A_persons_words_stay_a_persons()
    {
        var files = Wiki();
        files["wiki/concepts/penny-farthing.md"] = files["wiki/concepts/penny-farthing.md"].Replace("\"*\"", "\"0000000000000000\"", StringComparison.Ordinal);
        var text = HealedFiles.Of(files, Rule).Accepted(Rule, "wiki/concepts/high-wheeler.md");
        var page = Page.Parse(new("wiki/concepts/high-wheeler.md"), text);
        page.Blocks.Where(block => block.Kind != BlockKind.Footnote && !page.Owned.Contains(block)).Select(block => block.Text)
            .ShouldBe(["It fell out of use.[^old.3]", "- Ada won a [race](../entities/ada.md#race).", "Oil it."]);
    }

    [Fact]
    public void The_page_that_more_pages_link_to_stays()
    {
        var files = Wiki();
        files["wiki/concepts/clock.md"] = ToolPage.Of("Clock", "# Clock\n\nUnlike a [penny-farthing](penny-farthing.md).\n");
        files["wiki/concepts/lamp.md"] = ToolPage.Of("Lamp", "# Lamp\n\nOn a [penny-farthing](penny-farthing.md).\n");
        HealedFiles.Of(files, Rule).Plan.Queued.ShouldHaveSingleItem().Fix.Title.ShouldBe("merge 'wiki/concepts/high-wheeler.md' into 'wiki/concepts/penny-farthing.md'");
    }

    [Fact]
    public void A_link_whose_address_stands_elsewhere_leaves_both()
    {
        var files = Wiki();
        files["wiki/concepts/penny-farthing.md"] += "\nMore of [the lamp][l].\n\n[l]: lamp.md\n";
        files["wiki/concepts/lamp.md"] = ToolPage.Of("Lamp", "# Lamp\n\nOil.\n");
        var left = HealedFiles.Of(files, Rule).Plan;
        left.Queued.ShouldBeEmpty();
        left.Left.ShouldHaveSingleItem().Why.ShouldBe("a statement would be lost");
    }

    private static Dictionary<string, string> Wiki() => new()
    {
        ["raw/notes.md"] = "# Notes\n\nA high wheeler is a bicycle with a large front wheel.\n",
        ["raw/old.md"] = "The pedals sit on its axle.\n\nIt fell out of use.\n",
        ["wiki/index.md"] = "---\ntype: index\ntitle: Index\ngenerated: { by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }\n---\n# Index\n\n## Concepts\n\n- [Ada](entities/ada.md)\n- [Penny-farthing](concepts/penny-farthing.md): Another bicycle.\n- [High wheeler](concepts/high-wheeler.md): A bicycle.\n",
        ["wiki/log.md"] = "---\ntype: log\ntitle: Log\n---\n# Log\n\n[Penny-farthing](concepts/penny-farthing.md) (new)\n",
        ["wiki/concepts/high-wheeler.md"] = ToolPage.Of("High wheeler", $"# High wheeler\n\n{Said}\n\n## Races\n\n- One was held in 1885.\n\n{Note}", "description: A bicycle.\naliases: [Ordinary]\ntags: [bicycle]\nsources:\n  - { id: notes, resource: ../../raw/notes.md }\n"),
        ["wiki/concepts/penny-farthing.md"] = ToolPage.Of("Penny-farthing",
            "# Penny-farthing\n\nA [high wheeler](high-wheeler.md) is a bicycle with a large front wheel. The pedals sit on its axle.[^old.1] A rider who brakes hard goes over the bars. It was fast and it was dear. Few people had the courage to ride one.\n\nIt fell out of use.[^old.3]\n\n"
            + "## Races\n\n- Ada won a [race](../entities/ada.md#race).\n\n## Care\n\nOil it.\n\n## See also\n\n- [Ada](../entities/ada.md)\n- [High wheeler](high-wheeler.md)\n\n" + Other + "[^old.3]: [raw/old.md, line 3](../../raw/old.md#L3) \"It fell out of use.\"\n",
            "description: Another bicycle.\naliases: [Bone breaker, high-wheeler]\ntags: [bicycle, old]\nsources:\n  - { id: old, resource: ../../raw/old.md }\n"),
        ["wiki/entities/ada.md"] = ToolPage.Of("Ada", "# Ada\n\n## Race\n\nShe rode a [penny-farthing](../concepts/penny-farthing.md) and an [ordinary](../concepts/high-wheeler.md#races).\n\nSee [[penny-farthing|Penny-farthing]] and [care](../concepts/penny-farthing.md#care).\n\n## See also\n\n- [High wheeler](../concepts/high-wheeler.md)\n- [Penny-farthing](../concepts/penny-farthing.md)\n"),
    };
}

file static class Steps
{
    public static string Shown(this HealedFiles healed, LlmWiki.Heal.HealStep step, string path) => ToolPage.Shown(step.Changes.Single(change => change.Path.Value == path).Content!);
}
