using LlmWiki.Sources;

namespace LlmWiki.Tests.Sources;

public sealed class MarkdownSourceTests
{
    [Fact]
    public void A_note_is_read_with_its_structure_and_lines()
    {
        var source = Reading.Read("mixed.md", Reading.Fixture("mixed.md"));
        source.Lines().ShouldBe(
        [
            "Heading1 [10] The Rover bicycle",
            "Sentence [12] The Rover was built in 1885 by Dr. J. K. Starley.",
            "Sentence [12-13] It cost c. £22 (about $30), e.g. more than a month's pay.",
            "Sentence [13] See https://en.wikipedia.org/wiki/Rover_(company) for more code here!",
            "Sentence [13] Really?",
            "Sentence [13] Yes.",
            "ListItem1 [15] one",
            "ListItem1 [16] two.",
            "ListItem1 [16] It has two sentences.",
            "ListItem1 [16] See link and local.",
            "ListItem2 [17] nested item",
            "ListItem1 [18] done thing",
            "TableRow [22] Name: Rover; Year: 1885",
            "TableRow [23] Name: Ordinary; Year: 1870|71",
            "Sentence\" [25] Title of callout",
            "Sentence\" [26] He said so.",
            "Sentence\" [26] I did.",
            "Sentence\" [28] A quote with display and Note.",
            "Code [37-38] # not heading x = 1",
            "Sentence [41] and text bold after break.",
            "Caption [41] A nice picture of a bicycle",
            "Caption [41] A caption for x",
            "Sentence [43] raw html text",
            "Sentence [45] Footnote text here.",
            "Sentence [45] With two sentences.",
            "Sentence [46] https://unreferenced.example/",
            "Heading2 [48] Setext",
            "Sentence [51] Math x^2 and more.",
            "Code [54] y = 1",
            "Sentence [57] Line with $5 and $10.",
            "Sentence [57] #tag end",
        ]);
    }

