using LlmWiki.Pages;

namespace LlmWiki.Tests.Pages;

/// <summary>Where a page is cut into blocks.</summary>
public sealed class PageBlocksTests
{
    private static string[] Cut(string text) => [.. Page.Parse(Merging.Here, text).Blocks.Select(block => $"{block.Kind}{(block.Level > 0 ? block.Level : "")}@{block.Line} {block.Text.Replace("\n", "|", StringComparison.Ordinal)}")];

    [Fact]
    public void Each_kind_of_block_is_told()
    {
        Cut("---\ntitle: x\n---\n\n# H\ntext\nmore\n- a\n- b\n\n  b2\n  - c\n1. d\n\n| a |\n|---|\n\n> q\n> q\n\n```\nx\n\ny\n```\n    no code\n<!-- c -->\n[^a]: f\n\n    f2\n\n[l]: m\n\n***\nSet\next\n---\n\n    code\n")
            .ShouldBe(
            [
                "Heading1@5 # H", "Paragraph@6 text|more", "ListItem@8 - a", "ListItem@9 - b||  b2|  - c", "ListItem@13 1. d", "Table@15 | a |||---|", "Quote@18 > q|> q",
                "Code@21 ```|x||y|```", "Code@26 no code", "Html@27 <!-- c -->", "Footnote@28 [^a]: f||    f2", "LinkDefinition@32 [l]: m", "Other@34 ***", "Heading2@35 Set|ext|---", "Code@39 code",
            ]);
    }

    [Theory]
    [InlineData("> one\n>\n> [a]: b\n> two\n")]
    [InlineData("- one\n\n  [a]: b\n\n  two\n")]
    [InlineData("[^n]: one\n\n    [a]: b\n\n    two\n")]
    public void A_link_definition_inside_a_block_does_not_cut_it(string text) => Cut(text).Length.ShouldBe(1);

    [Theory]
    [InlineData("# Title\n", "Title")]
    [InlineData("# Title ##\n", "Title")]
    [InlineData("Title\nof two lines\n===\n", "Title of two lines")]
    [InlineData("# C\\# and \\*x\\*\n", "C# and *x*")]
    [InlineData("## Not this\n\n# This\n", "This")]
    [InlineData("#\n", "adam")]
    [InlineData("no heading\n", "adam")]
    [InlineData("---\ntitle: Head\n---\n# Title\n", "Head")]
    [InlineData("---\ntitle: [broken\n---\n# Title\n", "Title")]
    [InlineData("\uFEFF# Title\n", "Title")]
    public void The_title_is_that_of_the_front_matter_or_the_first_heading_or_the_file(string text, string title) =>
        Page.Parse(Merging.Here, text).Title.ShouldBe(title);

    [Fact]
    public void The_hash_of_a_block_does_not_depend_on_line_ends_and_blank_lines()
    {
        var hashes = new[] { "a\nb", "a\r\nb\r\n", "a\nb\n\n\n", "\n\na\nb" }.Select(text => Page.Parse(Merging.Here, text).Blocks.Single().Hash);
        hashes.Distinct().Count().ShouldBe(1);
    }
}
