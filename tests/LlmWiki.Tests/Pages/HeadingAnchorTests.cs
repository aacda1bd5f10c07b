using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Pages;

public sealed class HeadingAnchorTests
{
    [Theory]
    [InlineData("A: b (c) – d?", "a-b-c--d")]
    [InlineData("C# & .NET 10", "c--net-10")]
    [InlineData("What’s new", "whats-new")]
    [InlineData("`Foo  bar`", "foo--bar")]
    [InlineData("snake_case", "snake_case")]
    [InlineData("`<script>` status", "script-status")]
    [InlineData("en–dash", "endash")]
    [InlineData("x ![badge](u)", "x-")]
    [InlineData("😄 - an emoji", "---an-emoji")]
    [InlineData("日本語 テスト", "日本語-テスト")]
    [InlineData("Straße ÄÖÜ", "straße-äöü")]
    [InlineData("v1.2.3", "v123")]
    [InlineData("50% off!", "50-off")]
    [InlineData("a/b\\c", "abc")]
    [InlineData("½ x²", "-x")]
    [InlineData("*a* **b** ~~c~~ [d](e.md)", "a-b-c-d")]
    [InlineData("a <b>c</b> &amp; d", "a-c--d")]
    [InlineData("see <https://a.b/c>", "see-httpsabc")]
    [InlineData("Ⅳ और हिन्दी", "ⅳ-और-हिन्दी")]
    [InlineData("İstanbul", "i\u0307stanbul")]
    public void GitHub_makes_an_anchor_of_what_a_reader_sees(string heading, string anchor) =>
        SlugsOf("# " + heading).ShouldBe([anchor], heading);

    [Fact]
    public void Equal_anchors_are_numbered_and_taken_numbers_passed_over() =>
        SlugsOf("# echo\n\n# echo\n\n# echo 1\n\n# echo-1\n\n# echo").ShouldBe(["echo", "echo-1", "echo-1-1", "echo-1-2", "echo-2"]);

    [Fact]
    public void Blanks_and_dashes_at_the_ends_are_neither_trimmed_nor_collapsed()
    {
        HeadingAnchor.Slugs([" a ", "-a-"]).ShouldBe(["-a-", "-a--1"]);
        HeadingAnchor.Slugs(["", "", "!"]).ShouldBe(["", "-1", "-2"]);
    }

    [Fact]
    public void A_heading_under_a_line_has_an_anchor_too() => SlugsOf("One two\n===\n\nThree\n---\n").ShouldBe(["one-two", "three"]);

    [Theory]
    [InlineData("foo!\"#$%&()*+,.:;<=>?@^`{|}~/[]\\bar", "foo bar")]
    [InlineData("A b: c!", "a b c")]
    [InlineData("  a \r\n b  ", "a b")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("snake_case don't well-known", "snake_case don't well-known")]
    [InlineData("ÄÖÜ 日本 😀", "äöü 日本 😀")]
    [InlineData("!?", "")]
    public void Obsidian_compares_headings_without_punctuation_and_capitals(string heading, string compared) =>
        HeadingAnchor.Strip(heading).ShouldBe(compared);

    [Fact]
    public void Obsidian_compares_what_stands_there_not_what_is_seen()
    {
        var page = Read("# *One* [[two|2]] ##\n\n#tag word\n---\n\n> quoted\n> heading\n> ===\n");
        page.Headings.Select(heading => HeadingAnchor.Strip(heading.Raw)).ShouldBe(["one two 2", "tag word", "quoted heading"]);
    }

    [Theory]
    [InlineData("#", "")]
    [InlineData("# #", "")]
    [InlineData("#\tA", "A")]
    [InlineData("   ## A ## ", "A")]
    [InlineData("# A#", "A#")]
    [InlineData("# A \\#", "A \\#")]
    [InlineData("# # A", "# A")]
    public void The_marks_of_a_heading_are_no_part_of_it(string line, string raw) => Read(line).Headings.Single().Raw.ShouldBe(raw);

    [Theory]
    [InlineData("uD83D")]
    [InlineData("uDC00")]
    public void Half_a_letter_does_no_harm(string unit)
    {
        var text = (char)Convert.ToInt32(unit[1..], 16) + "a";
        HeadingAnchor.Strip(text).ShouldEndWith("a");
        HeadingAnchor.Slug(text).ShouldBe("a");
    }

    private static IEnumerable<string> SlugsOf(string text) => HeadingAnchor.Slugs(Read(text).Headings.Select(heading => heading.Plain));

    private static PageOutline Read(string text) => OutlineReader.Read(new RelPath("a.md"), text, Dialect.Obsidian).Outline;
}
