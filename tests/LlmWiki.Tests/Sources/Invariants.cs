using System.Text;
using System.Text.RegularExpressions;
using LlmWiki.Sources;
using LlmWiki.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Tests.Sources;

/// <summary>What holds of every source that was read, whatever its bytes were.</summary>
internal static partial class Invariants
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation().UsePipeTables().UseGridTables().UseFootnotes().UseEmphasisExtras().UseMathematics().UseTaskLists()
        .UseAutoLinks().UseAlertBlocks().UseDefinitionLists().UseAbbreviations().UseGenericAttributes().UseFigures().UseFooters()
        .UseYamlFrontMatter()
        .Build();

    public static void ShouldHold(this Source source, int? lines = null)
    {
        for (var i = 0; i < source.Passages.Length; i++)
        {
            var passage = source.Passages[i];
            passage.Number.ShouldBe(i + 1);
            ShouldHold(passage);
            passage.Heading.ShouldBeLessThan(passage.Number);
            passage.Paragraph.ShouldBeGreaterThan(0);
            if (lines is not null && passage.Place.Unit == PlaceUnit.Line)
            {
                passage.Place.Last.ShouldBeLessThanOrEqualTo(lines.Value, passage.Text);
            }
        }
    }

    public static void ShouldHold(Passage passage)
    {
        passage.Text.ShouldNotBeNullOrWhiteSpace();
        passage.Markdown.ShouldNotBeNullOrWhiteSpace();
        passage.Place.First.ShouldBeGreaterThan(0);
        passage.Place.Last.ShouldBeGreaterThanOrEqualTo(passage.Place.First);
        passage.Text.Any(letter => char.IsControl(letter) || letter is '\u200B' or '\u200E' or '\u202E' or '\u2066' or '\uFEFF').ShouldBeFalse(passage.Text);
        passage.Text.Trim().ShouldBe(passage.Text);
        passage.Text.ShouldNotContain("  ");
        IsWellFormed(passage.Text).ShouldBeTrue();
        IsWellFormed(passage.Markdown).ShouldBeTrue();
        if (passage.Kind != PassageKind.Code)
        {
            passage.Text.Length.ShouldBeLessThanOrEqualTo(2_100);
            ShouldBeSafe(passage.Markdown, passage.Text);
        }
    }

    /// <summary>Pasted alone, it is one paragraph that reads as the text, with nothing in it but what is kept.</summary>
    public static void ShouldBeSafe(string markdown, string text)
    {
        markdown.ShouldNotContain("\n");
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        document.Count.ShouldBe(1, markdown);
        var paragraph = document[0].ShouldBeOfType<ParagraphBlock>(markdown);
        var plain = new StringBuilder();
        AddText(paragraph.Inline.ShouldNotBeNull(), plain, markdown);
        Blanks().Replace(plain.ToString(), " ").Trim().ShouldBe(text, markdown);

        var outside = Kept().Replace(markdown, "·");
        foreach (var mark in (string[])["[[", "%%", "==", "~~", "$", "^", "<!--", "{"])
        {
            outside.ShouldNotContain(mark, Case.Sensitive, markdown);
        }

        ShouldStandBetweenOthers(markdown);
    }

    /// <summary>After a line of text, before a citation: still no heading, list or image.</summary>
    private static void ShouldStandBetweenOthers(string markdown)
    {
        var document = Markdig.Markdown.Parse("First line\n" + markdown + "[^a.1]\n\n[^a.1]: note", Pipeline);
        document[0].ShouldBeOfType<ParagraphBlock>(markdown);
        document.Count(block => block is not LinkReferenceDefinitionGroup).ShouldBe(2, markdown);
        document.Descendants<LinkInline>().ShouldNotContain(link => link.IsImage, markdown);
        document.Descendants<Markdig.Extensions.Footnotes.FootnoteLink>().Count(link => !link.IsBackLink).ShouldBe(1, markdown);
    }

    private static void AddText(ContainerInline container, StringBuilder plain, string markdown)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    plain.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    plain.Append(code.Content);
                    break;
                case AutolinkInline { IsEmail: false } auto:
                    plain.Append(auto.Url);
                    break;
                case LinkInline { IsImage: false } link:
                    (link.Url ?? "").ShouldMatch("^(?i:https?://|mailto:)", markdown);
                    AddText(link, plain, markdown);
                    break;
                case EmphasisInline { DelimiterChar: '*' } emphasis:
                    AddText(emphasis, plain, markdown);
                    break;
                default:
                    throw new ShouldAssertException($"{inline.GetType().Name} in {markdown}");
            }
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lines as editors count them.</summary>
    public static int LineCount(string text) => new LineMap(text).LineCount;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>Escapes, code spans, targets of links and bare addresses.</summary>
    [GeneratedRegex(@"\\[^A-Za-z0-9 ]|(?<fence>`+)(?!`).*?(?<!`)\k<fence>(?!`)|\]\([^)]*\)|<https?:[^>]*>")]
    private static partial Regex Kept();
}
