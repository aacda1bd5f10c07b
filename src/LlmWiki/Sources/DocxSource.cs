using System.Collections.Immutable;
using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>A Word document: headings by style, paragraphs, lists, tables and notes. Places are paragraphs of the body.</summary>
internal static class DocxSource
{
    /// <summary>Unit: bytes. A part that unpacks to more is a zip bomb or a scan in disguise.</summary>
    private const long MaxPart = 100_000_000;

    private const long MaxTotal = 500_000_000;
    private const int MaxParts = 20_000;

    public static SourceContent Read(SourceInput input)
    {
        try
        {
            CheckSize(input.Bytes);
            using var stream = new MemoryStream(input.Bytes, writable: false);
            using var document = WordprocessingDocument.Open(stream, isEditable: false);
            return Read(document, input.Cancel);
        }
        catch (Exception error) when (error is not (WikiException or OperationCanceledException or OutOfMemoryException))
        {
            // The packaging libraries throw a dozen kinds of exceptions at broken files.
            throw new WikiException("is no Word document, or a damaged one", "open it in Word or LibreOffice and save it again as .docx", error);
        }
    }

    private static SourceContent Read(WordprocessingDocument document, CancellationToken cancel)
    {
        var main = document.MainDocumentPart ?? throw new WikiException("is no Word document: it has no text part");
        var builder = new PassageBuilder(PlaceUnit.Paragraph, cancel);
        var styles = DocxStyles.Read(main.StyleDefinitionsPart);
        var links = main.HyperlinkRelationships.ToDictionary(link => link.Id, link => link.Uri.OriginalString);
        var body = new DocxBody(styles, links, builder, cancel);
        body.Read(main);
        body.ReadNotes(main.FootnotesPart, "footnote");
        body.ReadNotes(main.EndnotesPart, "endnote");
        return builder.Build(Metadata(document, builder.Build()));
    }

    private static SourceMetadata Metadata(WordprocessingDocument document, ImmutableArray<Passage> passages)
    {
        var properties = document.PackageProperties;
        var title = CleanText.Of(properties.Title ?? "");
        return new SourceMetadata
        {
            Title = title.Length > 0 ? title : MarkdownSource.FirstTitle(passages),
            Date = Date(properties.Created) ?? Date(properties.Modified),
            Authors = [.. (properties.Creator ?? "").Split(';').Select(CleanText.Of).Where(name => name.Length > 0)],
            Tags = [.. (properties.Keywords ?? "").Split(',', ';').Select(CleanText.Of).Where(tag => tag.Length > 0)],
        };
    }

    private static DateTimeOffset? Date(DateTime? date) =>
        date is { Year: > 1000 } known ? new DateTimeOffset(DateTime.SpecifyKind(known.ToUniversalTime(), DateTimeKind.Utc)) : null;

    /// <summary>The archive's own sizes can be trusted as a bound: .NET unpacks no entry beyond what it declares.</summary>
    private static void CheckSize(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > MaxParts || archive.Entries.Any(entry => entry.Length > MaxPart) || archive.Entries.Sum(entry => entry.Length) > MaxTotal)
        {
            throw new WikiException($"unpacks to more than {MaxPart / 1_000_000} MB", "save it without embedded files, or leave it out with 'ignore' in wiki.config.yaml");
        }
    }
}
