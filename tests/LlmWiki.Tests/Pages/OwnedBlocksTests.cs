using LlmWiki.Pages;

namespace LlmWiki.Tests.Pages;

public sealed class OwnedBlocksTests
{
    private static OwnedBlocks Of(string generated) => Page.Parse(Merging.Here, $"---\n{generated}\n---\n").Owned;

    [Fact]
    public void What_is_written_is_read_back()
    {
        var owned = new OwnedBlocks([new OwnedBlock("1f3a77c0", "9c02e41d", false), new OwnedBlock("00000000", "ffffffff", true)], new Dictionary<string, string> { ["title"] = "12345678" }, IsEdited: true);
        owned.ToString().ShouldBe("edited title=12345678 1f3a77c09c02e41d 00000000ffffffff!");
        var read = Of($"generated: {{ blocks: \"{owned}\" }}");
        read.Blocks.ShouldBe(owned.Blocks);
        read.Keys.ShouldBe(owned.Keys);
        read.IsEdited.ShouldBeTrue();
    }

    [Theory]
    [InlineData("title: x")]
    [InlineData("generated:")]
    [InlineData("generated: [a]")]
    [InlineData("generated: { blocks: { a: b } }")]
    [InlineData("generated: { blocks: \"1f3a77c0 1f3a77c09c02 zzzzzzzzzzzzzzzz 1F3A77C09C02E41D =12345678 title=1 a\\\"b=12345678 1f3a77c09c02e41d? é\" }")]
    public void What_is_no_entry_is_not_read(string generated)
    {
        Of(generated).Blocks.ShouldBeEmpty();
        Of(generated).Keys.ShouldBeEmpty();
    }

    [Fact]
    public void A_list_that_was_wrapped_is_read()
    {
        Of("generated:\n  blocks: >\n    1f3a77c09c02e41d\n    2f3a77c09c02e41d\n").Blocks.Length.ShouldBe(2);
        Of("generated:\n  blocks: |\n    1f3a77c09c02e41d\n    2f3a77c09c02e41d\n").Blocks.Length.ShouldBe(2);
        Of("generated:\n  blocks: \"1f3a77c09c02e41d\n    2f3a77c09c02e41d\"\n").Blocks.Length.ShouldBe(2);
    }

    [Fact]
    public void Two_statements_of_a_large_page_do_not_share_an_identity()
    {
        var identities = Enumerable.Range(0, 20_000).Select(i => OwnedBlocks.IdentityOf($"Statement {i}"));
        identities.Distinct().Count().ShouldBe(20_000);
    }
}
