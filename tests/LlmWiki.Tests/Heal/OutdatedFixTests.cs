namespace LlmWiki.Tests.Heal;

/// <summary>Statements that give a year of long ago as the present.</summary>
public sealed class OutdatedFixTests
{
    private const string Rule = "outdated-as-of";
    private const string Club = "wiki/entities/club.md";
    private const string Old = "As of 2019, the rowing club of Ostby has 120 members.";
    private const string New = "In 2024 the rowing club of Ostby has 95 members.";

    [Theory]
    [InlineData("As of 2019, the club has 120 members.", "In 2019, the club had 120 members.")]
    [InlineData("As of 2019 the club has 1,200 members.", "In 2019 the club had 1,200 members.")]
    [InlineData("It has two boats (as of March 2018).", "It had two boats (March 2018).")]
    [InlineData("As of 3 May 2015 the well is dry.", "On 3 May 2015 the well was dry.")]
    [InlineData("As of May 3, 2015 the well is dry.", "On May 3, 2015 the well was dry.")]
    [InlineData("As of the end of 2015 the wells are dry.", "At the end of 2015 the wells were dry.")]
    [InlineData("The door is, as of 2016, painted blue.", "The door was, in 2016, painted blue.")]
    [InlineData("The harbour currently (2018) has three cranes.", "The harbour in 2018 had three cranes.")]
    [InlineData("Today (in 2012) it is let to a potter.", "In 2012 it was let to a potter.")]
    [InlineData("Das Dach ist dicht (Stand 2018).", "Das Dach war dicht (2018).")]
    [InlineData("Derzeit (Mai 2018) sind die Boote alt.", "Im Mai 2018 waren die Boote alt.")]
    public void A_plain_clause_is_put_into_the_past(string before, string after) => Queued($"It rows. {before}[^a] It is old.\n", $"It rows. {after}[^a] It is old.\n");

    [Theory]
    [InlineData("As of 2019, the **club** [has](club.md) 120 *members*.", null)]
    [InlineData("*As of 2019*, the [club](club.md) has **120** members.", "*In 2019*, the [club](club.md) had **120** members.")]
    [InlineData("**As** of 2019 the club has 120 members.", null)]
    public void Marks_stay_where_they_are(string before, string? after) => Queued($"- {before}[^a]\n", after is null ? null : $"- {after}[^a]\n");

    [Fact]
    public void Line_ends_stay() => Queued("It rows.\n\nAs of 2019, the club\nhas 120 members.\n", "It rows.\n\nIn 2019, the club\nhad 120 members.\n", "\r\n");

    [Theory]
    [InlineData("As of 2019 the club has 120 members and the boats stand idle.")]
    [InlineData("As of 2019 the club has won three cups.")]
    [InlineData("As of 2019 the roof leaks.")]
    [InlineData("As of 2019 the club has 120 members, which is a lot.")]
    [InlineData("As of 2019 the club is to be sold.")]
    [InlineData("As of 2019 the club has 120 members; now it is closed.")]
    [InlineData("Is the club, as of 2019, open?")]
    [InlineData("Der Verein hat drei Boote gekauft (Stand 2019).")]
    [InlineData("Le moulin tournait en 2019 encore.")]
    [InlineData("鐘は塔にある (Stand 2019)。")]
    public void What_is_not_certain_stays(string statement) =>
        Left($"{statement}\n").ShouldBe("no source has a younger value, and the verb that would be put into the past is not certain");

    [Fact]
    public void A_heading_stays() => Left("## The club (as of 2019)\n\nIt rows.\n").ShouldBe("it stands in a heading or table");

    [Fact]
    public void A_younger_value_of_a_source_is_told_beside_it()
    {
        var files = Files($"It rows. {Old}[^a]\n");
        files["raw/notes.md"] += $"\n## Since then\n\n{New}\n";
        var accepted = HealedFiles.Of(files, Rule, "superseded-statement").Accepted(Rule, Club);
        accepted.ShouldContain($"It rows. Since 2024: {New}[^notes.4] Until 2019: {Old}[^a]\n");
        accepted.ShouldContain($"[^notes.4]: [raw/notes.md, line 7](../../raw/notes.md#L7) \"{New}\"\n");
        files[Club] = accepted;
        HealedFiles.Of(files, Rule, "superseded-statement", "unsupported-statement", "broken-citation").Plan.Look.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_younger_value_of_the_wiki_is_told_first()
    {
        var files = Files($"It rows. {Old}[^a]\n\n{New}[^a]\n");
        HealedFiles.Of(files, Rule).Accepted(Rule, Club).ShouldContain($"# Club\n\nIt rows.\n\nSince 2024: {New}[^a] Until 2019: {Old}[^a]\n");
    }

    private static void Queued(string before, string? after, string newline = "\n")
    {
        var files = Files(before, newline);
        var healed = HealedFiles.Of(files, Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        if (after is null)
        {
            healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("marks stand among the words of its date or verb");
            return;
        }

        files[Club] = healed.Accepted(Rule, Club);
        files[Club].ShouldContain(("# Club\n\n" + after).Replace("\n", newline, StringComparison.Ordinal));
        ToolsPage.ShouldBeTools(Club, files[Club]);
        HealedFiles.Of(files, Rule).Plan.Look.Findings.ShouldBeEmpty();
    }

    private static string Left(string body)
    {
        var healed = HealedFiles.Of(Files(body), Rule);
        healed.Plan.Queued.ShouldBeEmpty();
        return healed.Plan.Left.ShouldHaveSingleItem().Why;
    }

    private static Dictionary<string, string> Files(string body, string newline = "\n") => new()
    {
        ["raw/notes.md"] = $"# Notes\n\n{Old}\n",
        [Club] = ToolsPage.Of(Club, "type: entity\ntitle: Club\nsources:\n  - { id: notes, resource: ../../raw/notes.md }\n", $"# Club\n\n{body}\n[^a]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"{Old}\"\n", newline),
    };
}
