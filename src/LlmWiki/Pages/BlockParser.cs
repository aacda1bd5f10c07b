using System.Collections.Immutable;
using LlmWiki.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>Cuts the body of a page into blocks, at the lines where Markdig's syntax tree starts them.</summary>
internal static class BlockParser
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    public static (string Preamble, ImmutableArray<Block> Blocks) Parse(string body, int linesBefore)
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
        var blocks = ImmutableArray.CreateBuilder<Block>(offsets.Length);
        for (var i = 0; i < offsets.Length; i++)
        {
            var end = i + 1 < offsets.Length ? offsets[i + 1] : body.Length;
            var node = starts[offsets[i]];
            blocks.Add(new Block
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
        builder.BlockParsers.InsertBefore<ParagraphBlockParser>(new FootnoteDefinitionParser());

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
        FootnoteDefinition => BlockKind.Footnote,
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

/// <summary><c>[^label]: …</c> with its indented continuation.</summary>
internal sealed class FootnoteDefinition(Markdig.Parsers.BlockParser parser) : ContainerBlock(parser);

/// <summary>
/// Markdig's own footnote extension drops definitions that nothing refers to; a page must not lose them.
/// </summary>
internal sealed class FootnoteDefinitionParser : Markdig.Parsers.BlockParser
{
    public FootnoteDefinitionParser() => OpeningCharacters = ['['];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line;
        if (processor.IsCodeIndent || line.PeekChar() != '^')
        {
            return BlockState.None;
        }

        var text = line.Text.AsSpan(line.Start, line.Length);
        var close = text.IndexOf(']');
        if (close < 3 || close + 1 >= text.Length || text[close + 1] != ':' || text[..close].IndexOfAny(" \t") >= 0)
        {
            return BlockState.None;
        }

        processor.NewBlocks.Push(new FootnoteDefinition(this)
        {
            Column = processor.Column,
            Span = new SourceSpan(line.Start, line.End),
        });
        processor.GoToColumn(processor.Column + close + 2);
        return BlockState.Continue;
    }

    public override BlockState TryContinue(BlockProcessor processor, Markdig.Syntax.Block block)
    {
        if (processor.IsBlankLine || processor.IsCodeIndent)
        {
            if (processor.IsCodeIndent)
            {
                processor.GoToCodeIndent();
            }

            return BlockState.Continue;
        }

        return BlockState.None;
    }
}
