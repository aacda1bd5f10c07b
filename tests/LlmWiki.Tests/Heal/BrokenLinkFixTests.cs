using LlmWiki.Lint;

namespace LlmWiki.Tests.Heal;

/// <summary>Dead links, led to the page, heading, block or footnote that was meant.</summary>
public sealed class BrokenLinkFixTests
{
    private const string Rule = "broken-link";

    [Fact]
    public void Another_form_of_the_name_is_certain_and_only_the_target_changes()
    {
        var healed = Healed("# A\n\nSee [the *Rim*](./Rim%20Brake.md#pads) and `[x](gone.md)`.\n", ("wiki/rim-brake.md", ToolPage.Of("Caliper", "# Caliper\n\n## Pads\n\nSoft.\n")));
        healed.Shown("wiki/a.md").ShouldBe(ToolPage.Of("A", "# A\n\nSee [the *Rim*](./rim-brake.md#pads) and `[x](gone.md)`.\n"));
        healed.ShouldBeSettled(Rule);
    }

    [Fact]
    public void Line_ends_of_Windows_stay()
    {
        var text = ToolPage.Of("A", "# A\n\nSee\n[the brake](brake).\n").ReplaceLineEndings("\r\n");
        var healed = Files(("wiki/a.md", text), ("wiki/brake.md", ToolPage.Of("Brake", "# Brake\n")));
        healed.Shown("wiki/a.md").ShouldBe(text.Replace("(brake)", "(brake.md)", StringComparison.Ordinal));
        healed.ShouldBeSettled(Rule);
    }

    [Theory]
    [InlineData("[[Help & support]]", "help-and-support.md", "[[help-and-support|Help & support]]")]
    [InlineData("[[plugins/Markdown format converter]]", "Format converter.md", "[[Format converter|Markdown format converter]]")]
    public void What_people_mended_in_a_real_vault_is_offered(string link, string file, string mended)
    {
        var healed = HealedFiles.Of(new Dictionary<string, string> { ["wiki/a.md"] = $"# A\n\nSee {link} here.\n", ["wiki/" + file] = "# B\n\nText.\n" }, "broken-link");
        healed.Accepted("broken-link", "wiki/a.md").ShouldBe($"# A\n\nSee {mended} here.\n");
    }

    [Theory]
    [InlineData("[old](moved.md)", "[old](deep/moved.md)")]
    [InlineData("[old](/wiki/moved.md)", "[old](/wiki/deep/moved.md)")]
    [InlineData("[[moved/penny farthing#Size|old]]", "[[high-wheeler#Size|old]]")]
    [InlineData("[[Penny-farthing]]", "[[high-wheeler|Penny-farthing]]")]
    [InlineData("[[Penny-farthing#size]]", "[[high-wheeler#size|Penny-farthing]]")]
    [InlineData("[[nowhere/moved]]", "[[deep/moved|moved]]")]
    [InlineData("[a High Wheeler](ordinary.md)", "[a High Wheeler](ordinary.md)")]
    [InlineData("[High Wheeler](ordinary.md)", "[High Wheeler](high-wheeler.md)")]
    [InlineData("![x](lever.png)", "![x](../raw/images/lever.png)")]
    [InlineData("![[images2/lever.png|100]]", "![[raw/images/lever.png|100]]")]
    [InlineData("[size](Penny-Farthing.md#big-size)", "[size](Penny-Farthing.md#big-size)")]
    public void A_certain_candidate_is_taken(string before, string after)
    {
        var healed = Healed($"# A\n\nSee {before} here.\n",
            ("wiki/deep/moved.md", ToolPage.Of("Moved", "# Moved\n")),
            ("wiki/high-wheeler.md", ToolPage.Of("High wheeler", "# High wheeler\n\n## Size\n\nBig.\n", "aliases: [Penny-farthing]\n")),
            ("raw/images/lever.png", "x"));
        healed.Shown("wiki/a.md").ShouldBe(ToolPage.Of("A", $"# A\n\nSee {after} here.\n"));
        healed.ShouldBeSettled(Rule);
    }

    [Fact]
    public void A_wikilink_in_a_table_gets_its_bar_escaped()
    {
        var healed = Healed("# A\n\n| a | b |\n|---|---|\n| [[Penny-farthing]] | x |\n", ("wiki/high-wheeler.md", ToolPage.Of("High wheeler", "# High wheeler\n", "aliases: [Penny-farthing]\n")));
        healed.Shown("wiki/a.md").ShouldContain("| [[high-wheeler\\|Penny-farthing]] | x |");
        healed.ShouldBeSettled(Rule);
    }

    [Fact]
    public void A_property_and_a_definition_are_mended_too()
    {
        var files = Files(("wiki/a.md", "---\ntitle: A\nup: \"[[Rim Brake]]\"\n---\n# A\n\nThe [brake][b].\n\n[b]: <Rim Brake.md> \"Brake\"\n"), ("wiki/rim-brake.md", ToolPage.Of("Calipers", "# Calipers\n")));
        files.Plan.Steps.ShouldBeEmpty();
        files.Plan.Queued.Select(step => step.Changes[0].Content).ShouldBe(
        [
            "---\ntitle: A\nup: \"[[rim-brake]]\"\n---\n# A\n\nThe [brake][b].\n\n[b]: <Rim Brake.md> \"Brake\"\n",
            "---\ntitle: A\nup: \"[[Rim Brake]]\"\n---\n# A\n\nThe [brake][b].\n\n[b]: <rim-brake.md> \"Brake\"\n",
        ]);
    }

