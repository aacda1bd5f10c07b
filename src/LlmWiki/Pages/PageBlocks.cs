using System.Collections.Immutable;
using LlmWiki.Text;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>The body of a page, cut into blocks at the lines where Markdig's syntax tree starts them.</summary>
/// <param name="IsUncut">It is nested so deeply that it could not be read; all of it is one block.</param>
internal sealed record PageBlocks(string Preamble, ImmutableArray<PageBlock> Blocks, bool IsUncut = false)
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    public static PageBlocks Parse(string body, int linesBefore)
    {
        if (body.Length == 0)
        {
            return new PageBlocks("", []);
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(body, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's guard against nesting that would overflow the stack.
            return new PageBlocks("", [new PageBlock { Kind = BlockKind.Other, Raw = body, Line = linesBefore + 1 }], IsUncut: true);
        }

        return Of(document, body, linesBefore);
    }

    /// <summary>Cuts a body at the blocks of a tree that was made of it.</summary>
    public static PageBlocks Of(MarkdownDocument document, string body, int linesBefore)
    {
        var lines = new LineMap(body);
        var starts = Starts(document, lines);
        var offsets = starts.Keys.ToArray();
        var blocks = ImmutableArray.CreateBuilder<PageBlock>(offsets.Length);
        for (var i = 0; i < offsets.Length; i++)
        {
            var raw = body[offsets[i]..(i + 1 < offsets.Length ? offsets[i + 1] : body.Length)];
            var node = starts[offsets[i]];
            blocks.Add(new PageBlock
            {
                Kind = KindOf(node, raw),
                Raw = raw,
                Line = linesBefore + lines.LineOf(offsets[i]),
                Level = node is HeadingBlock heading ? heading.Level : 0,
            });
        }

        return new PageBlocks(offsets.Length == 0 ? body : body[..offsets[0]], blocks.ToImmutable());
    }

    /// <summary>Whether a block at the end of a page takes in whatever is written below it: a fence or comment that is never closed.</summary>
    public static bool IsOpen(PageBlock last) =>
        last.Kind is BlockKind.Code or BlockKind.Html && Parse(last.Raw + "\n\nx", 0).Blocks.Length == 1;

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.BlockParsers.InsertBefore<ParagraphBlockParser>(new MarkdownFootnoteParser());

        // Blocks are all that is asked for here; without inline parsers the tree costs a fraction.
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    /// <summary>The blocks by the offset of the line they start at.</summary>
    private static SortedDictionary<int, Block> Starts(MarkdownDocument document, LineMap lines)
    {
        var starts = new SortedDictionary<int, Block>();
        var ends = new List<(int Start, int End)>();
        foreach (var node in document)
        {
            if (node is not LinkReferenceDefinitionGroup)
            {
                ends.Add((node.Span.Start, node.Span.End));
                foreach (var block in node is ListBlock list ? list.AsEnumerable() : [node])
                {
                    starts.TryAdd(StartOf(block, lines), block);
                }
            }
        }

        // Markdig lists all link definitions together; one inside a list item or quote is part of that.
        foreach (var definition in document.OfType<LinkReferenceDefinitionGroup>().SelectMany(group => group))
        {
            var before = ends.BinarySearch((definition.Span.Start, int.MaxValue));
            if (~before == 0 || ends[~before - 1].End < definition.Span.Start)
            {
                starts.TryAdd(StartOf(definition, lines), definition);
            }
        }

        return starts;
    }

    private static int StartOf(Block block, LineMap lines) => lines.StartOf(lines.LineOf(Math.Max(0, block.Span.Start)));

    private static BlockKind KindOf(Block node, string raw) => node switch
    {
        HeadingBlock => BlockKind.Heading,
        ListItemBlock => BlockKind.ListItem,
        MarkdownFootnote => BlockKind.Footnote,
        LinkReferenceDefinition => BlockKind.LinkDefinition,
        QuoteBlock => BlockKind.Quote,
        CodeBlock => BlockKind.Code,
        HtmlBlock => BlockKind.Html,
        ParagraphBlock => IsTable(raw) ? BlockKind.Table : BlockKind.Paragraph,
        _ => BlockKind.Other,
    };

    private static bool IsTable(string raw)
    {
        var rule = PageBlock.TextOf(raw).Split('\n', 3) is [_, var second, ..] ? second : "";
        return rule.Contains('-', StringComparison.Ordinal) && rule.AsSpan().ContainsAny('|', ':') && rule.AsSpan().IndexOfAnyExcept("|:- \t") < 0;
    }
}
