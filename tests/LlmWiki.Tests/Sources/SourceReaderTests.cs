using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Tests.Sources;

public sealed class SourceReaderTests
{
    [Theory]
    [InlineData("raw/a.md", true, false)]
    [InlineData("raw/A.MD", true, false)]
    [InlineData("raw/a.markdown", true, false)]
    [InlineData("raw/a.log", true, false)]
    [InlineData("raw/a.ndjson", true, false)]
    [InlineData("raw/a.pdf", true, false)]
    [InlineData("raw/a.PNG", false, true)]
    [InlineData("raw/a.svg", false, true)]
    [InlineData("raw/a.exe", false, false)]
    [InlineData("raw/a", false, false)]
    public void The_extension_says_what_can_be_read(string path, bool reads, bool image)
    {
        SourceReader.CanRead(new RelPath(path)).ShouldBe(reads);
        SourceReader.IsImage(new RelPath(path)).ShouldBe(image);
    }

    [Fact]
    public void A_format_that_is_not_read_is_refused_with_those_that_are() =>
        Should.Throw<WikiException>(() => Reading.Read("a.exe", "x")).Hint.ShouldNotBeNull().ShouldContain(".docx");

    [Fact]
    public void A_source_knows_its_file_and_hash()
    {
        var source = Reading.Read("a.txt", "Text.");
        source.Path.Value.ShouldBe("raw/notes/a.txt");
        source.Hash.ShouldBe(ContentHash.Of("Text."u8));
        source.Format.ShouldBe("text");
    }

    [Fact]
    public void Fixtures_hold_the_invariants()
    {
        foreach (var name in (string[])["mixed.md", "plain.txt", "page.html", "table.csv", "records.json", "lines.jsonl", "report.docx"])
        {
            Reading.Read(name, Reading.Fixture(name)).ShouldHold();
        }
    }
}
