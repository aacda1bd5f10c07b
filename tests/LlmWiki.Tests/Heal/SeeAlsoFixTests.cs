namespace LlmWiki.Tests.Heal;

/// <summary>Pages that get, or are put into, a list under "See also".</summary>
public sealed class SeeAlsoFixTests
{
    private const string Sources = "sources:\n  - { id: a, resource: ../raw/a.md }\n  - { id: b, resource: ../raw/b.md }\n  - { id: c, resource: ../raw/c.md }\n";

    [Theory]
    [InlineData("# B\n\nText.[^1]\n\n[^1]: Note.\n", "# B\n\nText.[^1]\n\n## See also\n\n- [A \\[x\\] one](a1.md)\n- [A2](a2.md)\n\n[^1]: Note.\n")]
    [InlineData("# B\n\nText.", "# B\n\nText.\n\n## See also\n\n- [A \\[x\\] one](a1.md)\n- [A2](a2.md)")]
    [InlineData("# B\n\nText.[^1]\n[^1]: Note.\n", "# B\n\nText.[^1]\n\n## See also\n\n- [A \\[x\\] one](a1.md)\n- [A2](a2.md)\n\n[^1]: Note.\n")]
    [InlineData("# B\n\nText.\n\n## See Also:\n\n* [X](x.md)\n\n## Later\n\nText.\n", "# B\n\nText.\n\n## See Also:\n\n* [X](x.md)\n* [A \\[x\\] one](a1.md)\n* [A2](a2.md)\n\n## Later\n\nText.\n")]
    [InlineData("# B\n\n## See also\n\n- [X](x.md)\n\n- [Y](y.md)\n  more\n", "# B\n\n## See also\n\n- [X](x.md)\n\n- [Y](y.md)\n  more\n\n- [A \\[x\\] one](a1.md)\n\n- [A2](a2.md)\n")]
    [InlineData("# B\n\n### See also\n\n1. [X](x.md)\n2. [Y](y.md)\n", "# B\n\n### See also\n\n1. [X](x.md)\n2. [Y](y.md)\n3. [A \\[x\\] one](a1.md)\n4. [A2](a2.md)\n")]
    [InlineData("# B\n\n## See also\n\nThe [X](x.md).\n\n## Later\n", "# B\n\n## See also\n\nThe [X](x.md).\n\n- [A \\[x\\] one](a1.md)\n- [A2](a2.md)\n\n## Later\n")]
    public void A_page_that_does_not_link_back_lists_the_others(string before, string after)
    {
        foreach (var newline in new[] { "\n", "\r\n" })
        {
            var text = ToolPage.Of("B", before, Sources).ReplaceLineEndings(newline);
            var healed = HealedFiles.Of(Wiki(text), "missing-backlink");
            healed.Shown("wiki/b.md").ShouldBe(ToolPage.Of("B", after, Sources).ReplaceLineEndings(newline));
            healed.Plan.Steps.Length.ShouldBe(2);
            healed.Plan.Left.ShouldBeEmpty();
            healed.ShouldBeSettled("missing-backlink");
        }
    }

    [Fact]
    public void Many_pages_at_once_are_all_listed()
    {
        var files = Enumerable.Range(10, 20).ToDictionary(i => $"wiki/p{i}.md", i => ToolPage.Of($"P{i}", "# P\n\nSee [B](b.md).\n", Sources));
        files["wiki/b.md"] = ToolPage.Of("B", "# B\n\nText.\n", Sources);
        var healed = HealedFiles.Of(files, "missing-backlink");
        healed.Shown("wiki/b.md").ShouldBe(ToolPage.Of("B", "# B\n\nText.\n\n## See also\n\n" + string.Concat(Enumerable.Range(10, 20).Select(i => $"- [P{i}](p{i}.md)\n")), Sources));
        healed.ShouldBeSettled("missing-backlink");
    }

    [Fact]
    public void A_list_of_a_person_on_a_page_of_the_tool_is_added_to_and_a_page_of_a_person_is_not()
    {
        var own = HealedFiles.Of(Wiki("---\ntitle: B\n" + Sources + "---\n# B\n\nText.\n"), "missing-backlink");
        own.Plan.Steps.ShouldBeEmpty();
        own.Plan.Queued.Length.ShouldBe(1);
        own.Plan.Queued[0].Changes[0].Content.ShouldBe("---\ntitle: B\n" + Sources + "---\n# B\n\nText.\n\n## See also\n\n- [A \\[x\\] one](a1.md)\n");

        // A person's item stays a person's.
        var mixed = HealedFiles.Of(Wiki(ToolPage.Of("B", "# B\n\n## See also\n\n- mine\n", Sources).Replace("\"*\"", "\"0000000000000000\"", StringComparison.Ordinal)), "missing-backlink");
        mixed.Plan.Steps.Length.ShouldBe(2);
        mixed.Shown("wiki/b.md").ShouldEndWith("# B\n\n## See also\n\n- mine\n- [A \\[x\\] one](a1.md)\n- [A2](a2.md)\n");
        var page = LlmWiki.Pages.Page.Parse(new LlmWiki.Text.RelPath("wiki/b.md"), mixed.Files["wiki/b.md"]);
        page.Blocks.Select(page.Owned.Contains).ShouldBe([false, false, false, true, true]);
    }

