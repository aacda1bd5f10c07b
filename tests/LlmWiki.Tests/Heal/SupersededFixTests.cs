namespace LlmWiki.Tests.Heal;

/// <summary>Statements that younger ones have overtaken, told with their years.</summary>
public sealed class SupersededFixTests
{
    private const string Rule = "superseded-statement";
    private const string Club = "wiki/entities/club.md";
    private const string Boats = "wiki/concepts/boats.md";
    private const string Old = "The rowing club of Ostby has 120 members (as of 2019).";
    private const string New = "As of 2024, the rowing club of Ostby has 95 members.";

    private static readonly string[] Rules = [Rule, "outdated-as-of", "unsupported-statement", "duplicate-statement", "broken-citation", "unused-footnote", "contradiction"];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void The_older_one_goes_behind_the_younger_one(string newline) =>
        Mended($"It rows. {Old}[^a] It is old.[^a]\n\n- Loud.[^a]\n- {New}[^b]\n", $"It rows. It is old.[^a]\n\n- Loud.[^a]\n- Since 2024: {New}[^b] Until 2019: {Old}[^a]\n", newline);

    [Theory]
    [InlineData("{0}[^a] {1}[^b]\n", "Since 2024: {1}[^b] Until 2019: {0}[^a]\n")]
    [InlineData("{0}[^a]\n\n{1}[^b]\n\nMore.[^a]\n", "Since 2024: {1}[^b] Until 2019: {0}[^a]\n\nMore.[^a]\n")]
    [InlineData("{1}[^b]\n\n## Past\n\n- {0}[^a]\n", "Since 2024: {1}[^b]\n\n## Past\n\n- Until 2019: {0}[^a]\n")]
    [InlineData("- {0}[^a]\n  - a part[^a]\n- {1}[^b]\n", "- Until 2019: {0}[^a]\n  - a part[^a]\n- Since 2024: {1}[^b]\n")]
    public void Both_are_told_with_their_years(string before, string after) => Mended(string.Format(null, before, Old, New), string.Format(null, after, Old, New));

    [Fact]
    public void Marks_links_and_broken_lines_come_along() =>
        Mended("The **rowing** [club](../concepts/boats.md) of Ostby has\n120 members (as of 2019).[^a]\n\n*As of 2024*, the rowing club of Ostby has 95 members.[^b]\n",
            "Since 2024: *As of 2024*, the rowing club of Ostby has 95 members.[^b] Until 2019: The **rowing** [club](../concepts/boats.md) of Ostby has 120 members (as of 2019).[^a]\n");

    [Fact]
    public void On_another_page_the_younger_one_is_told_as_well()
    {
        var files = Files($"It rows. {Old}[^a]\n", cites: "a");
        files[Boats] = Page(Boats, "Boats", $"{New}[^notes.2]\n", "notes.2");
        var healed = HealedFiles.Of(files, Rules);
        healed.Plan.Queued.ShouldBeEmpty();
        Body(healed, Club).ShouldBe($"# Club\n\nIt rows. Since 2024: {New}[^notes.2] Until 2019: {Old}[^a]\n\n{Note("a")}{Note("notes.2")}");
        healed.Files[Boats].ShouldBe(files[Boats]);
        ShouldStay(healed);
    }

    [Fact]
    public void A_third_one_supersedes_the_second()
    {
        const string Third = "As of 2026 the rowing club of Ostby has 80 members.";
        var first = Mended($"{Old}[^a]\n\n{New}[^b]\n", $"Since 2024: {New}[^b] Until 2019: {Old}[^a]\n");
        var files = first.Files.ToDictionary();
        files["raw/notes.md"] += $"\n{Third}\n";
        files[Club] = ToolsPage.Of(Club, "type: entity\ntitle: Club\n", $"# Club\n\nSince 2024: {New}[^b] Until 2019: {Old}[^a]\n\n{Third}[^c]\n\n{Note("a")}{Note("b")}[^c]: [raw/notes.md, line 7](../../raw/notes.md#L7) \"{Third}\"\n");
        var healed = HealedFiles.Of(files, Rules);
        Body(healed, Club).ShouldStartWith($"# Club\n\nUntil 2019: {Old}[^a]\n\nSince 2026: {Third}[^c] Until 2024: {New}[^b]\n");
        ShouldStay(healed);
    }

