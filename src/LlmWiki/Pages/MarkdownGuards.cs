using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>Keeps hostile texts from costing more than their length.</summary>
internal static class MarkdownGuards
{
    /// <summary>Unit: characters. Some of Markdig's inline parsers go back over a block; a person's paragraph is shorter.</summary>
    private const int MaxParsedBlock = 60_000;

    /// <summary>Markdig moves all that stands in a bracket when it turns out to be none, and seeks the end of each parenthesis and instruction.</summary>
    private const int MaxOpenMarks = 400;

    /// <summary>Markdig takes definitions of links off the head of a paragraph line by line, and moves the rest up each time.</summary>
    private const int MaxParsedLines = 10_000;

    public static void Add(MarkdownPipelineBuilder builder)
    {
        builder.BlockParsers.ReplaceOrAdd<ParagraphBlockParser>(new ParagraphParser());
        foreach (var parser in builder.BlockParsers)
        {
            if (parser is ParagraphBlockParser or HeadingBlockParser)
            {
                parser.Closed += LeaveLongUnparsed;
            }
        }
    }

    /// <summary>Leaves the text of citations unparsed: half of a page may be citations, and their form is read by hand.</summary>
    public static void LeaveCitations(MarkdownPipelineBuilder builder)
    {
        foreach (var parser in builder.BlockParsers.OfType<ParagraphBlockParser>())
        {
            parser.Closed += (_, block) =>
            {
                if (block is LeafBlock { Parent: MarkdownFootnote, Lines.Count: 1 } leaf && CitationText.IsContent(leaf.Lines.Lines[0].Slice.AsSpan().Trim()))
                {
                    leaf.ProcessInlines = false;
                }
            };
        }
    }

    private static void LeaveLongUnparsed(BlockProcessor processor, Block block)
    {
        if (block is not LeafBlock leaf)
        {
            return;
        }

        var length = 0;
        var marks = new Marks();
        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            var line = leaf.Lines.Lines[i].Slice.AsSpan();
            length += line.Length + 1;
            marks.Count(line);
        }

        leaf.ProcessInlines &= length <= MaxParsedBlock && leaf.Lines.Count <= MaxParsedLines && marks.Most <= MaxOpenMarks;
    }

    /// <summary>How many brackets of one kind are open at once, and how many <c>&lt;?</c> and <c>&lt;!A</c> there are.</summary>
    private struct Marks
    {
        private int _square;
        private int _round;
        private int _tags;

        public int Most { get; private set; }

        public void Count(ReadOnlySpan<char> line)
        {
            for (var at = line.IndexOfAny("[]()<"); at >= 0; at = line.IndexOfAny("[]()<"))
            {
                var mark = line[at];
                line = line[(at + 1)..];
                _square = Math.Max(0, _square + (mark switch { '[' => 1, ']' => -1, _ => 0 }));
                _round = Math.Max(0, _round + (mark switch { '(' => 1, ')' => -1, _ => 0 }));
                _tags += mark == '<' && (line is ['?', ..] || (line is ['!', var letter, ..] && letter != '-')) ? 1 : 0;
                Most = Math.Max(Most, Math.Max(_square, Math.Max(_round, _tags)));
            }
        }
    }

    private sealed class ParagraphParser : ParagraphBlockParser
    {
        public override BlockState TryContinue(BlockProcessor processor, Block block)
        {
            if (processor.IsBlankLine || !IsLong(block))
            {
                return base.TryContinue(processor, block);
            }

            block.UpdateSpanEnd(processor.Line.End);
            return BlockState.Continue;
        }

        public override bool Close(BlockProcessor processor, Block block) => IsLong(block) || base.Close(processor, block);

        private static bool IsLong(Block block) => block is ParagraphBlock { Lines.Count: > MaxParsedLines };
    }
}
