namespace LlmWiki.Tests.Heal;

/// <summary>Lines that the index lacks, put in.</summary>
public sealed class IndexFixTests
{
    private const string Index = "wiki/index.md";
    private const string Rule = "index-out-of-date";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Missing_pages_are_listed_by_type_and_title(string newline)
    {
        var healed = Healed(
            "# Index\n\n## Concepts\n\n- [Chain](concepts/chain.md): old.\n- [Rim](concepts/rim.md)\n\n## Sources\n\n- [Notes](sources/notes.md)\n", newline,
            Page("concepts/chain", "concept", "Chain"), Page("concepts/rim", "concept", "Rim"), Page("sources/notes", "source", "Notes"),
            Page("concepts/axle", "concept", "Axle"), Page("concepts/hub", "concept", "Hub", "The middle: [all] turns | round it."), Page("concepts/wick", "concept", "Wick"), Page("concepts/edge", "concept", "édge"),
            Page("entities/ada", "entity", "Ada [the] \\\"first\\\""), Page("x/soup", "recipe", "Soup"), Page("sources/zoo", "source", "Zoo"));
        Body(healed, Index).ShouldBe(("# Index\n\n## Concepts\n\n- [Axle](concepts/axle.md)\n- [Chain](concepts/chain.md): old.\n- [édge](concepts/edge.md)\n- [Hub](concepts/hub.md): The middle: \\[all\\] turns \\| round it.\n- [Rim](concepts/rim.md)\n- [Wick](concepts/wick.md)\n\n"
            + "## People, places and things\n\n- [Ada \\[the\\] \"first\"](entities/ada.md)\n\n## Other pages\n\n- [Soup](x/soup.md)\n\n## Sources\n\n- [Notes](sources/notes.md)\n- [Zoo](sources/zoo.md)\n").Replace("\n", newline, StringComparison.Ordinal));
        ToolsPage.ShouldBeTools(Index, healed.Files[Index]);
        Again(healed);
    }

    [Fact]
    public void A_section_that_a_person_calls_otherwise_is_known_by_its_pages()
    {
        var healed = Healed("# Index\n\n## Who and what\n\n- [Cyd](entities/cyd.md)\n- [Rim](concepts/rim.md)\n- [Zoe](entities/zoe.md)\n\n## Ideas\n\n- [Hub](concepts/hub.md)\n", "\n",
            Page("entities/cyd", "entity", "Cyd"), Page("entities/zoe", "entity", "Zoe"), Page("concepts/rim", "concept", "Rim"), Page("concepts/hub", "concept", "Hub"), Page("entities/ada", "entity", "Ada"), Page("concepts/axle", "concept", "Axle"));
        Body(healed, Index).ShouldBe("# Index\n\n## Who and what\n\n- [Ada](entities/ada.md)\n- [Cyd](entities/cyd.md)\n- [Rim](concepts/rim.md)\n- [Zoe](entities/zoe.md)\n\n## Ideas\n\n- [Axle](concepts/axle.md)\n- [Hub](concepts/hub.md)\n");
        Again(healed);
    }

    [Fact]
    public void A_section_without_lines_and_a_new_one_at_the_end_are_filled()
    {
        var healed = Healed("# Index\n\n## Concepts\n", "\n", Page("concepts/chain", "concept", "Chain"), Page("sources/notes", "source", "Notes"));
        Body(healed, Index).ShouldBe("# Index\n\n## Concepts\n\n- [Chain](concepts/chain.md)\n\n## Sources\n\n- [Notes](sources/notes.md)\n");
        Again(healed);
    }

