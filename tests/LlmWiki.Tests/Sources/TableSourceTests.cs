namespace LlmWiki.Tests.Sources;

public sealed class TableSourceTests
{
    [Fact]
    public void Rows_are_told_with_their_columns_and_lines()
    {
        var source = Reading.Read("table.csv", Reading.Fixture("table.csv"));
        source.Lines().ShouldBe(
        [
            "TableRow [2] Name: Rover; Year: 1885; Notes: first \"safety\"; a success",
            "TableRow [3-4] Name: Ordinary; Year: 1870; Notes: two lines; Notes 2: x; column 5: extra",
        ]);
        source.Passages[0].Cells.ShouldBe([new("Name", "Rover"), new("Year", "1885"), new("Notes", "first \"safety\"; a success")]);
        source.Passages.ShouldAllBe(passage => passage.Paragraph == 1);
    }

    [Theory]
    [InlineData("a.csv", "a,b\n1,2", "a: 1; b: 2")]
    [InlineData("a.csv", "a;b\n1,5;2", "a: 1,5; b: 2")]
    [InlineData("a.csv", "a\tb\n1\t2", "a: 1; b: 2")]
    [InlineData("a.tsv", "a\tb\n1,x\t2", "a: 1,x; b: 2")]
    [InlineData("a.csv", "\uFEFFa,b\r\n1,2\r\n", "a: 1; b: 2")]
    [InlineData("a.csv", "1,2", "column 1: 1; column 2: 2")]
    [InlineData("a.csv", "a,,a\n1,2,3", "a: 1; column 2: 2; a 2: 3")]
    [InlineData("a.csv", "a,b\n\"x\ny\",\"\"\"q\"\"\"", "a: x y; b: \"q\"")]
    [InlineData("a.csv", "a,b\n,2\n\n", "b: 2")]
    [InlineData("a.csv", "name\nAda", "name: Ada")]
    public void Files_of_every_make_are_read(string name, string text, string row) => Reading.Read(name, text).Texts().ShouldBe([row]);

    [Fact]
    public void A_quote_that_is_never_closed_spoils_one_line_only()
    {
        var source = Reading.Read("a.csv", "a,b\n\"x,1\ny,2\n");
        source.Texts().ShouldBe(["a: \"x; b: 1", "a: y; b: 2"]);
        source.Notes.ShouldBe(["line 2: a quote is not closed"]);
    }

    [Fact]
    public void A_header_alone_is_still_read() => Reading.Read("a.csv", "Name,Year\n").Texts().ShouldBe(["Name; Year"]);

    [Fact]
    public void A_very_long_row_is_cut_between_cells()
    {
        var source = Reading.Read("a.csv", "a,b\n" + new string('x', 1_500) + "," + string.Concat(Enumerable.Repeat("word ", 900)));
        source.Passages.Length.ShouldBe(4);
        source.Passages.ShouldAllBe(passage => passage.Text.Length <= 2_000 && passage.Cells.Count == 1);
    }
}
