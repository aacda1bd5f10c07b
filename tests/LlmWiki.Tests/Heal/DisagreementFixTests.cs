namespace LlmWiki.Tests.Heal;

/// <summary>Statements that disagree, and what heal offers for them.</summary>
public sealed class DisagreementFixTests
{
    private const string Bell = "wiki/concepts/bell.md";
    private const string Ostby = "wiki/entities/ostby.md";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Both_sides_are_told_with_their_sources(string newline)
    {
        var healed = Contradiction("- The great bell of Ostby weighs 900 kg.[^notes.2]\n", "- The great bell of Ostby weighs 1,200 kg.[^notes.2]\n- It rings.[^notes.2]\n\n## Use\n\nNone.[^notes.2]\n", newline);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.ShouldBeEmpty();
        var accepted = healed.Accepted("contradiction", Ostby);
        accepted[accepted.IndexOf("# Ostby", StringComparison.Ordinal)..].ShouldBe(("# Ostby\n\n- The great bell of Ostby weighs 1,200 kg.[^notes.2]\n- It rings.[^notes.2]\n\n"
            + "> [!WARNING] Sources disagree\n> - Ada\\[1\\]: The great bell of Ostby weighs 900 kg.[^notes.2-2]\n> - b.txt: The great bell of Ostby weighs 1,200 kg.[^notes.2]\n\n## Use\n\nNone.[^notes.2]\n\n"
            + "[^notes.2]: [raw/b.txt, line 1](../../raw/b.txt#L1) \"The great bell of Ostby weighs 1,200 kg.\"\n[^notes.2-2]: [raw/a.md, line 5](../../raw/a.md#L5) \"The great bell of Ostby weighs 900 kg.\"\n").Replace("\n", newline, StringComparison.Ordinal));
        ToolsPage.ShouldBeTools(Ostby, accepted);

        // The callout settles the pair, and is held against its sources like any statement.
        var settled = healed.Files.ToDictionary();
        settled[Ostby] = accepted;
        HealedFiles.Of(settled).Plan.Look.Findings.ShouldNotContain(finding => finding.Rule == "contradiction" || finding.Rule == "duplicate-statement" || finding.Rule == "unsupported-statement");
    }

