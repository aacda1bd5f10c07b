namespace LlmWiki.Tests.Sources;

public sealed class HtmlSourceTests
{
    [Fact]
    public void A_saved_page_is_read_without_what_surrounds_its_content()
    {
        var source = Reading.Read("page.html", Reading.Fixture("page.html"));
        source.Lines().ShouldBe(
        [
            "Heading1 [11] The Rover",
            "Sentence [12] The Rover was built in 1885 & sold by J. K. Starley.",
            "Sentence [12-13] It was the first; see other page.",
            "Sentence [14] Third line here.",
            "Sentence [15] Loose text after break",
            "ListItem1 [16] One",
            "ListItem1 [16] Two",
            "ListItem2 [16] Deep x|y",
            "ListItem1 [16] tail",
            "TableRow [17] Name: Rover; Year: 1885 (made)",
            "TableRow [18] Name: Safety",
            "Code [19-20] line 1 line 2",
            "Sentence\" [21] He said so.",
            "Sentence\" [21] Mr. X",
            "Caption [22] A bicycle in a street",
            "Caption [22] Fig. 1. The bicycle.",
        ]);
        source.Passages[2].Markdown.ShouldBe("It was *the* first; see [other page](https://example.org/other).");
        source.Images.ShouldHaveSingleItem().Path.Value.ShouldBe("raw/notes/img/a.png");
    }

    [Fact]
    public void What_a_page_says_of_itself_is_kept()
    {
        var metadata = Reading.Read("page.html", Reading.Fixture("page.html")).Metadata;
        metadata.Title.ShouldBe("The Rover");
        metadata.Authors.ShouldBe(["Ada L."]);
        metadata.Date.ShouldBe(new DateTimeOffset(2024, 5, 2, 10, 0, 0, TimeSpan.Zero));
        metadata.Url.ShouldBe("https://example.org/rover");
    }

    [Theory]
    [InlineData("<nav>Menu</nav><main><p>Text of the page.</p></main><footer>Foot</footer>")]
    [InlineData("<div role=navigation>Menu</div><article><p>Text of the page.</p></article>")]
    [InlineData("<div class='site-sidebar'>Menu</div><div id=x><p>Text of the page.</p></div>")]
    [InlineData("<p hidden>Secret</p><p style='display: none'>Secret</p><p>Text of the page.</p>")]
    [InlineData("<form>Name <input></form><p>Text of the page.</p><script>x()</script><noscript>No script</noscript><!-- comment -->")]
    [InlineData("<div class=has-sidebar><p>Text of the page.</p></div>")]
    public void Navigation_and_boxes_are_left_out(string body) => Reading.Read("a.html", $"<body>{body}</body>").Texts().ShouldBe(["Text of the page."]);

    [Theory]
    [InlineData("<p>Text. <b>No</b> tags closed <p>Next")]
    [InlineData("plain text only")]
    [InlineData("<li>orphan<td>cell")]
    [InlineData("<table><tr><td>Text</table>after")]
    public void Tag_soup_is_read(string html) => Reading.Read("a.html", html).Passages.ShouldNotBeEmpty();

    [Fact]
    public void A_declared_charset_counts() =>
        Reading.Read("a.html", [.. "<meta charset=iso-8859-2><p>"u8, 0xB3, .. "</p>"u8]).Texts().ShouldBe(["ł"]);

    [Fact]
    public void Cells_that_span_columns_keep_the_names_right() =>
        Reading.Read("a.html", "<table><tr><th colspan=2>Who</th><th>When</th></tr><tr><td>Ada</td><td>L.</td><td>1843</td></tr></table>").Texts()
            .ShouldBe(["Who: Ada; Who 2: L.; When: 1843"]);
}
