namespace LlmWiki.Tests.Heal;

/// <summary>Front matter that cannot be read, titles that two pages have, and dates that have passed.</summary>
public sealed class FrontMatterFixTests
{
    [Theory]
    [InlineData("title: Chain: a long story", "title: \"Chain: a long story\"")]
    [InlineData("author: @bellshop", "author: \"@bellshop\"")]
    [InlineData("command: `make rope`", "command: \"`make rope`\"")]
    [InlineData("note: *very old*", "note: \"*very old*\"")]
    [InlineData("note: \"kept in Dunley", "note: \"kept in Dunley\"")]
    [InlineData("note: 'kept dry", "note: 'kept dry'")]
    [InlineData("title: \"Lamp\" and wick", "title: \"\\\"Lamp\\\" and wick\"")]
    [InlineData("keywords: [stone, oak", "keywords: [stone, oak]")]
    [InlineData("place: { town: here", "place: { town: here }")]
    [InlineData("place:\n\ttown: here", "place:\n  town: here")]
    [InlineData("place:\n    town: here\n  country: there", "place:\n    town: here\n    country: there")]
    [InlineData("kept dry", "# kept dry")]
    [InlineData("note: größer: 自転車", "note: \"größer: 自転車\"")]
    public void One_line_makes_it_readable(string bad, string good)
    {
        foreach (var newline in new[] { "\n", "\r\n" })
        {
            var text = $"---\ntype: concept\n{bad}\ntags: [a, b]\n---\n# Chain\n\nMade of links.\n";
            var healed = HealedFiles.Of(new Dictionary<string, string> { ["wiki/a.md"] = text.ReplaceLineEndings(newline) }, "bad-front-matter");
            healed.Plan.Steps.ShouldBeEmpty();
            healed.Accepted("bad-front-matter", "wiki/a.md").ShouldBe(text.Replace(bad, good, StringComparison.Ordinal).ReplaceLineEndings(newline));
        }
    }

    [Theory]
    [InlineData("first: &a old\nsecond: *a")]
    [InlineData("created: 2026-05-01\ncreated: 2026-05-02")]
    public void Where_it_is_not_clear_what_was_meant_it_stays(string bad) =>
        HealedFiles.Of(new Dictionary<string, string> { ["wiki/a.md"] = $"---\ntype: concept\n{bad}\n---\n# Chain\n" }, "bad-front-matter").Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("no change of one line makes it readable");

