namespace LlmWiki.Tests.Sources;

public sealed class JsonSourceTests
{
    [Fact]
    public void Records_are_rows_and_long_texts_are_sentences_below_their_name() =>
        Reading.Read("records.json", Reading.Fixture("records.json")).Lines().ShouldBe(
        [
            "TableRow [2-3] title: Bikes; tags: a, b",
            "Heading1 [4] items",
            "TableRow [5] name: Rover; year: 1885; maker.first: J.; maker.last: Starley",
            "Heading2 [6] Ordinary",
            "TableRow [6] name: Ordinary",
            "Sentence [6] The high wheeler was fast.",
            "Sentence [6] It was also dangerous, as riders sat very high above the front wheel and often fell over it.",
            "Sentence [6] Nobody misses it.",
            "Heading1 [8] meta",
            "Heading2 [8] a",
            "Heading3 [8] b",
            "TableRow [8] 1",
            "TableRow [8] 2, 3",
        ]);

    [Fact]
    public void A_record_belongs_to_the_heading_of_its_list_and_not_of_the_record_before()
    {
        var prose = "A long sentence that goes on and on until it is long enough to be prose and not a cell. And here is another one.";
        var source = Reading.Read("a.json", $$"""[{"name":"One","text":"{{prose}}"},{"name":"Two"}]""");
        source.Passages.Single(passage => passage.Text == "name: Two").Heading.ShouldBe(0);
    }

    [Fact]
    public void A_bad_line_is_noted_and_the_others_are_read()
    {
        var source = Reading.Read("lines.jsonl", Reading.Fixture("lines.jsonl"));
        source.Lines().ShouldBe(["TableRow [1] a: 1", "TableRow [3] a: 2; b: x \uFFFD y"]);
        source.Notes.ShouldHaveSingleItem().ShouldStartWith("line 2: is no JSON");
    }

    [Theory]
    [InlineData("{\"a\":\n 1,,}", "line 2")]
    [InlineData("[1,\n2", "line 2")]
    [InlineData("{\"a\":1}\n{\"a\":2}", "line 2")]
    public void Broken_JSON_is_refused_with_its_line(string text, string line) =>
        Should.Throw<WikiException>(() => Reading.Read("a.json", text)).Message.ShouldStartWith(line);

    [Theory]
    [InlineData("\"just text\"", "just text")]
    [InlineData("42", "42")]
    [InlineData("[\"a\", \"b\"]", "a, b")]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    [InlineData("// note\n{\"a\": 1,}", "a: 1")]
    public void Every_kind_of_value_is_read(string text, string passages) => string.Join('|', Reading.Read("a.json", text).Texts()).ShouldBe(passages);
}
