using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Pages;

public sealed class HostilePageTests
{
    private const int Long = 400_000;

    [Theory]
    [InlineData("[", "")]
    [InlineData("]", "")]
    [InlineData("[[", "")]
    [InlineData("![[a|", "")]
    [InlineData("[a](", "")]
    [InlineData("![", "")]
    [InlineData("[^a", "")]
    [InlineData("$a ", "")]
    [InlineData("a %%b", "")]
    [InlineData("`a ", "")]
    [InlineData("*a**", "")]
    [InlineData("|", "")]
    [InlineData("<?", "")]
    [InlineData("<!A ", "")]
    [InlineData("<!--", "")]
    [InlineData("<a b=\"", "")]
    [InlineData(" ^a", "")]
    [InlineData("&#1", "")]
    [InlineData("\0", "")]
    [InlineData("> ", "")]
    [InlineData("- ", "")]
    [InlineData("[[a\n", "")]
    [InlineData("[a]: b\n", "")]
    [InlineData("[a]:\n", "")]
    [InlineData("[a]: b \"c\n", "")]
    [InlineData("- [a]: b\n", "")]
    [InlineData("[^a]: b\n", "")]
    [InlineData("a|b\n", "a|b\n-|-\n")]
    [InlineData("$$\n", "")]
    [InlineData("$$\na\n\n", "")]
    [InlineData("[[a]]\n\n", "%%\n")]
    [InlineData("- ```\n", "")]
    [InlineData("<a ", "<div>\n=")]
    [InlineData("<a id ", "<div>\n=")]
    [InlineData("<a id='", "<div>\n")]
    [InlineData("a-", "<div>\n=<")]
    [InlineData("<!-- lint-disable", "")]
    [InlineData("a: \"[[b]]\"\n", "---\n")]
    [InlineData("\"[[a", "---\na: ")]
    [InlineData("a", "[[")]
    [InlineData("a", "[a]: ")]
    [InlineData("a", "# ")]
    public void A_page_costs_what_it_is_long(string piece, string start)
    {
        // Whole, and as paragraphs that are just short enough to be read.
        var paragraph = string.Concat(Enumerable.Repeat(piece, 50_000 / piece.Length)) + "\n\n";
        foreach (var text in (ReadOnlySpan<string>)[start + string.Concat(Enumerable.Repeat(piece, Long / piece.Length)), start + string.Concat(Enumerable.Repeat(paragraph, Long / paragraph.Length))])
        {
            // Well under a second; minutes where something goes back over it. The limit leaves room for a busy machine.
            Vault.Time(() => OutlineReader.Read(new RelPath("a.md"), text, Dialect.Obsidian)).ShouldBeLessThan(TimeSpan.FromSeconds(6), piece);
        }
    }

    [Theory]
    [InlineData("[", "](a)")]
    [InlineData("![", "](a)")]
    [InlineData("*", "*")]
    [InlineData("(", ")")]
    [InlineData("<b>", "</b>")]
    public void Depth_does_no_harm(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 8_000)) + "x" + string.Concat(Enumerable.Repeat(close, 8_000));
        Vault.Time(() => OutlineReader.Read(new RelPath("a.md"), $"# Title\n\n{text}\n\n[[a]]", Dialect.Obsidian).Outline.Links.ShouldContain(link => link.Target == "a"))
            .ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Long_indexes_that_people_write_are_read_whole()
    {
        var links = string.Join(' ', Enumerable.Range(0, 2_000).Select(i => $"[({i})](note-{i}.md)"));
        var definitions = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"[l{i}]: note-{i}.md\n"));
        Vault.Read("a.md", links + "\n\n" + definitions, LinkRules.GitHub).Links.Length.ShouldBe(7_000);
    }
}
