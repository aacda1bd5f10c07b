using System.Collections.Immutable;
using LlmWiki.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>Cuts the body of a page into blocks, at the lines where Markdig's syntax tree starts them.</summary>
internal static class PageBlocks
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    public static (string Preamble, ImmutableArray<PageBlock> Blocks) Parse(string body, int linesBefore)
    {
        if (body.Length == 0)
        {
            return ("", []);
        }

        var lines = new LineMap(body);
        var starts = new SortedDictionary<int, Markdig.Syntax.Block>();
        Collect(Markdown.Parse(body, Pipeline), starts, lines);
        if (starts.Count == 0)
        {
            return (body, []);
        }

        var offsets = starts.Keys.ToArray();
        var blocks = ImmutableArray.CreateBuilder<PageBlock>(offsets.Length);
        for (var i = 0; i < offsets.Length; i++)
        {
            var end = i + 1 < offsets.Length ? offsets[i + 1] : body.Length;
            var node = starts[offsets[i]];
            blocks.Add(new PageBlock
            {
                Kind = KindOf(node),
                Raw = body[offsets[i]..end],
                Line = linesBefore + lines.LineOf(offsets[i]),
                Level = node is HeadingBlock heading ? heading.Level : 0,
            });
        }

        return (body[..offsets[0]], blocks.ToImmutable());
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.BlockParsers.InsertBefore<ParagraphBlockParser>(new MarkdownFootnoteParser());

        // Blocks are all that is asked for here; without inline parsers the tree costs a fraction.
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private static void Collect(ContainerBlock container, SortedDictionary<int, Markdig.Syntax.Block> starts, LineMap lines)
    {
        foreach (var node in container)
        {
            if (node is ListBlock or LinkReferenceDefinitionGroup)
            {
                Collect((ContainerBlock)node, starts, lines);
            }
            else
            {
                starts.TryAdd(lines.StartOf(lines.LineOf(Math.Max(0, node.Span.Start))), node);
            }
        }
    }

    private static BlockKind KindOf(Markdig.Syntax.Block node) => node switch
    {
        HeadingBlock => BlockKind.Heading,
        ListItemBlock => BlockKind.ListItem,
        MarkdownFootnote => BlockKind.Footnote,
        LinkReferenceDefinition => BlockKind.LinkDefinition,
        QuoteBlock => BlockKind.Quote,
        CodeBlock => BlockKind.Code,
        HtmlBlock => BlockKind.Html,
        Table => BlockKind.Table,
        ParagraphBlock paragraph => IsTable(paragraph) ? BlockKind.Table : BlockKind.Paragraph,
        _ => BlockKind.Other,
    };

    private static bool IsTable(ParagraphBlock paragraph) =>
        paragraph.Lines.Count > 1 && paragraph.Lines.Lines[1].Slice.ToString() is var rule
        && rule.Contains('-', StringComparison.Ordinal) && rule.AsSpan().IndexOfAnyExcept("|:- \t") < 0;
}