    [Fact]
    public void Front_matter_of_a_web_clipper_is_kept()
    {
        var source = Reading.Read("mixed.md", Reading.Fixture("mixed.md"));
        source.Metadata.Title.ShouldBe("Penny-farthing: a history");
        source.Metadata.Date.ShouldBe(new DateTimeOffset(2024, 5, 2, 10, 0, 0, TimeSpan.Zero));
        source.Metadata.Authors.ShouldBe(["J. K. Starley", "Ada L."]);
        source.Metadata.Url.ShouldBe("https://example.org/a?b=c");
        source.Metadata.Tags.ShouldBe(["bikes", "history"]);
        source.Images.Select(image => (image.Path.Value, image.Caption)).ShouldBe(
        [
            ("raw/notes/img/rover.png", "A nice picture of a bicycle"),
            ("raw/notes/pics/x y.jpg", "A caption for x"),
        ]);
        source.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2024-05-02", "2024-05-02")]
    [InlineData("2024-05-02T10:00:00+02:00", "2024-05-02")]
    [InlineData("2024-05-02T10:00:00.123Z", "2024-05-02")]
    [InlineData("2 May 2024", "2024-05-02")]
    [InlineData("May 2, 2024", "2024-05-02")]
    [InlineData("Sept. 3rd, 2023", "2023-09-03")]
    [InlineData("Thu, 2 May 2024 10:00:00 GMT", "2024-05-02")]
    [InlineData("\"[[2024-05-02]]\"", "2024-05-02")]
    [InlineData("31/12/2024", "2024-12-31")]
    [InlineData("03/04/2024", null)]
    [InlineData("13/13/2024", null)]
    [InlineData("yesterday", null)]
    [InlineData("42", null)]
    public void Dates_are_read_unless_two_readers_would_differ(string written, string? date) =>
        Reading.Markdown($"---\ndate: {written}\n---\nText.").Metadata.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(date);

    [Theory]
    [InlineData("author: Ada", "Ada")]
    [InlineData("author: [[Ada L.]]", "Ada L.")]
    [InlineData("authors: [Ada, Bob]", "Ada|Bob")]
    [InlineData("author: \"[[Ada]], [[Bob]]\"", "Ada|Bob")]
    [InlineData("authors:\n  - name: Ada\n  - Bob", "Ada|Bob")]
    public void Authors_are_read_in_every_usual_form(string yaml, string authors) =>
        string.Join('|', Reading.Markdown($"---\n{yaml}\n---\nText.").Metadata.Authors).ShouldBe(authors);

    [Theory]
    [InlineData("source: javascript:alert(1)")]
    [InlineData("url: /local/path")]
    [InlineData("source: ftp://a.b/c")]
    public void Only_addresses_of_the_web_are_kept(string yaml) => Reading.Markdown($"---\n{yaml}\n---\nText.").Metadata.Url.ShouldBeNull();

    [Fact]
    public void Broken_front_matter_is_noted_and_the_body_read()
    {
        var source = Reading.Markdown("---\ntitle: a\nbad: [b\n---\n# Real title\n\nText.");
        source.Notes.ShouldHaveSingleItem().ShouldStartWith("line ");
        source.Lines().ShouldBe(["Heading1 [5] Real title", "Sentence [7] Text."]);
        source.Metadata.Title.ShouldBe("Real title");
    }

    [Theory]
    [InlineData("---\nText.")]
    [InlineData("---\n\n---x\n\nText.")]
    public void A_rule_at_the_top_is_no_front_matter(string text) => Reading.Markdown(text).Texts().ShouldContain("Text.");

    [Fact]
    public void Headings_and_paragraphs_are_numbered_from_the_top()
    {
        var source = Reading.Markdown("# A\n\nOne. Two.\n\n## B\n\n- x\n- y\n\n# C\n\nThree.");
        source.Passages.Select(passage => (passage.Text, passage.Heading, passage.Paragraph)).ShouldBe(
        [
            ("A", 0, 1), ("One.", 1, 2), ("Two.", 1, 2), ("B", 1, 3), ("x", 4, 4), ("y", 4, 5), ("C", 0, 6), ("Three.", 7, 7),
        ]);
    }

    [Fact]
    public void Emphasis_is_closed_and_opened_again_where_a_sentence_ends()
    {
        var source = Reading.Markdown("Plain **strong one. Strong two** end.");
        source.Passages.Select(passage => passage.Markdown).ShouldBe(["Plain **strong one.**", "**Strong two** end."]);
    }

    [Fact]
    public void No_sentence_ends_inside_code_or_a_link() =>
        Reading.Markdown("See `a. B` and [One. Two](http://a.b). End.").Passages.Select(passage => passage.Markdown)
            .ShouldBe(["See `a. B` and [One. Two](http://a.b).", "End."]);

    [Theory]
    [InlineData("\\# no heading", "\\# no heading")]
    [InlineData("a &lt;b&gt; c", "a \\<b> c")]
    [InlineData("\\- no item", "\\- no item")]
    [InlineData("1986\\. A year", "1986\\. A year")]
    [InlineData("a \\[\\[b\\]\\] \\[^1\\]", "a \\[\\[b\\]\\] \\[\\^1\\]")]
    [InlineData("x | y \\$z\\$ \\%\\%c\\%\\%", "x \\| y \\$z\\$ \\%\\%c\\%\\%")]
    [InlineData("[evil](javascript:alert(1)) [ok](https://a.b)", "evil [ok](https://a.b)")]
    [InlineData("snake_case and C++ and a*b", "snake_case and C\\+\\+ and a\\*b")]
    [InlineData("<i>tag</i> &copy; 2024", "tag © 2024")]
    [InlineData("Wow!", "Wow\\!")]
    [InlineData("see http://a.b/c_d.", "see <http://a.b/c_d>.")]
    public void What_could_be_markup_is_escaped(string text, string markdown) =>
        Reading.Markdown(text).Passages.ShouldHaveSingleItem().Markdown.ShouldBe(markdown);

    [Fact]
    public void Characters_that_hide_text_are_dropped_and_those_that_scripts_need_are_kept()
    {
        var source = Reading.Markdown("a\u200Bb \u202Eevil\u202C \uFEFFc می\u200Cخواهم 👩\u200D👩 x\u200Dy 🏴\U000E0067\U000E007F t\U000E0041ag \uD800.");
        source.Texts().ShouldHaveSingleItem().ShouldBe("ab evil c می\u200Cخواهم 👩\u200D👩 xy 🏴\U000E0067\U000E007F tag \uFFFD.");
    }

    [Fact]
    public void Struck_out_words_are_noted_and_left_out_but_a_finished_task_stays()
    {
        var source = Reading.Markdown("It cost ~~20~~ 22 pounds.\n\n- [x] ~~buy tyres~~");
        source.Texts().ShouldBe(["It cost 22 pounds.", "buy tyres"]);
        source.Notes.ShouldBe(["line 1: struck out, so not read: 20"]);
    }

    [Fact]
    public void Comments_are_not_read_but_percent_signs_in_code_are() =>
        Reading.Markdown("a %%b%% c\n\n%%\nd\n\ne\n%%\n\n```\n%% f\n```\n\n<!-- g\n\nh -->\n\ni").Texts().ShouldBe(["a c", "%% f", "i"]);

    [Fact]
    public void A_passage_of_more_than_2000_characters_is_cut_at_a_blank()
    {
        var source = Reading.Markdown(string.Concat(Enumerable.Repeat("word ", 1_000)));
        source.Passages.Length.ShouldBe(3);
        source.Passages.ShouldAllBe(passage => passage.Text.Length <= 2_000 && passage.Paragraph == 1 && passage.Text.EndsWith("word", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_are_those_of_an_editor(string newline) =>
        Reading.Markdown("---\ntitle: x\n---\n\n# A\n\nb\ncc. D\n\n```\ne\n```".Replace("\n", newline, StringComparison.Ordinal)).Lines()
            .ShouldBe(["Heading1 [5] A", "Sentence [7-8] b cc.", "Sentence [8] D", "Code [11] e"]);

    [Fact]
    public void Every_word_stands_on_the_lines_that_are_cited()
    {
        foreach (var name in (string[])["mixed.md", "plain.txt"])
        {
            var bytes = Reading.Fixture(name);
            var lines = System.Text.Encoding.UTF8.GetString(bytes).Split('\n');
            foreach (var passage in Reading.Read(name, bytes).Passages.Where(passage => passage.Kind != PassageKind.TableRow))
            {
                var cited = string.Join(' ', lines[(passage.Place.First - 1)..passage.Place.Last]);
                foreach (var word in passage.Text.Split(' '))
                {
                    cited.ShouldContain(word.TrimEnd('.', '!', '?'), Case.Sensitive, passage.Text);
                }
            }
        }
    }
}
