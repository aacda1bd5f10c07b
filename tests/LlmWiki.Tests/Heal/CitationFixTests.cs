namespace LlmWiki.Tests.Heal;

/// <summary>Citations whose source has changed, mended.</summary>
public sealed class CitationFixTests
{
    private const string Bell = "wiki/concepts/bell.md";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_quote_at_other_lines_gets_these(string newline) => Page("broken-citation", "raw/no tes.md", "# Notes\n\nNew.\n\nThe bell weighs\n12 kg.\n\n- It \"rings\" [loud] | at noon.\n",
        "- { id: notes, resource: ../../raw/no tes.md }", "- { id: notes, resource: ../../raw/no tes.md }",
        "[^notes.2]: [raw/no tes.md, line 3](../../raw/no%20tes.md#L3) \"The bell weighs 12 kg.\"\n[^notes.3]: [raw/no tes.md, lines 5–6](../../raw/no%20tes.md#L5-L6) \"It \"rings\" \\[loud\\] \\| at noon.\"\n",
        "[^notes.2]: [raw/no tes.md, lines 5–6](../../raw/no%20tes.md#L5-L6) \"The bell weighs 12 kg.\"\n[^notes.3]: [raw/no tes.md, line 8](../../raw/no%20tes.md#L8) \"It \"rings\" \\[loud\\] \\| at noon.\"\n", newline);

    [Theory]
    [InlineData("broken-citation")]
    [InlineData("source-deleted")]
    public void A_renamed_source_is_followed_in_footnotes_and_front_matter(string rule) => Page(rule, "raw/2024/the bell.md", "The bell weighs 12 kg.\n\nIt is loud.\n",
        "- { id: notes, resource: ../../raw/notes.md, last_modified: 2024-05-02T00:00:00Z }", "- { id: notes, resource: ../../raw/2024/the bell.md, last_modified: 2024-05-02T00:00:00Z }",
        "[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"The bell weighs 12 kg.\"\n[^notes.3]: [raw/notes.md, line 5](../../raw/notes.md#L5) \"It is loud.\"\n",
        "[^notes.2]: [raw/2024/the bell.md, line 1](../../raw/2024/the%20bell.md#L1) \"The bell weighs 12 kg.\"\n[^notes.3]: [raw/2024/the bell.md, line 3](../../raw/2024/the%20bell.md#L3) \"It is loud.\"\n");

    [Fact]
    public void A_quote_that_went_to_another_file_is_followed_and_the_old_source_stays()
    {
        var healed = Healed("broken-citation", "- { id: notes, resource: ../../raw/notes.md }", Footnote("raw/notes.md", 3, "The bell weighs 12 kg."), ("raw/notes.md", "It is loud.\n"), ("raw/new.md", "The bell weighs 12 kg.\n"));
        healed.Files[Bell].ShouldContain("resource: ../../raw/notes.md }");
        healed.Files[Bell].ShouldEndWith(Footnote("raw/new.md", 1, "The bell weighs 12 kg."));
    }

