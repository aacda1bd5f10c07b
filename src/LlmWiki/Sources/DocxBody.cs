using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace LlmWiki.Sources;

/// <summary>
/// Reads the paragraphs of a document's body and notes. Deleted and moved-away text, field codes, hidden text and tables of
/// contents are left out; inserted text counts.
/// </summary>
internal sealed class DocxBody(DocxStyles styles, Dictionary<string, string> links, PassageBuilder builder, CancellationToken cancel)
{
    private readonly Stack<DocxParagraph> _open = new();
    private readonly Dictionary<string, int> _notes = [];
    private readonly DocxTable _table = new();
    private int _number;
    private int? _fixedNumber;
    private string? _link;

    public void Read(MainDocumentPart main)
    {
        using var reader = DocxXml.Open(main);
        Walk(reader);
    }

    /// <summary>Reads the notes in the order of their numbers; each stands where the body refers to it.</summary>
    public void ReadNotes(OpenXmlPart? part, string element)
    {
        if (part is null)
        {
            return;
        }

        using var reader = DocxXml.Open(part);
        while (reader.Read())
        {
            // Separators are notes by form, with a type of their own.
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == element && reader.Attribute("type") is null or "normal")
            {
                _fixedNumber = Math.Max(1, _notes.GetValueOrDefault(element + reader.Attribute("id"), _number));
                using var note = reader.ReadSubtree();
                Walk(note);
            }
        }
    }

    private void Walk(XmlReader reader)
    {
        var more = reader.Read();
        while (more)
        {
            cancel.ThrowIfCancellationRequested();
            if (reader.NodeType == XmlNodeType.Element && IsLeftOut(reader))
            {
                reader.Skip();
                more = !reader.EOF;
                continue;
            }

            if (reader.NodeType == XmlNodeType.Element)
            {
                Start(reader);
            }

            if (reader.NodeType == XmlNodeType.EndElement || (reader.NodeType == XmlNodeType.Element && reader.IsEmptyElement))
            {
                End(reader.LocalName);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA or XmlNodeType.Whitespace)
            {
                AddText(reader.Value);
            }

            more = reader.Read();
        }
    }

    private static bool IsLeftOut(XmlReader reader) => reader.LocalName is
        "del" or "moveFrom" or "delText" or "instrText" or "Fallback" or "pPrChange" or "rPrChange" or "tblPrChange" or "trPrChange"
        or "tcPrChange" or "sectPr";

    private void Start(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "p" when !IsDrawing(reader):
                _number += _fixedNumber is null ? 1 : 0;
                _open.Push(new DocxParagraph(_fixedNumber ?? _number));
                break;
            case "tbl":
                _table.Start();
                break;
            case "tr":
                _table.StartRow();
                break;
            case "tc":
                _table.StartCell();
                break;
            case "tblHeader":
                _table.MarkHeader();
                break;
            case "hyperlink":
                _link = reader.Attribute("id") is { } id ? links.GetValueOrDefault(id) : null;
                break;
            case "footnoteReference" or "endnoteReference":
                _notes.TryAdd(reader.LocalName[..^9] + reader.Attribute("id"), _number);
                break;
            default:
                if (_open.TryPeek(out var paragraph))
                {
                    paragraph.Start(reader, _link);
                }

                break;
        }
    }

    /// <summary>Shapes have paragraphs of their own (<c>a:p</c>), outside of the text.</summary>
    private static bool IsDrawing(XmlReader reader) => reader.NamespaceURI.Contains("drawingml", StringComparison.Ordinal);

    private void AddText(string text)
    {
        if (_open.TryPeek(out var paragraph))
        {
            paragraph.AddText(text, _link);
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "p" when _open.TryPop(out var paragraph):
                AddParagraph(paragraph);
                break;
            case "tbl" when _table.End() is { } rows:
                AddTable(rows);
                break;
            case "hyperlink":
                _link = null;
                break;
            default:
                if (_open.TryPeek(out var open))
                {
                    open.End(name);
                }

                break;
        }
    }

    private void AddParagraph(DocxParagraph paragraph)
    {
        if (styles.IsNamed(paragraph.Style, "toc ", "table of figures"))
        {
            return;
        }

        if (_table.IsOpen)
        {
            _table.Add(paragraph.Runs);
        }
        else if ((paragraph.Outline is { } outline and < 9 ? outline + 1 : styles.HeadingLevel(paragraph.Style)) is { } level)
        {
            builder.Heading(level, paragraph.Runs);
        }
        else if ((paragraph.ListLevel ?? (styles.IsList(paragraph.Style) ? 0 : null)) is { } list)
        {
            builder.ListItem(paragraph.Runs, Math.Clamp(list + 1, 1, 9));
        }
        else if (styles.IsNamed(paragraph.Style, "caption"))
        {
            builder.Caption(paragraph.Runs);
        }
        else
        {
            builder.Paragraph(paragraph.Runs, styles.IsNamed(paragraph.Style, "quote", "intense quote"));
        }
    }

    private void AddTable(List<DocxRow> rows)
    {
        var table = builder.StartTable();
        var header = rows.Count > 1 ? Math.Max(1, rows.TakeWhile(row => row.IsHeader).Count()) : 0;
        header = Math.Min(header, rows.Count - 1);
        var columns = header == 0 ? [] : TableRows.Columns([.. rows[header - 1].Cells.Select(cell => new RichText(cell).Text)]);
        foreach (var row in rows.Skip(header))
        {
            builder.Row(table, row.Cells.Select((runs, i) => new TableCell(i < columns.Count ? columns[i] : "", runs)));
        }
    }
}
