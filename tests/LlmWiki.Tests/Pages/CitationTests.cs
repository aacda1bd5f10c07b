using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmWiki.Pages;
using LlmWiki.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Tests.Pages;

public sealed class CitationTests
{
    private static readonly RelPath Here = new("wiki/concepts/adam.md");

    private static readonly string[] Parts =
    [
        "a", "Word", " ", "  ", "#", "%", "%20", "%2F", "(", ")", "((", "[", "]", "](", ")](", "\"", "\" \"", "'", "|", "<", ">", "&", "&amp;", "?", "=", "==", "\\", "`", "*", "_", "^", "$", "~", "!", "!", "@", ":", ",", ", line 3", ", line 3](x) \"", "…", " …", "שלום", "ع", "日本", "😀", "\u202E", "\u200D", "\u00A0", "é", "e\u0301", "+", "{", "}", ";", ".", "..", "-", "1",
    ];

    private static readonly Gen<string> Texts = Gen.NonEmptyListOf(Gen.Elements(Parts)).Select(string.Concat);

    private static readonly Gen<RelPath> Paths =
        from folder in Texts
        from name in Texts
        let path = $"raw/{Clean(folder)}/{Clean(name)}.md"
        select new RelPath(path);

    private static readonly Gen<Place> Places =
        from unit in Gen.Elements(PlaceUnit.Line, PlaceUnit.Page, PlaceUnit.Paragraph)
        from first in Gen.Choose(1, 99_999)
        from more in Gen.Choose(0, 3)
        select new Place(unit, first, first + more);

    private static string Clean(string part) => part.Replace('\\', '-').Trim() is var trimmed && trimmed.Trim('.').Length == 0 ? "x" + trimmed : trimmed;

    [Fact]
    public void Any_citation_is_read_back()
    {
        var citations = from path in Paths from place in Places from quote in Texts select new Citation("recipe.4", path, place, quote.Trim());
        Check.One(Properties.Config.WithMaxTest(4_000).WithEndSize(20), Prop.ForAll(citations.ToArbitrary(), citation =>
        {
            var markdown = citation.ToMarkdown(Here);
            Citation.Parse(Here, markdown).ShouldBe(citation, markdown);
            ShouldBeALinkAndAQuote(markdown, citation);
        }));
    }

    private static void ShouldBeALinkAndAQuote(string markdown, Citation citation)
    {
        var document = Markdown.Parse(markdown["[^recipe.4]: ".Length..]);
        var inlines = document.Single().ShouldBeOfType<ParagraphBlock>().Inline!.ToList();
        var link = inlines[0].ShouldBeOfType<LinkInline>(markdown);
        Here.Follow(Uri.UnescapeDataString(link.Url!.Split('#')[0])).ShouldBe(citation.Source);
        inlines.OfType<LinkInline>().Count().ShouldBe(1, markdown);
        string.Concat(inlines.Skip(1).Select(inline => inline.ShouldBeOfType<LiteralInline>(markdown).Content.ToString())).Trim().ShouldBe($"\"{citation.Quote}\"");
    }

    [Fact]
    public void Quotes_are_cut_at_a_word_and_recognized()
    {
        // A pair of surrogates cut in half would come back as U+FFFD.
        Check.One(Properties.Config.WithMaxTest(500).WithEndSize(200), Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var passage = text.ReplaceLineEndings(" ").Trim();
            var quote = Citation.QuoteOf(passage);
            quote.Length.ShouldBeLessThanOrEqualTo(Citation.MaxQuote + 2);
            var citation = Merging.Cite("recipe.4") with { Quote = quote };
            citation.IsOf(passage).ShouldBeTrue();
            passage.ShouldStartWith(citation.QuotedText);
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(citation.QuotedText)).ShouldBe(citation.QuotedText);
        }));
    }

    [Theory]
    [InlineData("[^a]: Just a note.")]
    [InlineData("[^recipe.4]: [raw/recipe.md, line 4](../../raw/recipe.md#L4)")]
    [InlineData("[^recipe.4]: [raw/recipe.md, line 4](../../raw/recipe.md#L4) \"q\" and a remark")]
    [InlineData("[^recipe.4]: [raw/recipe.md, line 4](../../raw/recipe.md#L4) \"q\"\n    a remark")]
    [InlineData("[^recipe.4]: [the recipe, line 4](../../raw/recipe.md#L4) \"q\"")]
    [InlineData("[^recipe.4]: [raw/recipe.md, line 99999999999](../../raw/recipe.md) \"q\"")]
    [InlineData("text [^recipe.4]: [raw/recipe.md, line 4](../../raw/recipe.md#L4) \"q\"")]
    public void Other_footnotes_are_none(string text) => Citation.Parse(Here, text).ShouldBeNull();

    [Fact]
    public void A_citation_on_a_page_that_was_moved_is_read_by_the_path_it_names()
    {
        Citation.Parse(new RelPath("wiki/adam.md"), Merging.Cite("recipe.4").ToMarkdown(Here))!.Source.ShouldBe(new RelPath("raw/recipe.md"));
    }

    [Fact]
    public void Labels_are_those_of_references_and_not_of_definitions()
    {
        Citation.LabelsIn("a[^x.1] b[^y.2]: c[^x.1]\n[^z]: d[^w]").ShouldBe(["x.1", "y.2", "w"]);
        Citation.Relabel("a[^x.1]: b\n[^x.1]: c", label => label + "2").ShouldBe("a[^x.12]: b\n[^x.1]: c");
        Citation.Without("a[^x.1]: b[^y.2]", label => label == "x.1").ShouldBe("a: b[^y.2]");
    }
}
