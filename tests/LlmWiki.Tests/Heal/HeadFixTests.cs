namespace LlmWiki.Tests.Heal;

/// <summary>Front matter, mended.</summary>
public sealed class HeadFixTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_missing_description_is_the_first_sentence_that_names_the_title(string newline)
    {
        var healed = Healed("missing-field", ("wiki/concepts/chain.md", ToolsPage.Of("wiki/concepts/chain.md", "type: concept\ntitle: 'Chain'\ntags:\n  - part\n", "# Chain\n\nIt needs oil. The [chain](../x.md) is \"made\" of links: many. A chain breaks.\n", newline)));
        ToolsPage.Shown(healed.Files["wiki/concepts/chain.md"]).ShouldBe("---\ntype: concept\ntitle: 'Chain'\ndescription: \"The chain is \\\"made\\\" of links: many.\"\ntags:\n  - part\ngenerated: { by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }\n---\n# Chain\n\nIt needs oil. The [chain](../x.md) is \"made\" of links: many. A chain breaks.\n".Replace("\n", newline, StringComparison.Ordinal));
        ToolsPage.ShouldBeTools("wiki/concepts/chain.md", healed.Files["wiki/concepts/chain.md"]);
        Again(healed, "missing-field");
    }

    [Fact]
    public void Type_and_title_come_from_folder_and_heading_and_stand_first()
    {
        var healed = Healed("missing-field", ("wiki/entities/bell.md", ToolsPage.Of("wiki/entities/bell.md", "tags: [a]\n", "# The *bell*: \"Tom\"\n\nThe bell \"Tom\" rings at noon. Nothing else is known of it.\n")));
        ToolsPage.Shown(healed.Files["wiki/entities/bell.md"]).ShouldStartWith("---\ntype: entity\ntitle: \"The bell: \\\"Tom\\\"\"\ndescription: \"The bell \\\"Tom\\\" rings at noon.\"\ntags: [a]\n");
        healed.Plan.Left.ShouldBeEmpty();
    }

    [Fact]
    public void A_field_that_nothing_tells_stays_missing()
    {
        var healed = Healed("missing-field", ("wiki/concepts/chain.md", ToolsPage.Of("wiki/concepts/chain.md", "type: concept\ntitle: Chain\n", "# Chain\n\nIt is made of links.\n")), ("wiki/notes/x.md", "---\ntags: [a]\n---\nNothing.\n"));
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.Select(left => left.Why).ShouldBe(["no sentence of the page names its title", "the page is in no folder that says its type"]);
    }

    [Fact]
    public void A_persons_page_gets_its_type_after_review()
    {
        var healed = Healed("missing-field", ("wiki/concepts/chain.md", "---\r\ntitle: Chain # mine\r\ndescription: A chain is made of links.\r\n---\r\n# Chain\r\n"));
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted("missing-field", "wiki/concepts/chain.md").ShouldBe("---\r\ntype: concept\r\ntitle: Chain # mine\r\ndescription: A chain is made of links.\r\n---\r\n# Chain\r\n");
    }

    [Fact]
    public void A_tag_gets_the_more_frequent_form_and_keeps_its_quotes_and_place()
    {
        var healed = Healed("tag-drift",
            Tagged("a", "tags: [brake, rim]\n"), Tagged("b", "tags: [brake, rim]\n"), Tagged("c", "tags: [brake, rim]\n"),
            Tagged("d", "tags: [ 'Brakes' , disc ] # mine\n"), Tagged("e", "tags:\n  - \"#Brake\"\n  - disc\n"), Tagged("f", "tags: Brake, disc\n"));
        Head(healed, "d").ShouldBe("title: D\ntags: [ 'brake' , disc ] # mine\n");
        Head(healed, "e").ShouldBe("title: E\ntags:\n  - \"#brake\"\n  - disc\n");
        Head(healed, "f").ShouldBe("title: F\ntags: brake, disc\n");
        healed.Plan.Left.ShouldBeEmpty();
        Again(healed, "tag-drift");
    }

    [Fact]
    public void A_tag_that_would_stand_twice_is_kept_once()
    {
        var healed = Healed("tag-drift",
            Tagged("a", "tags: [brake]\n"), Tagged("b", "tags: [brake]\n"), Tagged("c", "tags: [brake]\n"),
            Tagged("d", "tags: [Brake, disc, brake]\n"), Tagged("e", "tags:\n- disc\n- brakes\n- Brake\n"), Tagged("f", "tags: brake, Brakes, disc\n"));
        Head(healed, "d").ShouldBe("title: D\ntags: [disc, brake]\n");
        Head(healed, "e").ShouldBe("title: E\ntags:\n- disc\n- brake\n");
        Head(healed, "f").ShouldBe("title: F\ntags: brake, disc\n");
        Again(healed, "tag-drift");
    }

    [Fact]
    public void A_persons_tag_waits_for_review()
    {
        var healed = Healed("tag-drift", Tagged("a", "tags: [brake]\n"), Tagged("b", "tags: [brake]\n"), ("wiki/concepts/c.md", "---\ntags: [Brake]\n---\n# C\n"));
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted("tag-drift", "wiki/concepts/c.md").ShouldBe("---\ntags: [brake]\n---\n# C\n");
    }

    [Theory]
    [InlineData("3 April 2024", "2024-04-03")]
    [InlineData("April 3rd, 2024", "2024-04-03")]
    [InlineData("3. März 2024", "2024-03-03")]
    [InlineData("'25/12/2024'", "'2024-12-25'")]
    [InlineData("12/25/2024", "2024-12-25")]
    [InlineData("\"05/05/2024\"", "\"2024-05-05\"")]
    [InlineData("2024/5/2", "2024-05-02")]
    [InlineData("2024-5-2 10:30", "2024-05-02 10:30")]
    [InlineData("2024_05_02", "2024-05-02")]
    [InlineData("2024–05–02.", "2024-05-02")]
    [InlineData("02-Mar-2024", "2024-03-02")]
    [InlineData("the 1st of May 2024", "2024-05-01")]
    [InlineData("12 déc. 2024", "2024-12-12")]
    [InlineData("\"Thursday, 2 May 2024\"", "\"2024-05-02\"")]
    [InlineData("Donnerstag, 2. Mai 2024", "2024-05-02")]
    [InlineData("Thu 2024/05/02", "2024-05-02")]
    [InlineData("Thu, 02 May 2024 10:15:00 +0200", "2024-05-02T10:15:00+02:00")]
    [InlineData("Thu May 02 2024 10:15:00 GMT-0530 (here)", "2024-05-02T10:15:00-05:30")]
    [InlineData("Thu May  2 10:15:00 UTC 2024", "2024-05-02T10:15:00Z")]
    [InlineData("\"May 2, 2024 12:05 AM\"", "\"2024-05-02 00:05\"")]
    [InlineData("2024/05/02 9:05 pm", "2024-05-02 21:05")]
    [InlineData("\"[[2024-05-02]]\"", "\"2024-05-02\"")]
    [InlineData("Wed 03/04/2024", "2024-04-03")]
    public void A_date_of_one_reading_is_offered_in_ISO_form(string written, string iso)
    {
        var healed = Healed("bad-date", ("wiki/concepts/a.md", ToolsPage.Of("wiki/concepts/a.md", $"title: A\ncreated: {written}\n", "# A\n")));
        healed.Plan.Steps.ShouldBeEmpty();
        ToolsPage.Shown(healed.Accepted("bad-date", "wiki/concepts/a.md")).ShouldBe($"---\ntitle: A\ncreated: {iso}\ngenerated: {{ by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }}\n---\n# A\n");
    }

    [Theory]
    [InlineData("03/04/2024")]
    [InlineData("2024-02-30")]
    [InlineData("last week")]
    [InlineData("3 Smarch 2024")]
    [InlineData("31 April 2024")]
    [InlineData("3/4/24")]
    [InlineData("Friday, 2 May 2024")]
    [InlineData("2024-05-02T25:10:00Z")]
    [InlineData("2024/05/02 13:05 pm")]
    [InlineData("2 May 2024 - 4 May 2024")]
    [InlineData("2 May or 3 June 2024")]
    public void A_date_of_two_readings_or_none_stays(string written)
    {
        var healed = Healed("bad-date", ("wiki/concepts/a.md", $"---\ncreated: {written}\n---\n# A\n"));
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("the value can be read as no day, or as more than one");
    }

    [Fact]
    public void A_title_of_the_tool_follows_a_persons_heading()
    {
        var text = ToolsPage.Of("wiki/concepts/bell.md", "type: concept\ntitle: \"Bell\"\n", "# Bell\n\nIt rings.\n").Replace("# Bell", "# The *great* bell: \"Tom\"", StringComparison.Ordinal);
        var healed = Healed("title-heading-mismatch", ("wiki/concepts/bell.md", text));
        ToolsPage.Shown(healed.Files["wiki/concepts/bell.md"]).ShouldBe("---\ntype: concept\ntitle: \"The great bell: \\\"Tom\\\"\"\ngenerated: { by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }\n---\n# The *great* bell: \"Tom\"\n\nIt rings.\n");
        Again(healed, "title-heading-mismatch");
    }

    [Theory]
    [InlineData("# Bell ##\r\n", "# Great \\[bell\\] ##\r\n")]
    [InlineData("Bell\r\n====\r\n", "Great \\[bell\\]\r\n====\r\n")]
    public void A_heading_of_the_tool_follows_a_persons_title(string was, string now)
    {
        var text = ToolsPage.Of("wiki/concepts/bell.md", "type: concept\ntitle: Bell\n", $"{was}\r\nIt rings.\r\n".Replace("\r\n", "\n", StringComparison.Ordinal), "\r\n").Replace("title: Bell", "title: Great [bell]", StringComparison.Ordinal);
        var healed = Healed("title-heading-mismatch", ("wiki/concepts/bell.md", text));
        healed.Files["wiki/concepts/bell.md"].ShouldEndWith($"---\r\n{now}\r\nIt rings.\r\n");
        healed.Files["wiki/concepts/bell.md"].ShouldContain("title: Great [bell]\r\n");
        Again(healed, "title-heading-mismatch");
    }

    [Fact]
    public void The_name_that_other_pages_link_by_stays_and_the_other_becomes_an_alias()
    {
        var healed = Healed("title-heading-mismatch",
            ("wiki/concepts/bell.md", ToolsPage.Of("wiki/concepts/bell.md", "type: concept\ntitle: Bell\naliases: [Tom]\n", "# Great bell\n\nIt rings.\n")),
            ("wiki/concepts/tower.md", "# Tower\n\nIt has a [great bell](bell.md).\n"));
        ToolsPage.Shown(healed.Files["wiki/concepts/bell.md"]).ShouldBe("---\ntype: concept\ntitle: Great bell\naliases: [Tom, Bell]\ngenerated: { by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }\n---\n# Great bell\n\nIt rings.\n");
        ToolsPage.ShouldBeTools("wiki/concepts/bell.md", healed.Files["wiki/concepts/bell.md"]);
        Again(healed, "title-heading-mismatch");
    }

    [Fact]
    public void Two_names_without_evidence_stay()
    {
        var healed = Healed("title-heading-mismatch", ("wiki/concepts/bell.md", "---\ntitle: Bell\n---\n# Great bell\n"));
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("nothing says which of the two names is the right one");
    }

    [Fact]
    public void A_description_that_is_wrong_becomes_the_sentence_that_is_like_it()
    {
        var healed = Healed("description-mismatch", ("wiki/concepts/bell.md", ToolsPage.Of("wiki/concepts/bell.md", "type: concept\ntitle: Bell\ndescription: >-\n  The bell in the tower\n  weighs 14 kg.\n", "# Bell\n\nThe bell rings. The bell in the tower weighs **12 kg**.\n")));
        ToolsPage.Shown(healed.Files["wiki/concepts/bell.md"]).ShouldBe("---\ntype: concept\ntitle: Bell\ndescription: The bell in the tower weighs 12 kg.\ngenerated: { by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }\n---\n# Bell\n\nThe bell rings. The bell in the tower weighs **12 kg**.\n");
        Again(healed, "description-mismatch");
    }

    [Fact]
    public void A_persons_description_is_kept_and_one_unlike_all_sentences_stays()
    {
        var healed = Healed("description-mismatch",
            ("wiki/concepts/a.md", "---\ntype: concept\ntitle: Bell\ndescription: 'The bell weighs 14 kg.' # mine\n---\n# Bell\n\nThe bell weighs 12 kg.\n"),
            ("wiki/concepts/b.md", ToolsPage.Of("wiki/concepts/b.md", "type: concept\ntitle: Lock\ndescription: Opened by the mayor in 1884.\n", "# Lock\n\nThe lock lifts ships.\n")));
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted("description-mismatch", "wiki/concepts/a.md").ShouldContain("description: 'The bell weighs 12 kg.' # mine\n");
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("no sentence of the page names its title and is like the description");
    }

    private static (string, string) Tagged(string name, string tags) => ($"wiki/concepts/{name}.md", ToolsPage.Of($"wiki/concepts/{name}.md", $"title: {name.ToUpperInvariant()}\n{tags}", $"# {name.ToUpperInvariant()}\n"));

    private static string Head(HealedFiles healed, string name)
    {
        var text = healed.Files[$"wiki/concepts/{name}.md"];
        ToolsPage.ShouldBeTools($"wiki/concepts/{name}.md", text);
        return text[4..text.IndexOf("generated", StringComparison.Ordinal)];
    }

    private static HealedFiles Healed(string rule, params (string Path, string Text)[] files) => HealedFiles.Of(files.ToDictionary(file => file.Path, file => file.Text), rule);

    private static void Again(HealedFiles healed, string rule)
    {
        var second = HealedFiles.Of(healed.Files, rule);
        second.Plan.Steps.ShouldBeEmpty();
        second.Plan.Queued.ShouldBeEmpty();
    }
}
