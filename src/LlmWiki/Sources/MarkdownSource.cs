using System.Collections.Immutable;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>Markdown with front matter, as people and web clippers write it.</summary>
internal static class MarkdownSource
{
    public static SourceContent Read(SourceInput input)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        var text = TextDecoding.Decode(input.Bytes);
        var parts = MarkdownParts.Of(text);
        var metadata = parts.FrontMatter is null ? new SourceMetadata() : FrontMatter.Read(parts.FrontMatter, 2, notes);
        var builder = new PassageBuilder(PlaceUnit.Line, input.Cancel);
        var images = new SourceImages(input.Path);
        if (MarkdownReader.Read(parts.Body, input.Cancel) is { } blocks)
        {
            foreach (var block in blocks)
            {
                Add(block, builder, images);
            }
        }
        else
        {
            notes.Add("line 1: lists or quotes are nested too deep to be read as Markdown, so it is read as plain text");
            PlainTextSource.Read(parts.Body, builder);
        }

        var passages = builder.Build();
        return new SourceContent(metadata with { Title = metadata.Title ?? FirstTitle(passages) }, passages)
        {
            Images = images.Found,
            Notes = [.. notes, .. builder.Notes],
        };
    }

    public static string? FirstTitle(ImmutableArray<Passage> passages) =>
        passages.FirstOrDefault(passage => passage is { Kind: PassageKind.Heading, Level: 1 })?.Text;

    private static void Add(MarkdownBlock block, PassageBuilder builder, SourceImages images)
    {
        switch (block)
        {
            case MarkdownHeading heading:
                builder.Heading(heading.Level, heading.Runs);
                break;
            case MarkdownListItem item:
                builder.ListItem(item.Runs, item.Level, item.Quoted, item.IsTask);
                break;
            case MarkdownParagraph paragraph:
                builder.Paragraph(paragraph.Runs, paragraph.Quoted);
                break;
            case MarkdownCode code:
                builder.Code(code.Code, code.FirstLine, code.LastLine, code.Quoted);
                break;
            case MarkdownTable table:
                AddTable(table, builder);
                break;
            case MarkdownImage image:
                images.Add(image.Target, image.Alt, image.Title, image.Line, builder);
                break;
        }
    }

    private static void AddTable(MarkdownTable table, PassageBuilder builder)
    {
        var number = builder.StartTable();
        var columns = TableRows.Columns([.. table.Header.Select(cell => new RichText(cell).Text)]);
        if (table.Rows.Count == 0)
        {
            builder.Row(number, table.Header.Select(runs => new TableCell("", runs)), table.Quoted);
        }

        foreach (var row in table.Rows)
        {
            builder.Row(number, row.Select((runs, i) => new TableCell(i < columns.Count ? columns[i] : "", runs)), table.Quoted);
        }
    }
}
