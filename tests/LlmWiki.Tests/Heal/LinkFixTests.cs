using LlmWiki.Text;

namespace LlmWiki.Tests.Heal;

/// <summary>Links, mended.</summary>
public sealed class LinkFixTests
{
    [Fact]
    public void A_link_with_wrong_capitals_gets_those_of_the_file()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string>
        {
            ["wiki/a.md"] = Page("A", "# A\n\nSee [the wheel](Wheel.md#Spokes) and more.\n"),
            ["wiki/wheel.md"] = Page("Wheel", "# Wheel\n\n## Spokes\n\nThin.\n"),
        }, "link-case");
        healed.Files["wiki/a.md"].ShouldContain("See [the wheel](wheel.md#Spokes) and more.");
        healed.Plan.Left.ShouldBeEmpty();

        // The block is the tool's still.
        HealedFiles.Of(healed.Files, "link-case").Plan.Steps.ShouldBeEmpty();
        var page = LlmWiki.Pages.Page.Parse(new RelPath("wiki/a.md"), healed.Files["wiki/a.md"]);
        page.Blocks.ShouldAllBe(block => page.Owned.Contains(block));
    }

    [Fact]
    public void A_link_that_a_person_wrote_waits_for_review()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string>
        {
            ["wiki/a.md"] = "# A\n\nSee [the wheel](Wheel.md).\n",
            ["wiki/wheel.md"] = Page("Wheel", "# Wheel\n\nIt is round.\n"),
        }, "link-case");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Files["wiki/a.md"].ShouldContain("(Wheel.md)");
        healed.Accepted("link-case", "wiki/a.md").ShouldBe("# A\n\nSee [the wheel](wheel.md).\n");
    }

    private static string Page(string title, string body) => $"---\ntype: concept\ntitle: {title}\ngenerated: {{ by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }}\n---\n{body}";
}
