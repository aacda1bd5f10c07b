using System.Collections.Frozen;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>Runs poppler's <c>pdftotext -bbox-layout -enc UTF-8 - -</c> on the bytes of a PDF and returns what it prints.</summary>
/// <remarks>Storage supplies it, because a reader touches neither disk nor processes; null where poppler is not installed.</remarks>
public delegate byte[] PdfToText(byte[] pdf, CancellationToken cancel);

/// <summary>
/// Reads a file of <c>raw/</c> by its extension into passages with positions. A pure function of the bytes: the same bytes
/// give the same passages on every system.
/// </summary>
public static class SourceReader
{
    private static readonly FrozenSet<string> Images =
        FrozenSet.Create(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp");

    private static readonly FrozenDictionary<string, (string Format, Func<SourceInput, SourceContent> Read)> Readers =
        new Dictionary<string, (string, Func<SourceInput, SourceContent>)>
        {
            [".md"] = ("markdown", MarkdownSource.Read),
            [".markdown"] = ("markdown", MarkdownSource.Read),
            [".txt"] = ("text", PlainTextSource.Read),
            [".text"] = ("text", PlainTextSource.Read),
            [".log"] = ("text", PlainTextSource.Read),
            [".html"] = ("html", HtmlSource.Read),
            [".htm"] = ("html", HtmlSource.Read),
            [".json"] = ("json", JsonSource.Read),
            [".jsonl"] = ("json", JsonSource.ReadLines),
            [".ndjson"] = ("json", JsonSource.ReadLines),
            [".docx"] = ("docx", DocxSource.Read),
            [".pdf"] = ("pdf", PdfSource.Read),
            [".csv"] = ("csv", CsvSource.Read),
            [".tsv"] = ("csv", CsvSource.Read),
        }.ToFrozenDictionary();

    public static bool CanRead(RelPath path) => Readers.ContainsKey(path.Extension);

    public static bool IsImage(RelPath path) => Images.Contains(path.Extension);

    /// <exception cref="WikiException">
    /// The file is not what it claims to be. The message doesn't name the file: the caller puts the name before it.
    /// </exception>
    public static Source Read(RelPath path, byte[] bytes, PdfToText? pdfToText, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        if (!Readers.TryGetValue(path.Extension, out var reader))
        {
            throw new WikiException(
                path.Extension == "" ? "has no extension, so its format is not known" : $"is of a format that is not read: '{path.Extension}'",
                $"formats: {string.Join(' ', Readers.Keys.Order())}");
        }

        var content = reader.Read(new SourceInput(path, bytes, pdfToText, cancel));
        return new Source
        {
            Path = path,
            Hash = ContentHash.Of(bytes),
            Format = reader.Format,
            Metadata = content.Metadata,
            Passages = content.Passages,
            Images = content.Images,
            Notes = content.Notes,
        };
    }
}