    [Fact]
    public void An_alias_that_is_another_pages_title_goes()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string>
        {
            ["wiki/a.md"] = "---\ntitle: Hobby horse\n---\n# Hobby horse\n\nA machine.\n",
            ["wiki/b.md"] = "---\ntitle: Running machine\naliases: [Draisine, Hobby horse]\n---\n# Running machine\n\nA machine.\n",
            ["wiki/c.md"] = "---\ntitle: Swift walker\naliases:\n  - hobby-horse\n  - Hobby horse\n---\n# Swift walker\n\nA machine.\n",
            ["wiki/d.md"] = "---\ntitle: Dandy horse\naliases: [Hobby horse]\ntags: [x]\n---\n# Dandy horse\n\nA machine.\n",
        }, "duplicate-title-or-alias");
        healed.Accepted("duplicate-title-or-alias", "wiki/b.md").ShouldContain("aliases: [Draisine]\n");
        healed.Accepted("duplicate-title-or-alias", "wiki/d.md").ShouldContain("title: Dandy horse\ntags: [x]\n");
        healed.Plan.Queued.Length.ShouldBe(3);
    }

    [Fact]
    public void Of_two_aliases_the_one_goes_that_its_page_does_not_use()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string>
        {
            ["wiki/a.md"] = "---\ntitle: Bell\naliases: [Ringer]\n---\n# Bell\n\nIt rings.\n",
            ["wiki/b.md"] = "---\ntitle: Town crier\naliases: [Ringer, Herald]\n---\n# Town crier\n\nThe ringer shouts.\n",
        }, "duplicate-title-or-alias");
        healed.Accepted("duplicate-title-or-alias", "wiki/a.md").ShouldStartWith("---\ntitle: Bell\n---\n");
    }

    [Fact]
    public void Two_things_of_one_name_are_told_apart()
    {
        var healed = HealedFiles.Of(new Dictionary<string, string>
        {
            ["wiki/concepts/rover.md"] = ToolPage.Of("Rover", "# Rover\n\nThe Rover is a bicycle with two equal wheels.\n"),
            ["wiki/entities/rover.md"] = ToolPage.Of("Rover", "# Rover\n\nRover was a company of Coventry.\n", "description: A company of Coventry.\n"),
        }, "duplicate-title-or-alias");
        healed.Plan.Steps.ShouldBeEmpty();
        var step = healed.Plan.Queued.ShouldHaveSingleItem();
        step.Fix.Title.ShouldBe("call it 'Rover (company)', and tell the two apart");
        ToolPage.Shown(healed.Accepted("duplicate-title-or-alias", "wiki/entities/rover.md")).ShouldBe(ToolPage.Of("Rover (company)", "# Rover (company)\n\n*Not the same as [Rover](../concepts/rover.md).*\n\nRover was a company of Coventry.\n", "description: A company of Coventry.\n"));
        healed.Accepted("duplicate-title-or-alias", "wiki/concepts/rover.md").ShouldContain("# Rover\n\n*Not the same as [Rover (company)](../entities/rover.md).*\n\nThe Rover is");
    }

    [Fact]
    public void Where_nothing_says_what_each_is_the_titles_stay() =>
        HealedFiles.Of(new Dictionary<string, string>
        {
            ["wiki/a.md"] = "---\ntitle: Rover\n---\n# Rover\n\nGood.\n",
            ["wiki/b.md"] = "---\ntitle: Rover\n---\n# Rover\n\nBetter.\n",
        }, "duplicate-title-or-alias").Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("nothing on the two pages says in a word what each is");

    [Theory]
    [InlineData("created: 2025-01-01\nstale_after: 2025-07-01", "stale_after: 2027-05-28")]
    [InlineData("stale_after: \"2025-06-30\" # ask Ada", "stale_after: \"2027-11-28\" # ask Ada")]
    [InlineData("stale_after: 2026-11-20T10:00:00Z", "stale_after: 2027-11-28")]
    public void A_page_whose_citations_all_hold_is_trusted_again(string head, string now)
    {
        var text = $"---\ntype: concept\ntitle: Bell\n{head}\n---\n# Bell\n\nIt rings at noon.[^notes.2]\n\n[^notes.2]: [raw/notes.md, line 3](../raw/notes.md#L3) \"It rings at noon.\"\n";
        var healed = HealedFiles.Of(new Dictionary<string, string> { ["raw/notes.md"] = "# Notes\n\nIt rings at noon.\n", ["wiki/bell.md"] = text }, "stale-page");
        healed.Accepted("stale-page", "wiki/bell.md").ShouldContain("\n" + now + "\n---\n");
    }

    [Theory]
    [InlineData("It rings.\n", "nothing on the page is cited: only a person can tell whether it still holds")]
    [InlineData("It rings at noon.[^notes.2]\n\n[^notes.2]: [raw/notes.md, line 3](../raw/notes.md#L3) \"It rings at six.\"\n", "not all of its citations hold any more")]
    public void Otherwise_a_person_has_to_say_so(string body, string why) =>
        HealedFiles.Of(new Dictionary<string, string> { ["raw/notes.md"] = "# Notes\n\nIt rings at noon.\n", ["wiki/bell.md"] = $"---\ntype: concept\ntitle: Bell\nstale_after: 2025-06-30\n---\n# Bell\n\n{body}" }, "stale-page").Plan.Left.ShouldHaveSingleItem().Why.ShouldBe(why);
}
