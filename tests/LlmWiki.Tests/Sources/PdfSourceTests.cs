using LlmWiki.Text;

namespace LlmWiki.Tests.Sources;

public sealed class PdfSourceTests
{
    private static readonly string[] Guide =
    [
        "Heading1 [1] The Rover",
        "Sentence [1] The Rover safety bicycle was introduced in 1885 by J. K. Starley and is the first recognisably modern bicycle.",
        "Sentence [1] It has a chain that drives the rear wheel, and its two wheels are of nearly the same size (26 inches).",
        "Heading2 [1] How it was sold",
        "Sentence [1] It sold well.",
        "Sentence [1] Nobody had expected this, least of all his uncle James, who had made the high wheeler famous.",
        "Sentence [1-2] The price was £22, and the new machine was advertised as being safer than any tricycle.",
        "Sentence [2] By 1890 every maker had one like it in his catalogue, or a machine that was a close relation of it.",
        "Heading2 [2] Parts",
        "ListItem1 [2] a chain",
        "ListItem1 [2] a diamond frame",
        "ListItem1 [2] solid tyres",
        "Sentence [3] The end of the guide.",
        "Sentence [3] Thank you for reading it.",
    ];

    [Fact]
    public void Paragraphs_are_rebuilt_over_lines_and_pages_and_margins_dropped()
    {
        var source = Reading.Read("guide.pdf", Reading.Fixture("guide.pdf"), (_, _) => Reading.Fixture("guide.xhtml"));
        source.Lines().ShouldBe(Guide);
        source.Metadata.Title.ShouldBe("A guide to the Rover");
        source.Metadata.Authors.ShouldBe(["Ada Lovel"]);
        source.Metadata.Date?.Year.ShouldBe(2024);
        source.Passages.ShouldAllBe(passage => passage.Place.Unit == PlaceUnit.Page);
    }

    [Fact]
    public void Popplers_own_answer_is_read_the_same()
    {
        if (Reading.PdfToText is null)
        {
            Assert.Skip("pdftotext is not installed");
        }

        Reading.Read("guide.pdf", Reading.Fixture("guide.pdf"), Reading.PdfToText).Lines().ShouldBe(Guide);
        Should.Throw<WikiException>(() => Reading.Read("scan.pdf", Reading.Fixture("scan.pdf"), Reading.PdfToText)).Message.ShouldBe("has no text layer");
    }

    [Fact]
    public void Without_poppler_the_hint_says_how_to_get_it()
    {
        var error = Should.Throw<WikiException>(() => Reading.Read("guide.pdf", Reading.Fixture("guide.pdf")));
        error.Message.ShouldStartWith("pdftotext is not installed");
        error.Hint.ShouldNotBeNull().ShouldContain("apt install poppler-utils");
    }

    [Theory]
    [InlineData("not a pdf", "is no PDF")]
    [InlineData("%PDF-1.4 broken", "is no PDF that pdftotext can read")]
    public void What_is_no_PDF_is_refused(string content, string message) =>
        Should.Throw<WikiException>(() => Reading.Read("a.pdf", System.Text.Encoding.UTF8.GetBytes(content), (_, _) => [])).Message.ShouldBe(message);

    [Fact]
    public void Control_characters_that_XML_forbids_are_passed_over()
    {
        var layout = System.Text.Encoding.UTF8.GetString(Reading.Fixture("guide.xhtml")).Replace(">Starley<", ">Star\u0001ley\u000B<", StringComparison.Ordinal);
        Reading.Read("guide.pdf", Reading.Fixture("guide.pdf"), (_, _) => System.Text.Encoding.UTF8.GetBytes(layout)).Passages.Length.ShouldBe(14);
    }
}
