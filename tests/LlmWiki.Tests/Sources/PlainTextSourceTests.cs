namespace LlmWiki.Tests.Sources;

public sealed class PlainTextSourceTests
{
    [Fact]
    public void Paragraphs_lists_and_plain_headings_are_told_apart() =>
        Reading.Read("plain.txt", Reading.Fixture("plain.txt")).Lines().ShouldBe(
        [
            "Heading1 [1] The Rover",
            "Sentence [4-5] The Rover was built in 1885 by Dr. J. K. Starley in Coventry.",
            "Sentence [5-6] It cost c. £22, e.g. more than a month's pay.",
            "Heading2 [8] PARTS OF IT",
            "ListItem1 [10-11] a chain with rollers",
            "ListItem1 [12] two wheels",
            "ListItem1 [13] first",
            "ListItem1 [14] second",
            "Heading3 [16] Notes:",
            "Heading3 [18] 10 Jan 24",
            "Sentence [19] Weighed it again.",
            "Sentence [19] 20.1 kg.",
        ]);

    [Theory]
    [InlineData("WARNING!")]
    [InlineData("NASA")]
    [InlineData("A rather long line that ends with a colon but is surely a sentence:")]
    public void A_line_that_may_be_a_sentence_is_no_heading(string line) =>
        Reading.Read("a.txt", $"First.\n\n{line}\n\nLast.").Lines().ShouldAllBe(read => read.StartsWith("Sentence", StringComparison.Ordinal));

    [Fact]
    public void A_line_that_ends_early_ends_its_paragraph() =>
        Reading.Read("a.txt", "Ada\nShe wrote the first program, for a machine that was never built.").Lines()
            .ShouldBe(["Sentence [1] Ada", "Sentence [2] She wrote the first program, for a machine that was never built."]);

    [Fact]
    public void Markup_in_plain_text_is_text() =>
        Reading.Read("a.txt", "A *star* and a [link](http://a.b) and `code`.").Passages.ShouldHaveSingleItem().Markdown
            .ShouldBe("A \\*star\\* and a \\[link\\](<http://a.b>) and \\`code\\`.");
}
