using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Pages;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Tests.Pages;

public sealed class MarkdownTextTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseFootnotes().UseEmphasisExtras().UseMathematics().UseTaskLists().UseAlertBlocks().UseDefinitionLists().Build();

    private static readonly string[] Parts =
    [
        "a", "Word", "é", "日本", "ع", "😀", " ", "1", "12. ", "1) ", ". ", "#", "# ", " #", "##", "-", "- ", "--", "---", "+ ", "* ", "*", "**", "_", "__", "a_b", "~", "~~~", "`", "```", "``", "[", "]", "[x]", "[ ] ", "[^a]", "[^a]: ", "](b)", "(", ")", "<", ">", "<b>", "<!--", "-->", "</", "&", "&amp;", "&#35;", "& ", "|", "|--|", "$", "$$", "^", "^id", "=", "==", "===", "%", "%%", "!", "![", "\\", ":", ": ", "://", "{", "}", "'", "\"", "…", "“", "Term", "[[", "]]", ";", "\u00A0", "\u200D",
    ];

    private static readonly Arbitrary<string> Texts = Gen.NonEmptyListOf(Gen.Elements(Parts)).Select(parts => string.Concat(parts).Trim()).Where(text => text.Length > 0).ToArbitrary();

    [Fact]
    public void Escaped_text_reads_as_that_text_wherever_it_stands()
    {
        Check.One(Properties.Config.WithMaxTest(6_000).WithEndSize(14), Prop.ForAll(Texts, text =>
        {
            var escaped = MarkdownText.Escape(text);
            MarkdownText.Unescape(escaped).ShouldBe(text);
            Paragraph(MarkdownText.GuardStart(escaped)).ShouldBe(text, escaped);
            Paragraph(MarkdownText.GuardStart(escaped) + "[^n]\n\n[^n]: x", 2).ShouldBe(text, escaped);
            Heading("# " + escaped).ShouldBe(text, escaped);
            ListItem("- " + MarkdownText.GuardStart(escaped)).ShouldBe(text, escaped);
            Paragraph($"[{escaped}](x.md)").ShouldBe(text, escaped);
        }));
    }

    [Theory]
    [InlineData("  # not a heading")]
    [InlineData("    not code")]
    [InlineData("\tnot code")]
    [InlineData("- not an item")]
    [InlineData("+ not an item")]
    [InlineData("12. not an item")]
    [InlineData("> not a quote")]
    [InlineData("===")]
    [InlineData("---")]
    [InlineData("~~~")]
    [InlineData(": not a definition")]
    public void A_guarded_line_starts_no_block(string line)
    {
        foreach (var before in (string[])["", "text\n", "Term\n"])
        {
            var document = Markdown.Parse(before + MarkdownText.GuardStart(line), Pipeline);
            document.Single().ShouldBeOfType<ParagraphBlock>(line);
        }
    }

    [Theory]
    [InlineData("snake_case is 100 % fine & good", "snake_case is 100 % fine & good")]
    [InlineData("C# and F#", "C# and F#")]
    [InlineData("a #tag", "a \\#tag")]
    [InlineData("AT&T", "AT\\&T")]
    [InlineData("[[x]]", "\\[\\[x\\]\\]")]
    public void What_needs_no_escape_gets_none(string text, string escaped) => MarkdownText.Escape(text).ShouldBe(escaped);

    [Theory]
    [InlineData("raw/a b#c%d(e).md", "raw/a%20b%23c%25d%28e%29.md")]
    [InlineData("raw/日本 語.md", "raw/日本%20語.md")]
    [InlineData("raw/a\u202Eb.md", "raw/a%E2%80%AEb.md")]
    public void Paths_are_escaped_so_that_letters_stay_readable(string path, string escaped)
    {
        MarkdownText.EscapePath(path).ShouldBe(escaped);
        Uri.UnescapeDataString(escaped).ShouldBe(path);
    }

    private static string Paragraph(string markdown, int blocks = 1)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        document.Count(block => block is not LinkReferenceDefinitionGroup).ShouldBe(blocks, markdown);
        return Plain(document[0].ShouldBeOfType<ParagraphBlock>(markdown), markdown);
    }

    private static string Heading(string markdown) => Plain(Markdown.Parse(markdown, Pipeline).Single().ShouldBeOfType<HeadingBlock>(markdown), markdown);

    private static string ListItem(string markdown)
    {
        var list = Markdown.Parse(markdown, Pipeline).Single().ShouldBeOfType<ListBlock>(markdown);
        return Plain(list.Single().ShouldBeOfType<ListItemBlock>().Single().ShouldBeOfType<ParagraphBlock>(markdown), markdown);
    }

    private static string Plain(LeafBlock block, string markdown)
    {
        var plain = new StringBuilder();
        foreach (var inline in block.Inline!.Descendants())
        {
            _ = inline switch
            {
                LiteralInline literal => plain.Append(literal.Content.AsSpan()),
                LinkInline { IsImage: false } or Markdig.Extensions.Footnotes.FootnoteLink => plain,
                _ => throw new ShouldAssertException($"{inline.GetType().Name} in {markdown}"),
            };
        }

        return plain.ToString();
    }
}