    [Fact]
    public void A_quote_that_stands_nowhere_or_twice_stays_broken()
    {
        var twice = Healed("broken-citation", "- { id: notes, resource: ../../raw/notes.md }", Footnote("raw/notes.md", 3, "The bell weighs 12 kg."), ("raw/a.md", "The bell weighs 12 kg.\n"), ("raw/b.md", "The bell weighs 12 kg.\n"));
        twice.Plan.Steps.ShouldBeEmpty();
        twice.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("the quote stands word for word in no other source, or in more than one");
        Healed("broken-citation", "- { id: notes, resource: ../../raw/notes.md }", Footnote("raw/notes.md", 3, "The bell weighs 12 kg."), ("raw/a.md", "The old bell weighs 12 kg.\n")).Plan.Left.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_source_with_only_some_of_the_quotes_is_not_the_renamed_one()
    {
        var healed = Healed("source-deleted", "- { id: notes, resource: ../../raw/notes.md }", Footnote("raw/notes.md", 3, "The bell weighs 12 kg.") + Footnote("raw/notes.md", 5, "It is loud.").Replace("notes.2", "notes.3", StringComparison.Ordinal), ("raw/a.md", "The bell weighs 12 kg.\n"));
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("no other file has the same content, or all that the page quotes of it; a person wrote that it rests on it");
    }

    [Fact]
    public void A_source_that_is_gone_for_good_is_taken_out_by_ingest()
    {
        using var wiki = new Ingest.IngestWiki(("a.md", "# Bells\n\n## Great bell\n\nThe great bell of Ostby weighs 12 kg. The great bell was cast in 1890 by Mary Ashdown.\n"), ("b.md", "# Towers\n\n## Great bell\n\nThe great bell of Ostby hangs 20 m high. The great bell was hung by Ada Lindqvist in 1891. The great bell has a clapper of iron. The great bell is the loudest bell of Ostby. The great bell rings at noon.\n"));
        wiki.Ingest();
        wiki.Delete("raw/a.md");
        var left = HealedFiles.Of(Files(wiki), "source-deleted").Plan.Left;
        left.Length.ShouldBeGreaterThan(1);
        left.ShouldAllBe(each => each.Why.EndsWith("'wiki ingest' takes its citations out", StringComparison.Ordinal));
        wiki.Ingest();
        HealedFiles.Of(Files(wiki), "source-deleted").Plan.Look.Findings.ShouldBeEmpty();
    }

    private static Dictionary<string, string> Files(Ingest.IngestWiki wiki) =>
        Directory.EnumerateFiles(wiki.Root, "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(wiki.Root, file).Replace('\\', '/'))
            .Where(path => path.StartsWith("wiki/", StringComparison.Ordinal) || path.StartsWith("raw/", StringComparison.Ordinal)).ToDictionary(path => path, wiki.Read);

    [Fact]
    public void A_link_of_the_text_follows_the_renamed_source_and_is_a_link_to_raw_again()
    {
        var text = ToolsPage.Of(Bell, "type: concept\ntitle: Bell\nsources:\n  - { id: notes, resource: ../../raw/notes.md }\n", $"# Bell\n\nHeavy.[^notes.2] See [more](../../raw/notes.md).\n\n{Footnote("raw/notes.md", 3, "The bell weighs 12 kg.")}");
        var healed = HealedFiles.Of(new Dictionary<string, string> { [Bell] = text, ["raw/new.md"] = "The bell weighs 12 kg.\n" }, "source-deleted", "link-to-raw", "broken-link");
        healed.Files[Bell].ShouldContain("Heavy.[^notes.2] See [more](../../raw/new.md).");
        healed.Files[Bell].ShouldNotContain("notes.md");
    }

    [Fact]
    public void The_page_of_a_renamed_source_follows_by_its_content()
    {
        const string Content = "The harbour is deep.\n";
        var source = ToolsPage.Of("wiki/sources/harbour.md", "type: source\ntitle: Harbour\nsources:\n  - id: harbour\n    resource: ../../raw/harbour.txt\n", "# Harbour\n\nSource: [raw/harbour.txt](../../raw/harbour.txt)\n")
            .Replace("by: test,", $"by: test, source: \"{LlmWiki.Text.ContentHash.Of(Content).Hex}\",", StringComparison.Ordinal);
        var healed = HealedFiles.Of(new Dictionary<string, string> { ["wiki/sources/harbour.md"] = source, ["raw/ports/[deep] harbour.txt"] = Content, ["raw/other.txt"] = "Nothing.\n" }, "source-deleted");
        healed.Files["wiki/sources/harbour.md"].ShouldContain("  - id: harbour\n    resource: \"../../raw/ports/[deep] harbour.txt\"\n");
        healed.Files["wiki/sources/harbour.md"].ShouldEndWith("# Harbour\n\nSource: [raw/ports/\\[deep\\] harbour.txt](../../raw/ports/%5Bdeep%5D%20harbour.txt)\n");
        ToolsPage.ShouldBeTools("wiki/sources/harbour.md", healed.Files["wiki/sources/harbour.md"]);
        HealedFiles.Of(healed.Files, "source-deleted").Plan.Steps.ShouldBeEmpty();
    }

    [Fact]
    public void A_persons_page_is_mended_after_review()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string> { [Bell] = "# Bell\n\nHeavy.[^notes.2]\n\n" + Footnote("raw/notes.md", 3, "The bell weighs 12 kg."), ["raw/notes.md"] = "The bell weighs 12 kg.\n" }, "broken-citation");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted("broken-citation", Bell).ShouldBe("# Bell\n\nHeavy.[^notes.2]\n\n" + Footnote("raw/notes.md", 1, "The bell weighs 12 kg."));
    }

