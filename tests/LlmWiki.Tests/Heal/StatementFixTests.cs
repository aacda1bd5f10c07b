namespace LlmWiki.Tests.Heal;

/// <summary>Footnotes that nothing refers to, and sentences that stand twice.</summary>
public sealed class StatementFixTests
{
    private const string Path = "wiki/concepts/oil.md";
    private const string Notes = "[^notes.2]: [raw/notes.md, line 3](../../raw/notes.md#L3) \"Thin oil creeps into the chain.\"\n";
    private const string Care = "[^care.2]: [raw/care.md, line 3](../../raw/care.md#L3) \"Thin oil creeps into the chain.\"\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Footnotes_without_a_mark_go_with_their_blank_lines(string newline) => Body("unused-footnote",
        $"# Oil\n\nIt is thin.[^notes.2]\n\n{Care}{Notes}\n[^care.9]: [raw/care.md, line 9](../../raw/care.md#L9) \"A [bracket] | a pipe.\"\n",
        $"# Oil\n\nIt is thin.[^notes.2]\n\n{Notes}", newline);

    [Fact]
    public void The_only_footnote_leaves_no_blank_line_behind() => Body("unused-footnote", $"# Oil\n\nIt is thin.\n\n{Notes}", "# Oil\n\nIt is thin.\n");

    [Fact]
    public void A_footnote_between_blocks_leaves_them_parted() => Body("unused-footnote", $"# Oil\n\nIt is thin.\n{Notes}\n## Use\n\nNone.\n", "# Oil\n\nIt is thin.\n\n## Use\n\nNone.\n");

    [Theory]
    [InlineData("Thin oil creeps into the chain. It is dear.", "Thin oil creeps into the chain.[^notes.2] It is dear.")]
    [InlineData("It is dear. *Thin oil* creeps into the [chain](chain.md).", "It is dear. *Thin oil* creeps into the [chain](chain.md).[^notes.2]")]
    public void A_sentence_that_a_footnote_quotes_gets_its_mark_back(string before, string after) => Body("unused-footnote", $"# Oil\n\n{before}\n\n{Notes}", $"# Oil\n\n{after}\n\n{Notes}");

    [Fact]
    public void A_sentence_with_a_citation_needs_no_other() => Body("unused-footnote", $"# Oil\n\nThin oil creeps into the chain.[^care.2]\n\n{Care}{Notes}", $"# Oil\n\nThin oil creeps into the chain.[^care.2]\n\n{Care}");

    [Fact]
    public void A_persons_footnote_goes_only_after_review()
    {
        var healed = Healed("unused-footnote", "# Oil\n\nIt is thin.\n\n[^1]: Told by Ada.\n", persons: "Told by Ada.");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted("unused-footnote", Path).ShouldEndWith("---\n# Oil\n\nIt is thin.\n");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void The_later_sentence_goes_and_its_citation_moves_to_the_first(string newline) => Body("duplicate-statement",
        $"# Oil\n\nThin oil creeps into the chain.[^notes.2] It is dear.\n\nDust sticks. *Thin oil* creeps into\nthe [chain](chain.md).[^notes.2][^care.2] Thick oil drips.\n\n{Notes}{Care}",
        $"# Oil\n\nThin oil creeps into the chain.[^notes.2][^care.2] It is dear.\n\nDust sticks. Thick oil drips.\n\n{Notes}{Care}", newline);

    [Fact]
    public void A_sentence_at_the_end_of_a_paragraph_goes_with_the_blank_before_it() => Body("duplicate-statement",
        $"# Oil\n\nThin oil creeps into the chain.[^notes.2]\n\nDust sticks.\nThin oil creeps into the chain.[^notes.2]\n\n{Notes}",
        $"# Oil\n\nThin oil creeps into the chain.[^notes.2]\n\nDust sticks.\n\n{Notes}");

    [Fact]
    public void A_paragraph_or_item_that_says_nothing_else_goes_whole() => Body("duplicate-statement",
        $"# Oil\n\nThin oil creeps into the chain.[^notes.2]\n\nThin oil creeps into the chain!\n\n## Use\n\n- First this.\n- **Thin oil** creeps into the chain.[^care.2]\n- Then that:\n  - thin oil creeps into the chain\n  - and more\n\n1. One.\n2. Thin oil creeps into the chain.\n\n## End\n\nDone.\n\n{Notes}{Care}",
        $"# Oil\n\nThin oil creeps into the chain.[^notes.2][^care.2]\n\n## Use\n\n- First this.\n- Then that:\n  - and more\n\n1. One.\n\n## End\n\nDone.\n\n{Notes}{Care}");

    [Fact]
    public void Nothing_is_left_of_a_sentence_that_stands_three_times_but_the_first() => Body("duplicate-statement",
        $"# Oil\n\nThin oil creeps into the chain.\n\nThin oil creeps into the chain.[^notes.2]\n\nThin oil creeps into the chain.[^care.2]\n\n{Notes}{Care}",
        $"# Oil\n\nThin oil creeps into the chain.[^notes.2][^care.2]\n\n{Notes}{Care}");

    [Fact]
    public void A_persons_sentence_stays()
    {
        var healed = Healed("duplicate-statement", "# Oil\n\nThin oil creeps into the chain.\n\nI say: it is dear. Thin oil creeps into the chain.\n", persons: "I say");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Accepted("duplicate-statement", Path).ShouldEndWith("---\n# Oil\n\nThin oil creeps into the chain.\n\nI say: it is dear.\n");
    }

    [Theory]
    [InlineData("> Thin oil creeps into the chain.\n", "it stands in a quotation or callout")]
    [InlineData("See Dr. thin oil creeps into the chain.\n", "only a part of a sentence is repeated, or marks go beyond the sentence")]
    [InlineData("*Thin oil creeps into the chain. It drips.*\n", "only a part of a sentence is repeated, or marks go beyond the sentence")]
    [InlineData("Thin oil creeps into the chain. ^here\n", "something else stands in its block")]
    [InlineData("- Thin oil creeps into the chain.\n  - with more\n", "something else stands in its block")]
    public void What_cannot_be_cut_out_stays(string again, string why)
    {
        var healed = Healed("duplicate-statement", $"# Oil\n\nThin oil creeps into the chain.\n\n{again}");
        healed.Plan.Steps.ShouldBeEmpty();
        healed.Plan.Left.ShouldHaveSingleItem().Why.ShouldBe(why);
    }

    private static void Body(string rule, string before, string after, string newline = "\n")
    {
        var healed = Healed(rule, before, newline);
        var text = healed.Files[Path];
        text[(text.IndexOf("# Oil", StringComparison.Ordinal))..].ShouldBe(after.Replace("\n", newline, StringComparison.Ordinal));
        ToolsPage.ShouldBeTools(Path, text);
        var second = HealedFiles.Of(healed.Files, rule);
        second.Plan.Steps.ShouldBeEmpty();
        second.Plan.Queued.ShouldBeEmpty();
    }

    private static HealedFiles Healed(string rule, string body, string newline = "\n", string? persons = null)
    {
        var text = ToolsPage.Of(Path, "type: concept\ntitle: Oil\n", persons is null ? body : body.Replace(persons, "PERSON", StringComparison.Ordinal), newline);
        return HealedFiles.Of(new Dictionary<string, string>
        {
            [Path] = persons is null ? text : text.Replace("PERSON", persons, StringComparison.Ordinal),
            ["wiki/concepts/chain.md"] = "# Chain\n",
        }, rule);
    }
}
