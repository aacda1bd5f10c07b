using System.IO.Compression;

namespace LlmWiki.Tests.Sources;

public sealed class DocxSourceTests
{
    [Fact]
    public void A_document_is_read_by_its_styles_whatever_their_language()
    {
        var source = Reading.Read("report.docx", Reading.Fixture("report.docx"));
        source.Lines().ShouldBe(
        [
            "Heading1 [1] Der Rover",
            "Heading1 [2] Einleitung",
            "Sentence [3] The Rover was built in 1885 by Dr. Starley.",
            "Sentence [3] It was black.",
            "Heading2 [4] Teile",
            "ListItem1 [5] a chain",
            "ListItem2 [6] with rollers",
            "ListItem1 [7] two wheels",
            "TableRow [10-11] Name: Rover; Year: 1885",
            "TableRow [12-13] Name: Ordinary; Year: 1870",
            "Sentence [14] See the museum.",
            "Sentence\" [15] He said that it was safe.",
            "Sentence [3] Black was cheaper than red.",
        ]);
        source.Passages[10].Markdown.ShouldBe("[See the museum](https://museum.example/rover).");
        source.Metadata.Title.ShouldBe("Report on the Rover");
        source.Metadata.Authors.ShouldBe(["Ada Lovel", "J. K. Starley"]);
        source.Metadata.Date.ShouldBe(new DateTimeOffset(2024, 5, 2, 10, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no archive at all")]
    [InlineData("PK\u0003\u0004 broken")]
    public void What_is_no_document_is_refused(string content) =>
        Should.Throw<WikiException>(() => Reading.Read("a.docx", System.Text.Encoding.UTF8.GetBytes(content))).Message.ShouldContain("Word document");

    [Fact]
    public void A_zip_bomb_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var block = new byte[1_000_000];
            for (var i = 0; i < 101; i++)
            {
                entry.Write(block);
            }
        }

        Should.Throw<WikiException>(() => Reading.Read("a.docx", stream.ToArray())).Message.ShouldContain("100 MB");
    }

    [Fact]
    public void Elements_nested_without_end_are_read_or_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:p><w:r>", 50_000)) + "<w:t>x</w:t>" + string.Concat(Enumerable.Repeat("</w:r></w:p>", 50_000));
        Reading.Read("a.docx", WithBody(deep)).Texts().ShouldBe(["x", "Black was cheaper than red."]);
    }

    /// <summary>The fixture with another body.</summary>
    private static byte[] WithBody(string body)
    {
        using var stream = new MemoryStream();
        stream.Write(Reading.Fixture("report.docx"));
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("word/document.xml").ShouldNotBeNull().Delete();
            using var writer = new StreamWriter(archive.CreateEntry("word/document.xml").Open());
            writer.Write($"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>");
        }

        return stream.ToArray();
    }
}
