namespace LlmWiki.Tests.Heal;

/// <summary>Pages that do not say what their thing is, described in words that are there.</summary>
public sealed class DefinitionFixTests
{
    private const string Rule = "missing-definition";
    private const string Chain = "wiki/concepts/chain.md";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void By_a_sentence_of_the_page(string newline) =>
        Queued("Oil it. Wipe it.\n\nA chain lasts long. A *chain* is a [row](x.md) of links: \"made\" of steel.[^1]\n\n[^1]: Mine.\n", "description: \"A chain is a row of links: \\\"made\\\" of steel.\"\n", newline: newline);

    [Fact]
    public void By_an_alias() => Queued("Oil it. Wipe it.\n\nA roller chain is a row of links.\n", "description: A roller chain is a row of links.\n", "aliases: [Roller chain]\n");

    [Fact]
    public void By_a_passage_of_a_source() => Queued("Oil it. Wipe it. It is dry.\n", "description: The chain is a row of links.\n", raw: "# Notes\n\nThe chain broke.\n\n> A chain is a curse.\n\nThe chain is a row of links.\n");

    [Theory]
    [InlineData("Oil it. Wipe it.\n\nThe chain broke in 1902.\n")]
    [InlineData("Oil it. Wipe it.\n\nA bicycle chain is a row of links.\n")]
    [InlineData("Oil it. Wipe it.\n\n> [!NOTE] Chain\n> A chain is a row of links.\n")]
    [InlineData("Oil it. Wipe it.\n\nIs a chain a row of links?\n")]
    public void Where_no_sentence_says_what_it_is_nothing_is_offered(string body)
    {
        var healed = HealedFiles.Of(Files(body), Rule);
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Queued.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe("no sentence of the page or of its sources says what 'Chain' is");
    }

    private static void Queued(string body, string after, string head = "", string raw = "# Notes\n", string newline = "\n")
    {
        var files = Files(body, head, raw, newline);
        var healed = HealedFiles.Of(files, Rule, "description-mismatch");
        healed.Plan.Steps.ShouldBeEmpty();
        files[Chain] = healed.Accepted(Rule, Chain);
        files[Chain].ShouldContain(after.Replace("\n", newline, StringComparison.Ordinal));
        ToolsPage.ShouldBeTools(Chain, files[Chain]);
        HealedFiles.Of(files, Rule, "description-mismatch").Plan.Look.Findings.ShouldBeEmpty();
    }

    private static Dictionary<string, string> Files(string body, string head = "", string raw = "# Notes\n", string newline = "\n") => new()
    {
        ["raw/notes.md"] = raw,
        [Chain] = ToolsPage.Of(Chain, $"type: concept\ntitle: Chain\n{head}sources:\n  - {{ id: notes, resource: ../../raw/notes.md }}\n", $"# Chain\n\n{body}", newline),
    };
}
