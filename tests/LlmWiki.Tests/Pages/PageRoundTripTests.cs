using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Pages;

namespace LlmWiki.Tests.Pages;

public sealed class PageRoundTripTests
{
    internal static readonly string[] Pieces =
    [
        "---\n", "---", "...\n", "title: x\n", "title: \"a: b\" # c\n", "a:\n  - b\n", "a: b: c\n", "# comment\n", "generated: { by: x, blocks: \"1f3a77c01f3a77c0\" }\n", "&a *a\n", "key: |\n  # no comment\n\n  x\n",
        "\uFEFF", "\n", "\n\n", "\r\n", "\r", "\t", "    ", "  ", " ", "\0", "\u2028", "\u0085", "\f",
        "# ", "## H\n", "## H ##\n", "===\n", "---\n", "***\n", "Text", "word. ", "- ", "* ", "+ ", "1. ", "2) ", "  - ", "    - ", "- - ", "- [ ] ", "> ", "> [!note] T\n> t\n", "> - ", "```\n", "~~~~\n", "```cs\nx\n```\n", "`a`",
        "| a | b |\n|---|:-:|\n| c | d |\n", "|", "<div>\n", "</div>\n", "<!-- ", " -->", "<!-- x -->\n", "<script>\n", "<?", "<![CDATA[", "<details><summary>s</summary>\n",
        "[^a]", "[^a]: note\n", "    more of it\n", "[^recipe.4]: [raw/recipe.md, line 4](../raw/recipe.md#L4) \"q\"\n", "[x]: http://a.b\n", "[x]: http://a.b \"t\"\n", "[[w|x]]", "![[i.png]]", "%%\n", "$$\n", "![a](b.png)", "\\", "日本語", "שלום", "😀", "e\u0301", "\uD83D",
    ];

    [Fact]
    public void Any_mixture_of_Markdown_is_written_as_it_was_read()
    {
        var texts = Gen.ArrayOf(Gen.Elements(Pieces)).Select(string.Concat).ToArbitrary();
        Check.One(Properties.Config.WithMaxTest(4_000).WithEndSize(50), Prop.ForAll(texts, ShouldRoundTrip));
    }

    [Fact]
    public void Any_text_is_written_as_it_was_read()
    {
        Check.One(Properties.Config.WithMaxTest(1_000), Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), ShouldRoundTrip));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("---")]
    [InlineData("---\n---")]
    [InlineData("---\r\ntitle: a\r\n---\r\n\r\nText\r\n")]
    [InlineData("\uFEFF---\ntitle: a\n---\nText")]
    [InlineData("---\ntitle: a\n...\nText")]
    [InlineData("---\nnever closed\n")]
    [InlineData("--- \ntitle: a\n---\t\nText")]
    public void Odd_files_are_written_as_they_were_read(string text) => ShouldRoundTrip(text);

    private static void ShouldRoundTrip(string text)
    {
        var page = Page.Parse(Merging.Here, text);
        page.Raw.ShouldBe(text);
        page.Blocks.ShouldAllBe(block => block.Raw.Length > 0);
        _ = (page.Title, page.Type, page.Owned, page.CanMerge);
        foreach (var block in page.Blocks)
        {
            block.Line.ShouldBeGreaterThan(0);
            _ = block.Hash;
        }
    }
}
