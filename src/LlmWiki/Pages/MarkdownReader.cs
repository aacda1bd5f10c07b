using LlmWiki.Text;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace LlmWiki.Pages;

/// <summary>
/// Reads a person's Markdown (CommonMark, GitHub's tables and task lists, Obsidian's links, embeds, comments and callouts)
/// into neutral blocks in the order of the file. Nothing that a reader would see is left out.
/// </summary>
internal sealed class MarkdownReader
{
    private static readonly MarkdownPipeline Pipeline = CreatePipeline();

    private readonly List<MarkdownBlock> _blocks = [];
    private readonly LineMap _lines;
    private readonly CancellationToken _cancel;

    private MarkdownReader(string text, CancellationToken cancel)
    {
        _lines = new LineMap(text);
        _cancel = cancel;
    }

    /// <summary>Reads a text without front matter (blank lines in its place keep the line numbers).</summary>
    /// <returns>The blocks; null where Markdig gives up, as it does at blocks nested deeper than any person writes.</returns>
    public static IReadOnlyList<MarkdownBlock>? Read(string text, CancellationToken cancel)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(text, Pipeline);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Its own guard ("too deeply nested") is an ArgumentException; whatever else it throws must not lose the text.
            return null;
        }

        var reader = new MarkdownReader(text, cancel);
        reader.ReadBlocks(document, level: 0, quoted: false);
        return reader._blocks;
    }

    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UsePipeTables()
            .UseTaskLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough | EmphasisExtraOptions.Marked)
            .UseMathematics()
            .UseAutoLinks();
        builder.BlockParsers.Insert(0, new MarkdownFootnoteParser());
        builder.InlineParsers.Insert(0, new MarkdownObsidianParser());
        MarkdownGuards.Add(builder);
        return builder.Build();
    }

    /// <summary>Recursion is safe here: the parser has refused what is nested deeper than its limit (128).</summary>
    private void ReadBlocks(ContainerBlock container, int level, bool quoted)
    {
        foreach (var block in container)
        {
            _cancel.ThrowIfCancellationRequested();
            switch (block)
            {
                case Table table:
                    ReadTable(table, quoted);
                    break;
                case QuoteBlock quote:
                    ReadBlocks(quote, level, quoted: true);
                    break;
                case ListBlock list:
                    ReadBlocks(list, level + 1, quoted);
                    break;
                case ContainerBlock other and not LinkReferenceDefinitionGroup:
                    ReadBlocks(other, level, quoted);
                    break;
                case CodeBlock code:
                    ReadCode(code, quoted);
                    break;
                case HtmlBlock html:
                    ReadHtml(html, level, quoted);
                    break;
                case HeadingBlock heading:
                    Add(heading, quoted, runs => new MarkdownHeading(heading.Level, runs, quoted));
                    break;
                case LeafBlock leaf and not (ThematicBreakBlock or LinkReferenceDefinition):
                    Add(leaf, quoted, runs => Text(runs, level, quoted));
                    break;
            }
        }
    }

    private static MarkdownBlock Text(IReadOnlyList<InlineRun> runs, int level, bool quoted) =>
        level > 0 ? new MarkdownListItem(level, runs, quoted) : new MarkdownParagraph(runs, quoted);

    private void Add(LeafBlock leaf, bool quoted, Func<IReadOnlyList<InlineRun>, MarkdownBlock> make)
    {
        var inlines = MarkdownInlines.Read(leaf, _lines);
        foreach (var runs in quoted ? MarkdownCallout.Split(inlines.Runs) : [inlines.Runs])
        {
            _blocks.Add(make(runs) is MarkdownListItem { } item && inlines.IsTask ? item with { IsTask = true } : make(runs));
        }

        AddImages(inlines, quoted);
    }

    private void AddImages(MarkdownInlines inlines, bool quoted) =>
        _blocks.AddRange(inlines.Images.Select(image => image with { Quoted = quoted }));

    private void ReadCode(CodeBlock code, bool quoted)
    {
        var lines = code.Lines;
        if (lines.Count == 0)
        {
            return;
        }

        var text = string.Join('\n', Enumerable.Range(0, lines.Count).Select(i => lines.Lines[i].Slice.ToString()));
        var first = lines.Lines[0].Line + 1;
        _blocks.Add(new MarkdownCode(text, first, first + lines.Count - 1, quoted));
    }

    private void ReadHtml(HtmlBlock html, int level, bool quoted)
    {
        if (html.Type == HtmlBlockType.Comment && !html.Lines.ToString().TrimEnd().Contains("-->", StringComparison.Ordinal))
        {
            return;
        }

        var text = new MarkdownHtmlText();
        for (var i = 0; i < html.Lines.Count; i++)
        {
            text.AddLine(html.Lines.Lines[i].Slice.ToString(), html.Lines.Lines[i].Line + 1);
        }

        foreach (var runs in text.Paragraphs())
        {
            _blocks.Add(Text(runs, level, quoted));
        }

        _blocks.AddRange(text.Images.Select(image => image with { Quoted = quoted }));
    }

    private void ReadTable(Table table, bool quoted)
    {
        var header = new List<IReadOnlyList<InlineRun>>();
        var rows = new List<IReadOnlyList<IReadOnlyList<InlineRun>>>();
        var images = new List<MarkdownBlock>();
        foreach (var row in table.OfType<TableRow>())
        {
            var cells = row.OfType<TableCell>().Select(cell => ReadCell(cell, quoted, images)).ToList();
            if (row.IsHeader)
            {
                header.AddRange(cells);
            }
            else
            {
                rows.Add(cells);
            }
        }

        _blocks.Add(new MarkdownTable(header, rows, quoted));
        _blocks.AddRange(images);
    }

    private List<InlineRun> ReadCell(TableCell cell, bool quoted, List<MarkdownBlock> images)
    {
        var runs = new List<InlineRun>();
        foreach (var leaf in cell.OfType<LeafBlock>())
        {
            var inlines = MarkdownInlines.Read(leaf, _lines);
            runs.AddRange(inlines.Runs);
            images.AddRange(inlines.Images.Select(image => image with { Quoted = quoted }));
        }

        return runs;
    }
}
