using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>Keeps hostile texts from costing more than their length.</summary>
internal static class MarkdownGuards
{
    /// <summary>Unit: characters. Some of Markdig's inline parsers go back over a block; a person's paragraph is shorter.</summary>
    private const int MaxParsedBlock = 60_000;

    public static void Add(MarkdownPipelineBuilder builder)
    {
        foreach (var parser in builder.BlockParsers)
        {
            if (parser is ParagraphBlockParser or HeadingBlockParser)
            {
                parser.Closed += LeaveLongUnparsed;
            }
        }
    }

    private static void LeaveLongUnparsed(BlockProcessor processor, Block block)
    {
        if (block is not LeafBlock leaf)
        {
            return;
        }

        var length = 0;
        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            length += leaf.Lines.Lines[i].Slice.Length + 1;
        }

        leaf.ProcessInlines &= length <= MaxParsedBlock;
    }
}
