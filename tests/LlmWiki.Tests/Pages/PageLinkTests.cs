using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Pages;

public sealed class PageLinkTests
{
    private static readonly RelPath From = new("wiki/concepts/adam.md");

    [Theory]
    [InlineData("wiki/concepts/weight-decay.md", "Weight decay", "[Weight decay](weight-decay.md)", "[[concepts/weight-decay|Weight decay]]")]
    [InlineData("wiki/index.md", "a|b [c]", "[a\\|b \\[c\\]](../index.md)", "[[index|a/b (c)]]")]
    [InlineData("wiki/My notes (2).md", "x", "[x](../My%20notes%20%282%29.md)", "[[My notes (2)|x]]")]
    [InlineData("wiki/C#.md", "C#", "[C#](../C%23.md)", "[C#](../C%23.md)")]
    [InlineData("wiki/a^b.md", "x", "[x](../a%5Eb.md)", "[x](../a%5Eb.md)")]
    [InlineData("wiki/a.png", "x", "[x](../a.png)", "[[a.png|x]]")]
    public void Links_are_written_in_either_style(string to, string display, string markdown, string wikilink)
    {
        PageLink.Write(From, new RelPath(to), display, LinkStyle.Markdown).ShouldBe(markdown);
        PageLink.Write(From, new RelPath(to), display, LinkStyle.Wikilink).ShouldBe(wikilink);
    }
}