    [Theory]
    [InlineData("The old bell in the south tower weighs 12 kg.[^notes.2]", "The old bell in the south tower weighs 13 kg.[^notes.2]")]
    [InlineData("It rings. The *old* [bell](bell.md) in the south tower weighs 12 kg.[^notes.2]", "It rings. The *old* [bell](bell.md) in the south tower weighs 13 kg.[^notes.2]")]
    [InlineData("It hangs in the south tower.[^notes.2]", "It hangs in the south tower.[^notes.2]")]
    public void A_reworded_passage_is_offered_for_the_footnote_and_for_what_repeats_it(string before, string after)
    {
        var healed = Stale(before, "The old bell in the south tower weighs 13 kg.\n");
        healed.Plan.Steps.ShouldBeEmpty();
        var accepted = healed.Accepted("stale-citation", Bell);
        accepted[accepted.IndexOf("# Bell", StringComparison.Ordinal)..].ShouldBe($"# Bell\n\n{after}\n\n{Footnote("raw/notes.md", 3, "The old bell in the south tower weighs 13 kg.")}");
        healed.Plan.Queued.Single().Fix.Reason.ShouldBe("it was 'The old bell in the south tower weighs 12 kg.' and is 'The old bell in the south tower weighs 13 kg.'");
    }

    [Fact]
    public void Words_of_a_source_are_escaped()
    {
        var accepted = Stale("The old bell in the south tower weighs 12 kg.[^notes.2]", "The old bell in the south tower weighs \\<b\\> \\[\\[12\\]\\] kg.\n").Accepted("stale-citation", Bell);
        accepted.ShouldContain("tower weighs \\<b\\> \\[\\[12\\]\\] kg.[^notes.2]\n\n[^notes.2]:");
        accepted.ShouldContain("\"The old bell in the south tower weighs \\<b\\> \\[\\[12\\]\\] kg.\"");
    }

    [Fact]
    public void A_statement_with_what_the_passage_no_longer_says_stays()
    {
        var healed = Stale("The bell of 12 kg is old.[^notes.2]", "The old bell in the south tower weighs 13 kg.\n");
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("the number '12' of the statement is no longer in the passage: 'The old bell in the south tower weighs 13 kg.'");
    }

    private static string Footnote(string source, int line, string quote) => $"[^notes.2]: [{source}, line {line}](../../{source}#L{line}) \"{quote}\"\n";

    private static HealedFiles Stale(string statement, string passage) => HealedFiles.Of(new Dictionary<string, string>
    {
        [Bell] = ToolsPage.Of(Bell, "type: concept\ntitle: Bell\n", $"# Bell\n\n{statement}\n\n{Footnote("raw/notes.md", 3, "The old bell in the south tower weighs 12 kg.")}"),
        ["raw/notes.md"] = "# Notes\n\n" + passage,
    }, "stale-citation", "unsupported-statement");

    private static HealedFiles Healed(string rule, string sources, string footnotes, params (string Path, string Text)[] raw)
    {
        var files = raw.ToDictionary(file => file.Path, file => file.Text);
        files[Bell] = ToolsPage.Of(Bell, $"type: concept\ntitle: Bell\nsources:\n  {sources}\n", $"# Bell\n\nHeavy.[^notes.2] Loud.[^notes.3]\n\n{footnotes}");
        return HealedFiles.Of(files, rule);
    }

    private static void Page(string rule, string source, string content, string sources, string sourcesAfter, string before, string after, string newline = "\n")
    {
        string Text(string head, string notes) => ToolsPage.Of(Bell, $"type: concept\ntitle: Bell\nsources:\n  {head}\n", $"# Bell\n\nHeavy.[^notes.2] Loud.[^notes.3]\n\n{notes}", newline);
        var healed = HealedFiles.Of(new Dictionary<string, string> { [Bell] = Text(sources, before), [source] = content }, rule);
        ToolsPage.Shown(healed.Files[Bell]).ShouldBe(ToolsPage.Shown(Text(sourcesAfter, after)));
        ToolsPage.ShouldBeTools(Bell, healed.Files[Bell]);
        healed.Plan.Left.ShouldBeEmpty();
        HealedFiles.Of(healed.Files, rule).Plan.Steps.ShouldBeEmpty();
    }
}
