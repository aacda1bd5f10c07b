using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>A PDF, through poppler's layout analysis. Places are pages.</summary>
internal static class PdfSource
{
    private const int SignatureReach = 1_024;

    public static SourceContent Read(SourceInput input)
    {
        var head = input.Bytes.AsSpan(0, Math.Min(input.Bytes.Length, SignatureReach));
        if (head.IndexOf("%PDF-"u8) < 0)
        {
            throw new WikiException("is no PDF");
        }

        if (input.PdfToText is null)
        {
            throw new WikiException(
                "pdftotext is not installed, so PDF files are not read",
                "it is a part of poppler: apt install poppler-utils | brew install poppler | winget install oschwartz10612.Poppler");
        }

        var layout = PdfLayout.Parse(input.PdfToText(input.Bytes, input.Cancel), input.Cancel);
        if (layout.Pages.TrueForAll(page => page.Blocks.Count == 0))
        {
            throw new WikiException("has no text layer", "it is probably a scan: run it through OCR first, for instance with ocrmypdf");
        }

        var builder = new PassageBuilder(PlaceUnit.Page, input.Cancel);
        PdfMargins.Drop(layout.Pages);
        new PdfPassages(builder, layout.Pages).Read();
        var passages = builder.Build();
        return new SourceContent(Metadata(layout, passages), passages);
    }

    private static SourceMetadata Metadata(PdfLayout layout, ImmutableArray<Passage> passages) => new()
    {
        Title = Title(layout.Title) ?? MarkdownSource.FirstTitle(passages),
        Date = SourceDates.Parse(layout.Meta.GetValueOrDefault("CreationDate")),
        Authors = [.. layout.Meta.GetValueOrDefault("Author", "").Split(';').Select(CleanText.Of).Where(name => name.Length > 0)],
        Tags = [.. layout.Meta.GetValueOrDefault("Keywords", "").Split(',', ';').Select(CleanText.Of).Where(tag => tag.Length > 0)],
    };

    /// <summary>The title of the properties, unless a program has put the file's name there.</summary>
    private static string? Title(string title)
    {
        var plain = CleanText.Of(title);
        var isFile = plain.StartsWith("Microsoft Word - ", StringComparison.Ordinal) || plain.StartsWith("untitled", StringComparison.OrdinalIgnoreCase)
            || (!plain.Contains(' ') && plain.Contains('.'));
        return plain.Length == 0 || isFile ? null : plain;
    }
}