    [Theory]
    [InlineData("Der Ruderverein von Ostby hat 120 Mitglieder (Stand 2019).", "Der Ruderverein von Ostby hat 95 Mitglieder (Stand 2024).", "Seit 2024: ", "Bis 2019: ")]
    [InlineData("Les clubs de Ostby ont 120 membres (en 2019).", "En 2024 les clubs de Ostby ont 95 membres.", "Depuis 2024 : ", "Jusqu'en 2019 : ")]
    [InlineData("El club de Ostby tiene 120 miembros (en 2019).", "En 2024 el club de Ostby tiene 95 miembros.", "Desde 2024: ", "Hasta 2019: ")]
    public void Other_languages_have_words_of_their_own(string old, string young, string since, string until)
    {
        var files = Files($"{old}[^a]\n\n{young}[^b]\n", old, young);
        var healed = HealedFiles.Of(files, Rules);
        Body(healed, Club).ShouldStartWith($"# Club\n\n{since}{young}[^b] {until}{old}[^a]\n");
        ShouldStay(healed);
    }

    [Fact]
    public void A_persons_words_wait()
    {
        var files = Files($"{Old}[^a]\n\n{New}[^b]\n");
        files[Club] = files[Club].Replace("has 120 members (as of 2019).[", "has 121 members (as of 2019).[", StringComparison.Ordinal);
        var healed = HealedFiles.Of(files, Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted(Rule, Club).ShouldContain($"Since 2024: {New}[^b] Until 2019: The rowing club of Ostby has 121 members (as of 2019).[^a]");
    }

    [Fact]
    public void Without_evidence_it_waits_and_only_the_older_one_is_marked()
    {
        var files = Files($"{Old}[^a]\n", cites: "a");
        files[Boats] = $"# Boats\n\n{New}\n";
        var healed = HealedFiles.Of(files, Rules);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted(Rule, Club).ShouldContain($"# Club\n\nUntil 2019: {Old}[^a]\n");
    }

    [Theory]
    [InlineData("**{0}[^a] It rows.**")]
    [InlineData("*{0}[^a] It rows.*")]
    [InlineData("_{0}[^a] It rows._")]
    [InlineData("~~{0}[^a] It rows.~~")]
    public void Where_emphasis_goes_beyond_the_sentence_it_stays(string text)
    {
        var healed = HealedFiles.Of(Files($"{string.Format(null, text, Old)}\n\n{New}[^b]\n"), Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("the place of the older statement is not sure: marks go beyond the sentence");
    }

    private static HealedFiles Mended(string before, string after, string newline = "\n")
    {
        var healed = HealedFiles.Of(Files(before, newline: newline), Rules);
        healed.Plan.Left.ShouldBeEmpty();
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Files[Club].Replace(newline, "", StringComparison.Ordinal).ShouldNotContain('\n');
        Body(healed, Club).ShouldBe($"# Club\n\n{after}\n{Note("a")}{Note("b")}");
        ToolsPage.ShouldBeTools(Club, healed.Files[Club]);
        ShouldStay(healed);
        return healed;
    }

    private static void ShouldStay(HealedFiles healed)
    {
        var again = HealedFiles.Of(healed.Files, Rules);
        again.Plan.Look.Findings.ShouldBeEmpty();
        again.Plan.Steps.ShouldBeEmpty();
    }

    private static string Body(HealedFiles healed, string path)
    {
        var text = healed.Files[path].Replace("\r\n", "\n", StringComparison.Ordinal);
        return text[(text.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..];
    }

    private static string Note(string label, string old = Old, string young = New) =>
        label == "a" ? $"[^a]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"{old}\"\n" : $"[^{label}]: [raw/notes.md, line 5](../../raw/notes.md#L5) \"{young}\"\n";

    private static string Page(string path, string title, string body, string note) => ToolsPage.Of(path, $"type: entity\ntitle: {title}\n", $"# {title}\n\n{body}\n{Note(note)}");

    private static Dictionary<string, string> Files(string body, string old = Old, string young = New, string newline = "\n", string cites = "ab") => new()
    {
        ["raw/notes.md"] = $"# Notes\n\n{old}\n\n{young}\n",
        [Club] = ToolsPage.Of(Club, "type: entity\ntitle: Club\n", $"# Club\n\n{body}\n{string.Concat(cites.Select(label => Note(label.ToString(), old, young)))}", newline),
    };
}
