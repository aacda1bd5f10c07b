using System.Collections.Immutable;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Lint.Statements;

/// <summary>One sentence of a page, with what it cites.</summary>
/// <param name="Number">Counts the statements of the page from 0.</param>
/// <param name="Block">Index of the text of the outline that it is part of.</param>
/// <param name="Heading">What it stands under; empty where nothing.</param>
/// <param name="Labels">Footnotes that stand at its end or in it.</param>
internal sealed record Statement(RelPath Page, int Number, int Block, string Text, int Line, int Column, ImmutableArray<string> Labels, bool IsOwned, bool IsQuoted, string Heading = "")
{
    /// <summary>The statements of a page: sentences of paragraphs and list items, in order.</summary>
    public static ImmutableArray<Statement> Of(PageOutline page)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>();
        var heading = "";
        for (var i = 0; i < page.Texts.Length; i++)
        {
            var text = page.Texts[i];
            heading = text.Kind == TextKind.Heading ? text.Text : heading;
            if (text.Kind is TextKind.Paragraph or TextKind.ListItem && text.Text.Length > 0)
            {
                Add(page.Path, i, text, heading, statements);
            }
        }

        return statements.ToImmutable();
    }

    private static void Add(RelPath page, int block, OutlineText text, string heading, ImmutableArray<Statement>.Builder statements)
    {
        var sentences = Sentences.Split(text.Text);
        for (var i = 0; i < sentences.Count; i++)
        {
            var (start, end) = sentences[i];
            var next = i + 1 < sentences.Count ? sentences[i + 1].Start : int.MaxValue;

            // A mark stands behind the stop, or within: it belongs to the sentence that ends at it.
            var labels = text.Labels.Where(label => label.At > start && label.At <= next && (label.At <= end || IsBetween(text.Text, end, label.At))).Select(label => label.Label);
            var at = text.PlaceOf(start);
            statements.Add(new Statement(page, statements.Count, block, text.Text[start..end], at.Line, at.Column, [.. labels.Distinct()], text.IsOwned, text.IsQuoted, heading));
        }
    }

    private static bool IsBetween(string text, int end, int at) => string.IsNullOrWhiteSpace(text[end..Math.Min(at, text.Length)]);

    /// <summary>Whether it says something of the world: on a page of the tool what has no citation is the page's own furniture.</summary>
    public bool IsComparable(PageOutline page) => !Labels.IsEmpty || !(page.Head.IsGenerated && (IsOwned || page.Head.Type == "source"));
}
