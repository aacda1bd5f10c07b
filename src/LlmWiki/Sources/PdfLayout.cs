using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace LlmWiki.Sources;

/// <summary>A line of a page with its box; y grows downwards. Unit: points.</summary>
internal sealed record PdfLine(string Text, double Left, double Top, double Right, double Bottom)
{
    public double Height => Bottom - Top;
}

internal sealed record PdfBlock(List<PdfLine> Lines);

internal sealed record PdfPage(int Number, double Height, List<PdfBlock> Blocks);

/// <summary>
/// What <c>pdftotext -bbox-layout</c> prints: XHTML of pages, flows, blocks, lines and words with their boxes, already in
/// reading order (columns one after the other).
/// </summary>
internal sealed partial class PdfLayout
{
    public string Title { get; private set; } = "";

    public Dictionary<string, string> Meta { get; } = [];

    public List<PdfPage> Pages { get; } = [];

    public static PdfLayout Parse(byte[] xhtml, CancellationToken cancel)
    {
        var layout = new PdfLayout();
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false };
            using var reader = XmlReader.Create(new StringReader(WithoutControls(xhtml)), settings);
            layout.Read(reader, cancel);
        }
        catch (XmlException error)
        {
            throw new WikiException("is no PDF that pdftotext can read", "open it in a viewer and print it to a new PDF", error);
        }

        return layout;
    }

    /// <summary>pdftotext prints what a font maps to, control characters included; XML allows none of them.</summary>
    private static string WithoutControls(byte[] xhtml)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(xhtml));
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (< ' ' and not ('\n' or '\r' or '\t')) or '\uFFFE' or '\uFFFF')
            {
                text[i] = ' ';
            }
        }

        return text.ToString();
    }

    private void Read(XmlReader reader, CancellationToken cancel)
    {
        PdfLine? line = null;
        var words = new StringBuilder();
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.Element)
            {
                switch (reader.LocalName)
                {
                    case "title":
                        Title = reader.IsEmptyElement ? "" : reader.ReadString();
                        break;
                    case "meta":
                        Meta[reader.GetAttribute("name") ?? ""] = reader.GetAttribute("content") ?? "";
                        break;
                    case "page":
                        Pages.Add(new PdfPage(Pages.Count + 1, Number(reader, "height"), []));
                        break;
                    case "block" when Pages.Count > 0:
                        Pages[^1].Blocks.Add(new PdfBlock([]));
                        break;
                    case "line":
                        words.Clear();
                        line = new PdfLine("", Number(reader, "xMin"), Number(reader, "yMin"), Number(reader, "xMax"), Number(reader, "yMax"));
                        break;
                    case "word":
                        words.Append(words.Length > 0 ? " " : "").Append(reader.IsEmptyElement ? "" : reader.ReadString());
                        break;
                }
            }
            else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "line" } && line is not null)
            {
                AddLine(line with { Text = CleanText.Of(Leaders().Replace(WithoutLigatures(words), " … ")) });
                line = null;
            }
        }

        Pages.ForEach(page => page.Blocks.RemoveAll(block => block.Lines.Count == 0));
    }

    private void AddLine(PdfLine line)
    {
        if (line.Text.Length > 0 && Pages is [.., { Blocks: [.., var block] }])
        {
            block.Lines.Add(line);
        }
    }

    private static double Number(XmlReader reader, string name) =>
        double.TryParse(reader.GetAttribute(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : 0;

    private static string WithoutLigatures(StringBuilder words) => words
        .Replace("\uFB00", "ff").Replace("\uFB01", "fi").Replace("\uFB02", "fl").Replace("\uFB03", "ffi").Replace("\uFB04", "ffl").Replace("\uFB05", "st").Replace("\uFB06", "st")
        .ToString();

    [GeneratedRegex(@"(?:\s?\.){4,}\s?", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Leaders();
}