    /// <summary>The older one is told so where it stands, and the younger one before it.</summary>
    [Theory]
    [InlineData(Old, Young, "2019-05-01", "2024-02-01", Bell)]
    [InlineData(Young, Old, "2024-02-01", "2019-05-01", Ostby)]
    public void A_number_that_changes_is_told_with_the_years_of_its_sources(string bell, string ostby, string first, string second, string page)
    {
        var files = Dated($"{bell}[^notes.2]", $"{ostby}[^notes.2]", first, second);
        var healed = HealedFiles.Of(files, Rules);
        healed.Plan.Steps.ShouldBeEmpty();
        var change = healed.Plan.Queued.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem();
        change.Path.Value.ShouldBe(page);
        change.Content!.ShouldContain($"\n\nSince 2024: {Young}[^notes.2-2] Until 2019: {Old}[^notes.2]\n");
        files[page] = change.Content!;
        HealedFiles.Of(files, Rules).Plan.Look.Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2024-02-01", "2024-05-01")]
    [InlineData("2019-02-01", "")]
    public void Without_two_years_both_are_told_in_a_callout(string first, string second) =>
        HealedFiles.Of(Dated($"{Old}[^notes.2]", $"{Young}[^notes.2]", first, second), Rules).Plan.Queued.ShouldHaveSingleItem().Fix.Title.ShouldBe("tell both with their sources");

    [Fact]
    public void A_measure_does_not_change_with_the_year()
    {
        var files = Files("The great bell of Ostby weighs 900 kg.[^notes.2]\n", "The great bell of Ostby weighs 1,200 kg.[^notes.2]\n", "\n");
        files["raw/a.md"] = "---\ntitle: A\ndate: 2019-01-01\n---\n\nThe great bell of Ostby weighs 900 kg.\n";
        files["raw/b.txt"] = "Date: 2024-01-01\n\nThe great bell of Ostby weighs 1,200 kg.\n";
        HealedFiles.Of(files, "contradiction").Plan.Queued.ShouldHaveSingleItem().Fix.Title.ShouldBe("tell both with their sources");
    }

    [Fact]
    public void A_callout_in_the_old_form_settles_the_pair_too()
    {
        var files = Files("The great bell of Ostby weighs 900 kg.[^notes.2]\n", "The great bell of Ostby weighs 1,200 kg.[^notes.2]\n\n> [!WARNING] Sources disagree\n> A: The great bell of Ostby weighs 900 kg.\n> B: The great bell of Ostby weighs 1,200 kg.\n", "\n");
        HealedFiles.Of(files, "contradiction").Plan.Look.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void Where_one_side_has_no_evidence_nothing_is_offered()
    {
        var healed = Contradiction("The great bell of Ostby weighs 900 kg.[^notes.2]\n", "The great bell of Ostby weighs 1,200 kg.[^mine]\n\n[^mine]: Told by Ada.\n");
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.Single(left => left.Finding.Rule == "contradiction").Why.ShouldBe("one of the two has no citation that holds: nothing says who is right");
    }

    [Fact]
    public void A_persons_statement_is_not_judged()
    {
        var files = Files("The great bell of Ostby weighs 900 kg.[^notes.2]\n", "The great bell of Ostby weighs 1,200 kg.[^notes.2]\n", "\n");
        files[Ostby] = files[Ostby].Replace("great bell of Ostby weighs 1,200 kg.[", "great bell of Ostby weighs 1,250 kg.[", StringComparison.Ordinal);
        HealedFiles.Of(files, "contradiction").Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("one of the two is a person's: it is for a person to say who is right");
    }

    [Fact]
    public void A_rounded_number_is_said_to_be_about_right()
    {
        var healed = Drift("The lock chamber of Ostby holds **1,250** litres.[^lock.2]", "The lock chamber of Ostby holds 1,200 litres.[^lock.2]", "The lock chamber of Ostby holds 1,250 litres.\n\nThe lock chamber of Ostby holds 1,200 litres.\n");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted("number-drift", Ostby).ShouldContain("# Ostby\n\nThe lock chamber of Ostby holds about 1,200 litres.[^lock.2]\n");
    }

    [Fact]
    public void A_number_without_a_citation_gets_the_cited_value()
    {
        var healed = Drift("The lock chamber of Ostby holds 1,250 litres.[^lock.2]", "I know: it is old. The lock chamber of Ostby holds 1,240 litres.", "The lock chamber of Ostby holds 1,250 litres.\n");
        healed.Accepted("number-drift", Ostby).ShouldContain("I know: it is old. The lock chamber of Ostby holds 1,250 litres.\n");
    }

    [Theory]
    [InlineData("Nothing.\n", "neither of the two is cited")]
    [InlineData("The lock chamber of Ostby holds 1,250 litres.\n\nThe lock chamber of Ostby holds 1,240 litres.\n", "both are cited, and neither is the other one rounded")]
    public void Numbers_without_evidence_stay(string raw, string why)
    {
        var healed = Drift("The lock chamber of Ostby holds 1,250 litres.[^lock.2]", "The lock chamber of Ostby holds 1,240 litres.[^lock.2]", raw);
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe(why);
    }

    private const string Old = "The rowing club of Ostby has 120 members.";
    private const string Young = "The rowing club of Ostby has 95 members.";
    private static readonly string[] Rules = ["contradiction", "duplicate-statement", "unsupported-statement", "superseded-statement", "broken-citation", "unused-footnote"];

    /// <summary>Two pages, each with a source of its own and that of its day.</summary>
    private static Dictionary<string, string> Dated(string bell, string ostby, string first, string second)
    {
        string Note(string statement, string file) => $"\n\n[^notes.2]: [raw/{file}.md, line 5](../../raw/{file}.md#L5) \"{statement[..statement.IndexOf('[', StringComparison.Ordinal)]}\"\n";
        string Raw(string statement, string date) => $"---\n{(date.Length > 0 ? "date: " + date : "by: me")}\n---\n\n{statement[..statement.IndexOf('[', StringComparison.Ordinal)]}\n";
        return new()
        {
            [Bell] = ToolsPage.Of(Bell, "type: concept\ntitle: Bell\n", $"# Bell\n\n{bell}{Note(bell, "a")}"),
            [Ostby] = ToolsPage.Of(Ostby, "type: entity\ntitle: Ostby\n", $"# Ostby\n\n{ostby}{Note(ostby, "b")}"),
            ["raw/a.md"] = Raw(bell, first),
            ["raw/b.md"] = Raw(ostby, second),
        };
    }

    private static HealedFiles Contradiction(string bell, string ostby, string newline = "\n") => HealedFiles.Of(Files(bell, ostby, newline), "contradiction", "duplicate-statement", "unsupported-statement", "broken-citation", "unused-footnote");

    private static Dictionary<string, string> Files(string bell, string ostby, string newline) => new()
    {
        [Bell] = ToolsPage.Of(Bell, "type: concept\ntitle: Bell\n", $"# Bell\n\n{bell}\n[^notes.2]: [raw/a.md, line 5](../../raw/a.md#L5) \"The great bell of Ostby weighs 900 kg.\"\n", newline),
        [Ostby] = ToolsPage.Of(Ostby, "type: entity\ntitle: Ostby\n", $"# Ostby\n\n{ostby}\n{(ostby.Contains("[^mine]", StringComparison.Ordinal) ? "" : "[^notes.2]: [raw/b.txt, line 1](../../raw/b.txt#L1) \"The great bell of Ostby weighs 1,200 kg.\"\n")}", newline),
        ["raw/a.md"] = "---\ntitle: \"Ada[1]\"\n---\n\nThe great bell of Ostby weighs 900 kg.\n",
        ["raw/b.txt"] = "The great bell of Ostby weighs 1,200 kg.\n",
    };

    private static HealedFiles Drift(string first, string second, string raw)
    {
        var lines = raw.Split('\n');
        string Footnote(string text) => text.Contains("[^", StringComparison.Ordinal) ? $"\n[^lock.2]: [raw/lock.md, line {Array.FindIndex(lines, line => line.Length > 0 && text.Replace("**", "", StringComparison.Ordinal).Contains(line, StringComparison.Ordinal)) + 1}](../../raw/lock.md#L1) \"{text.Replace("**", "", StringComparison.Ordinal)[..text.Replace("**", "", StringComparison.Ordinal).IndexOf("[^", StringComparison.Ordinal)]}\"\n" : "";
        return HealedFiles.Of(new Dictionary<string, string>
        {
            [Bell] = ToolsPage.Of(Bell, "type: concept\ntitle: Bell\n", $"# Bell\n\n{first}\n{Footnote(first)}"),
            [Ostby] = $"---\ntype: entity\ntitle: Ostby\n---\n# Ostby\n\n{second}\n{Footnote(second)}",
            ["raw/lock.md"] = raw,
        }, "number-drift");
    }
}
