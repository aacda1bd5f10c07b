using Markdig.Parsers;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>The text of a footnote where it is defined.</summary>
internal sealed class MarkdownFootnote(BlockParser parser) : ContainerBlock(parser)
{
    public bool AfterBlankLine { get; set; }
}

/// <summary>
/// Reads <c>[^1]: text</c>. Markdig's own parser moves the notes to the end and drops those nobody refers to; a source is
/// read whole and in order.
/// </summary>
internal sealed class MarkdownFootnoteParser : BlockParser
{
    public MarkdownFootnoteParser() => OpeningCharacters = ['['];

    public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var length = MarkLength(processor);
        if (length == 0 || processor.IsCodeIndent || processor.GetCurrentContainerOpened() is not MarkdownDocument)
        {
            return BlockState.None;
        }

        var footnote = new MarkdownFootnote(this)
        {
            Column = processor.Column,
            Line = processor.LineIndex,
            Span = new SourceSpan(processor.Start, processor.Line.End),
        };
        for (var i = 0; i < length; i++)
        {
            processor.NextColumn();
        }

        processor.NewBlocks.Push(footnote);
        return BlockState.Continue;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var footnote = (MarkdownFootnote)block;
        if (processor.IsBlankLine)
        {
            footnote.AfterBlankLine = true;
            return BlockState.ContinueDiscard;
        }

        if (processor.IsCodeIndent)
        {
            processor.GoToCodeIndent();
        }
        else if (footnote.AfterBlankLine || MarkLength(processor) > 0)
        {
            return BlockState.None;
        }

        footnote.AfterBlankLine = false;
        return BlockState.Continue;
    }

    /// <summary>The length of <c>[^label]:</c> at the current place; 0 where none stands there.</summary>
    private static int MarkLength(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan();
        if (line is not ['[', '^', ..])
        {
            return 0;
        }

        var close = line[..Math.Min(line.Length, 5_000)].IndexOf(']');
        return close > 2 && close + 1 < line.Length && line[close + 1] == ':' && !line[..close].ContainsAny(' ', '\t') ? close + 2 : 0;
    }
}