    [Theory]
    [InlineData("[it](sprockt.md)", "[it](sprocket.md)")]
    [InlineData("[it](sprocket.md#the-size-of-tooth)", "[it](sprocket.md#the-size-of-a-tooth)")]
    [InlineData("[it](gone/sprocket.md#wear)", "[it](sprocket.md)")]
    [InlineData("[[sprocket#^first-hron]]", "[[sprocket#^first-horn]]")]
    [InlineData("word[^notse]", "word[^notes]")]
    public void A_candidate_that_is_only_near_is_offered(string before, string after)
    {
        const string Note = "\n\n[^notes]: A note.\n";
        var healed = Healed($"# A\n\nSee {before} here.[^notes]{Note}", ("wiki/sprocket.md", ToolPage.Of("Sprocket", "# Sprocket\n\n## The colour of a tooth or two\n\nA tooth. ^first-horn\n\n## The size of a tooth\n\nIt.\n")));
        var isHeading = before.Contains("tooth", StringComparison.Ordinal);
        healed.Plan.Steps.Length.ShouldBe(isHeading ? 1 : 0);
        (isHeading ? healed.Shown("wiki/a.md") : ToolPage.Shown(healed.Accepted(Rule, "wiki/a.md"))).ShouldBe(ToolPage.Of("A", $"# A\n\nSee {after} here.[^notes]{Note}"));
    }

    [Theory]
    [InlineData("[it](part-3.md)")]
    [InlineData("[it](henry-vi.md)")]
    [InlineData("[it](appendix-c.md)")]
    [InlineData("[it](rover.md)")]
    [InlineData("[c](c.md)")]
    [InlineData("[it](nothing-like-it.md)")]
    [InlineData("[[a#Part 3]]")]
    [InlineData("[it](notes2.pdf)")]
    public void Without_evidence_nothing_is_proposed(string link)
    {
        var healed = Healed($"# A\n\n## Part 1\n\nSee {link} here.\n",
            ("wiki/part-1.md", ToolPage.Of("Part 1", "# Part 1\n")), ("wiki/part-2.md", ToolPage.Of("Part 2", "# Part 2\n")),
            ("wiki/henry-vii.md", ToolPage.Of("Henry VII", "# Henry VII\n")), ("wiki/appendix-a.md", ToolPage.Of("Appendix A", "# Appendix A\n")),
            ("wiki/x/rover.md", ToolPage.Of("The machine", "# The machine\n")), ("wiki/y/rover.md", ToolPage.Of("The maker", "# The maker\n")),
            ("wiki/c-1a2b.md", ToolPage.Of("\"C#\"", "# C\\#\n")), ("wiki/c-3a4b.md", ToolPage.Of("C++", "# C++\n")), ("raw/notes1.pdf", "x"));
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_could_be_several_is_told()
    {
        var healed = Healed("# A\n\nSee [it](rover.md).\n", ("wiki/x/rover.md", ToolPage.Of("The machine", "# The machine\n")), ("wiki/y/rover.md", ToolPage.Of("The maker", "# The maker\n")));
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("it may have meant 'wiki/x/rover.md' or 'wiki/y/rover.md'");
    }

    [Fact]
    public void Two_kinds_of_evidence_for_two_pages_are_a_question()
    {
        var healed = Healed("# A\n\nSee [it](old/rover.md).\n", ("wiki/rover.md", ToolPage.Of("The maker", "# The maker\n")), ("wiki/x.md", ToolPage.Of("Rover", "# Rover\n")));
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldHaveSingleItem().Fix.Tier.ShouldBe(FixTier.Review);
    }

    [Fact]
    public void A_persons_link_waits_for_review()
    {
        var healed = Files(("wiki/a.md", "# A\n\nSee [it](brake).\n"), ("wiki/brake.md", ToolPage.Of("Brake", "# Brake\n")));
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted(Rule, "wiki/a.md").ShouldBe("# A\n\nSee [it](brake.md).\n");
    }

    [Fact]
    public void Names_with_signs_of_the_syntax_are_escaped_or_left()
    {
        var healed = Healed("# A\n\nSee [it](old/a(b)%20c.md) and [[old/a(b) c]] and [[d [e]].\n", ("wiki/deep/a(b) c.md", ToolPage.Of("\"x](y) | z\"", "# x\n")), ("wiki/old/d [e.md", "# D\n"));
        healed.Shown("wiki/a.md").ShouldContain("See [it](deep/a%28b%29%20c.md) and [[deep/a(b) c|a(b) c]] and [[d [e]].");
        healed.ShouldBeSettled(Rule);
    }

    private static HealedFiles Healed(string body, params (string Path, string Text)[] others) => Files([("wiki/a.md", ToolPage.Of("A", body)), .. others]);

    private static HealedFiles Files(params (string Path, string Text)[] files) => HealedFiles.Of(files.ToDictionary(file => file.Path, file => file.Text), Rule);
}
