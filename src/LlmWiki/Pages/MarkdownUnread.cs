using Markdig.Parsers;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>Lines that hold no Markdown: a comment of Obsidian's, or math.</summary>
internal sealed class MarkdownUnread(BlockParser parser) : LeafBlock(parser);

/// <summary>
/// Reads <c>%% … %%</c> and <c>$$ … $$</c> that go over more than one line; within a line they are inlines. Math is a block only where its
/// end comes before a blank line: the closing dollars of math in a list item would otherwise take in all that follows.
/// </summary>
internal sealed class MarkdownUnreadParser : BlockParser
{
    private readonly string _mark;
    private readonly bool _mayHaveBlanks;

    /// <param name="mark">What opens and closes it.</param>
    /// <param name="mayHaveBlanks">Whether blank lines may stand in it; then it may also go to the end of the file.</param>
    private MarkdownUnreadParser(string mark, bool mayHaveBlanks)
    {
        (_mark, _mayHaveBlanks) = (mark, mayHaveBlanks);
        OpeningCharacters = [mark[0]];
    }

    public static MarkdownUnreadParser Comments => new("%%", mayHaveBlanks: true);

    public static MarkdownUnreadParser Math => new("$$", mayHaveBlanks: false);

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan();
        if (processor.IsCodeIndent || !line.StartsWith(_mark) || line[_mark.Length..].Contains(_mark, StringComparison.Ordinal)
            || (!_mayHaveBlanks && !Closes(processor.Line.Text.AsSpan(processor.Line.End + 1))))
        {
            return BlockState.None;
        }

        processor.NewBlocks.Push(new MarkdownUnread(this)
        {
            Column = processor.Column,
            Line = processor.LineIndex,
            Span = new SourceSpan(processor.Start, processor.Line.End),
            ProcessInlines = false,
        });
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        block.UpdateSpanEnd(processor.Line.End);
        return processor.Line.AsSpan().Contains(_mark, StringComparison.Ordinal) ? BlockState.BreakDiscard : BlockState.ContinueDiscard;
    }

    private bool Closes(ReadOnlySpan<char> rest)
    {
        var isFirst = true;
        foreach (var line in rest.EnumerateLines())
        {
            if (line.Contains(_mark, StringComparison.Ordinal))
            {
                return true;
            }

            if (!isFirst && line.IsWhiteSpace())
            {
                return false;
            }

            isFirst = false;
        }

        return false;
    }
}