    [Fact]
    public void A_page_that_ends_in_an_open_fence_has_no_place()
    {
        var healed = HealedFiles.Of(Wiki(ToolPage.Of("B", "# B\n\n```\ncode\n", Sources)), "missing-backlink");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.Select(left => left.Why).Distinct().ShouldBe(["'wiki/b.md' has no place for a list"]);
    }

    [Fact]
    public void A_dead_end_links_what_it_names_else_lists_what_links_to_it_from_the_same_sources()
    {
        const string Words = "one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three four five six seven eight nine ten";
        var naming = HealedFiles.Of(Wiki(ToolPage.Of("B", $"# B\n\nThe Old Mill: {Words}.\n", Sources), ("wiki/mill.md", ToolPage.Of("Old mill", "# Old mill\n"))), "dead-end-page");
        naming.Shown("wiki/b.md").ShouldContain($"The [Old Mill](mill.md): {Words}.\n");
        var listing = HealedFiles.Of(Wiki(ToolPage.Of("B", $"# B\n\nIt: {Words}.\n", Sources), ("wiki/other.md", ToolPage.Of("Other", "# Other\n\nSee [B](b.md).\n"))), "dead-end-page");
        listing.Shown("wiki/b.md").ShouldBe(ToolPage.Of("B", $"# B\n\nIt: {Words}.\n\n## See also\n\n- [A \\[x\\] one](a1.md)\n- [A2](a2.md)\n", Sources));
        listing.ShouldBeSettled("dead-end-page");
        var none = HealedFiles.Of(Wiki(ToolPage.Of("B", $"# B\n\nIt: {Words}.\n")), "dead-end-page");
        none.Plan.Steps.ShouldBeEmpty();
        none.Plan.Left.Single(left => left.Finding.Path.Value == "wiki/b.md").Why.ShouldStartWith("it names no other page");
    }

    [Fact]
    public void An_orphan_is_linked_where_it_is_named()
    {
        var healed = HealedFiles.Of(Wiki(ToolPage.Of("B", "# B\n\nThe Old Mill.\n"), ("wiki/mill.md", ToolPage.Of("Old mill", "# Old mill\n")), ("wiki/a.md", "# A\n\nAn old mill, [B](b.md).\n")), "orphan-page");
        healed.Shown("wiki/b.md").ShouldBe(ToolPage.Of("B", "# B\n\nThe [Old Mill](mill.md).\n"));
        healed.Files["wiki/a.md"].ShouldBe("# A\n\nAn old mill, [B](b.md).\n");
        healed.Plan.Steps.ShouldHaveSingleItem().Fix.Tier.ShouldBe(LlmWiki.Lint.FixTier.Proven);
    }

    [Fact]
    public void An_orphan_that_nobody_names_is_listed_by_the_nearest_page_if_one_is_clearly_nearest()
    {
        const string Text = "Grinding stones turn slowly when water drives the wheel.";
        HealedFiles Healed(string other, params string[] rules) => HealedFiles.Of(new Dictionary<string, string>
        {
            ["wiki/index.md"] = "# Index\n\n- [N](near.md)\n- [F](far.md)\n",
            ["wiki/mill.md"] = ToolPage.Of("Old mill", $"# Old mill\n\n{Text}\n", Sources),
            ["wiki/near.md"] = ToolPage.Of("Stones", $"# Stones\n\nSlowly {Text}\n", Sources),
            ["wiki/far.md"] = ToolPage.Of("Far", $"# Far\n\n{other}\n", Sources),
        }, ["orphan-page", .. rules]);
        var clear = Healed("Bells ring at noon in every village.");
        clear.Shown("wiki/near.md").ShouldEndWith("\n\n## See also\n\n- [Old mill](mill.md)\n");
        clear.ShouldBeSettled("orphan-page");

        // The link that it got is returned.
        var both = Healed("Bells ring at noon in every village.", "missing-backlink");
        both.Shown("wiki/near.md").ShouldEndWith("\n\n## See also\n\n- [Old mill](mill.md)\n");
        both.Shown("wiki/mill.md").ShouldEndWith("\n\n## See also\n\n- [Stones](near.md)\n");
        both.Plan.Left.ShouldBeEmpty();
        var open = Healed(Text);
        open.Plan.Steps.ShouldBeEmpty();
        open.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("no page names it, and none is clearly nearest to it");
    }

    private static Dictionary<string, string> Wiki(string page, params (string Path, string Text)[] others)
    {
        var files = others.ToDictionary(other => other.Path, other => other.Text);
        files["wiki/b.md"] = page;
        files["wiki/a1.md"] = ToolPage.Of("\"A [x]\\n one\"", "# A\n\nSee [B](b.md) and [two](a2.md).\n", Sources);
        files["wiki/a2.md"] = ToolPage.Of("A2", "# A2\n\nSee [B](b.md) and [one](a1.md).\n", Sources);
        return files;
    }
}