    [Fact]
    public void A_split_section_gets_the_line_on_the_page_of_the_letter()
    {
        var healed = Healed("# Index\n\n## Concepts\n\n- [C](index/concepts-c.md): 1 pages\n- [R](index/concepts-r.md): 7 pages\n", "\n",
            ("wiki/index/concepts-c.md", ToolsPage.Of("wiki/index/concepts-c.md", "type: index\ntitle: \"Concepts: C\"\n", "# Concepts: C\n\n- [Chain](../concepts/chain.md)\n")),
            ("wiki/index/concepts-r.md", ToolsPage.Of("wiki/index/concepts-r.md", "type: index\ntitle: \"Concepts: R\"\n", "# Concepts: R\n")),
            Page("concepts/chain", "concept", "Chain"), Page("concepts/bell", "concept", "Bell"), Page("concepts/cog", "concept", "Cog"), Page("concepts/car", "concept", "Car"));
        Body(healed, Index).ShouldBe("# Index\n\n## Concepts\n\n- [C](index/concepts-c.md): 3 pages\n- [R](index/concepts-r.md): 7 pages\n");
        Body(healed, "wiki/index/concepts-c.md").ShouldBe("# Concepts: C\n\n- [Car](../concepts/car.md)\n- [Chain](../concepts/chain.md)\n- [Cog](../concepts/cog.md)\n");
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("the index has no page for the letter 'B' yet: 'wiki ingest' makes it");
        Again(healed, left: 1);
    }

    [Fact]
    public void A_line_that_a_person_took_out_is_not_written_again()
    {
        const string Line = "- [Chain](concepts/chain.md)\n";
        var text = Tools("# Index\n\n## Concepts\n\n" + Line + "- [Rim](concepts/rim.md)\n", "\n").Replace(Line, "", StringComparison.Ordinal);
        text = text.Replace(LlmWiki.Pages.OwnedBlocks.IdentityOf(Line.Trim()), LlmWiki.Pages.OwnedBlocks.IdentityOf("ListItem page wiki/concepts/chain.md"), StringComparison.Ordinal);
        var healed = HealedFiles.Of(new Dictionary<string, string>([KeyValuePair.Create(Index, text), Page("concepts/chain", "concept", "Chain").ToPair(), Page("concepts/rim", "concept", "Rim").ToPair()]), Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("a person took its line out of the index");
    }

    [Fact]
    public void A_persons_index_waits_for_review()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string>([KeyValuePair.Create(Index, "# Index\n\n## Concepts\n* [Rim](concepts/rim.md)\n"), Page("concepts/chain", "concept", "Chain").ToPair(), Page("concepts/rim", "concept", "Rim").ToPair()]), Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted(Rule, Index).ShouldBe("# Index\n\n## Concepts\n* [Chain](concepts/chain.md)\n* [Rim](concepts/rim.md)\n");
    }

    private static (string Path, string Text) Page(string path, string type, string title, string description = "") =>
        ($"wiki/{path}.md", $"---\ntype: {type}\ntitle: \"{title}\"\n{(description.Length > 0 ? $"description: \"{description}\"\n" : "")}---\n# X\n");

    private static string Tools(string body, string newline) => ToolsPage.Of(Index, "type: index\ntitle: Index\n", body, newline);

    private static HealedFiles Healed(string index, string newline, params (string Path, string Text)[] pages) =>
        HealedFiles.Of(pages.Append((Path: Index, Text: Tools(index, newline))).ToDictionary(page => page.Path, page => page.Text), Rule);

    private static string Body(HealedFiles healed, string path) => healed.Files[path][healed.Files[path].IndexOf("# ", StringComparison.Ordinal)..];

    private static void Again(HealedFiles healed, int left = 0)
    {
        var second = HealedFiles.Of(healed.Files, Rule);
        second.Plan.Steps.ShouldBeEmpty();
        second.Plan.Queued.ShouldBeEmpty();
        second.Plan.Left.Length.ShouldBe(left);
    }
}

/// <summary>Files as a dictionary takes them.</summary>
internal static class PageOfTests
{
    public static KeyValuePair<string, string> ToPair(this (string Path, string Text) page) => KeyValuePair.Create(page.Path, page.Text);
}
