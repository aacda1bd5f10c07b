using System.Buffers;
using AngleSharp.Dom;
using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>
/// Turns the content of a page into passages, in document order. Text between two block elements is one paragraph, list
/// item or heading, whatever the elements that hold it are called.
/// </summary>
internal sealed class HtmlPassages(HtmlMainContent content, HtmlLines lines, PassageBuilder builder, SourceImages images, Uri? address)
{
    private static readonly SearchValues<char> NoteMarks = SearchValues.Create("[]0123456789*†‡, ");

    private readonly List<InlineRun> _runs = [];
    private readonly List<(string Target, string Alt, string Title, int Line)> _images = [];

    /// <summary>What the elements around a text make of it.</summary>
    private readonly record struct Around(InlineStyle Style, string? Link, int List, bool Quoted, int Heading, bool Caption);

    public void Read(IElement root)
    {
        lines.Enter(root);
        ReadChildren(root, default);
        Flush(default);
    }

    /// <summary>Recursion is safe: the parser bounds the depth of the tree.</summary>
    private void ReadChildren(INode parent, Around around)
    {
        foreach (var node in parent.ChildNodes)
        {
            switch (node)
            {
                case IText text:
                    AddText(text.Data, around);
                    break;
                case IElement element:
                    ReadElement(element, around);
                    break;
                default:
                    lines.Skip(node);
                    break;
            }
        }
    }

    private void ReadElement(IElement element, Around around)
    {
        lines.Enter(element);
        if (content.IsDropped(element) || IsMark(element, around))
        {
            Skip(element);
            return;
        }

        switch (element.LocalName)
        {
            case "br":
                _runs.Add(InlineRun.Plain(" ", lines.Line));
                break;
            case "img":
                _images.Add((element.GetAttribute("src") ?? "", element.GetAttribute("alt") ?? "", element.GetAttribute("title") ?? "", lines.Line));
                break;
            case "pre":
                Flush(around);
                ReadCode(element, around);
                break;
            case "table":
                Flush(around);
                ReadTable(element, around);
                break;
            case var name when Inner(element, around) is { } inner:
                ReadInline(element, name, inner);
                break;
            default:
                Flush(around);
                var block = Block(element, around);
                ReadChildren(element, block);
                Flush(block);
                break;
        }
    }

    private void ReadInline(IElement element, string name, Around inner)
    {
        var quotes = name == "q";
        AddMark(quotes ? "“" : "");
        ReadChildren(element, inner);
        AddMark(quotes ? "”" : "");

        void AddMark(string mark)
        {
            if (mark.Length > 0)
            {
                _runs.Add(new InlineRun(mark, inner.Style, inner.Link, lines.Line, lines.Line));
            }
        }
    }

    /// <summary>What holds inside an inline element; null for a block.</summary>
    private Around? Inner(IElement element, Around around) => element.LocalName switch
    {
        "em" or "i" or "cite" or "dfn" or "var" => around with { Style = around.Style | InlineStyle.Emphasis },
        "strong" or "b" => around with { Style = around.Style | InlineStyle.Strong },
        "code" or "kbd" or "samp" or "tt" => around with { Style = around.Style | InlineStyle.Code },
        "s" or "strike" or "del" => around with { Style = around.Style | InlineStyle.Struck },
        "a" => around with { Link = Target(element.GetAttribute("href")) ?? around.Link },
        "span" or "abbr" or "acronym" or "bdi" or "bdo" or "big" or "data" or "font" or "ins" or "label" or "mark" or "q" or "ruby" or "rb"
            or "small" or "sub" or "sup" or "time" or "u" or "wbr" or "nobr" or "picture" or "math" or "output" => around,
        _ => null,
    };

    private static Around Block(IElement element, Around around) => element.LocalName switch
    {
        "ul" or "ol" or "dir" => around with { List = Math.Min(around.List + 1, 50) },
        "blockquote" => around with { Quoted = true },
        "figcaption" => around with { Caption = true },
        ['h', >= '1' and <= '6' and var digit] => around with { Heading = digit - '0' },
        _ => around,
    };

    private string? Target(string? link) => link is null || address is null || link.Contains("://", StringComparison.Ordinal) || link.StartsWith('#')
        ? link
        : Uri.TryCreate(address, link, out var target) ? target.AbsoluteUri : link;

    /// <summary>Marks that only lead elsewhere: the number of a footnote, the anchor of a heading.</summary>
    private static bool IsMark(IElement element, Around around) => element.LocalName switch
    {
        "sup" => element.QuerySelector("a[href^='#']") is not null && element.TextContent.AsSpan().Trim() is { Length: <= 6 } text && text.IndexOfAnyExcept(NoteMarks) < 0,
        "a" => (around.Heading > 0 || element.ParentElement?.LocalName is ['h', >= '1' and <= '6']) && element.TextContent.AsSpan().Trim() is "¶" or "#" or "§" or "🔗" or "[edit]",
        _ => false,
    };

    /// <returns>The line of the first text in the element.</returns>
    private int Skip(IElement element)
    {
        int? first = null;
        foreach (var node in element.GetDescendants())
        {
            if (node is IElement inner)
            {
                lines.Enter(inner);
            }

            var line = lines.Skip(node);
            first ??= node is IText text && !string.IsNullOrWhiteSpace(text.Data) ? line : null;
        }

        return first ?? lines.Line;
    }

    private void AddText(string data, Around around)
    {
        var line = lines.Find(data);
        var parts = data.TrimStart().Length == 0 ? [" "] : data.Split('\n');
        var before = parts.TakeWhile(string.IsNullOrWhiteSpace).Count();
        for (var i = 0; i < parts.Length; i++)
        {
            var at = Math.Min(line + Math.Max(0, i - before), lines.LastLine);
            _runs.Add(new InlineRun(i + 1 < parts.Length ? parts[i] + " " : parts[i], around.Style, around.Link, at, at));
        }
    }

    private void Flush(Around around)
    {
        if (_runs.Count > 0)
        {
            Add(around);
            _runs.Clear();
        }

        foreach (var image in _images)
        {
            images.Add(image.Target, image.Alt, image.Title, image.Line, builder);
        }

        _images.Clear();
    }

    private void Add(Around around)
    {
        if (around.Heading > 0)
        {
            builder.Heading(around.Heading, _runs);
        }
        else if (around.Caption)
        {
            builder.Caption(_runs);
        }
        else if (around.List > 0)
        {
            builder.ListItem(_runs, around.List, around.Quoted);
        }
        else
        {
            builder.Paragraph(_runs, around.Quoted);
        }
    }

    private void ReadCode(IElement element, Around around)
    {
        var code = element.TextContent.TrimStart('\n');
        var first = Skip(element);
        var last = first + code.TrimEnd().Count(letter => letter == '\n');
        builder.Code(code, first, Math.Min(last, lines.LastLine), around.Quoted);
    }

    private void ReadTable(IElement element, Around around)
    {
        var table = HtmlTable.Of(element);
        if (table is null)
        {
            ReadChildren(element, around);
            Flush(around);
            return;
        }

        var number = builder.StartTable();
        foreach (var row in table.Rows)
        {
            lines.Enter(row.Element);
            if (row.IsHeader)
            {
                Skip(row.Element);
                continue;
            }

            var cells = row.Cells.Select((cell, i) => new TableCell(table.ColumnOf(row, i), ReadCell(cell, around))).ToList();
            builder.Row(number, cells, around.Quoted);
        }

        Flush(around);
    }

    private List<InlineRun> ReadCell(IElement cell, Around around)
    {
        lines.Enter(cell);
        var kept = _runs.Count;
        ReadFlat(cell, around);
        var runs = _runs[kept..];
        _runs.RemoveRange(kept, _runs.Count - kept);
        return runs;
    }

    /// <summary>A cell is one text, whatever blocks it holds.</summary>
    private void ReadFlat(INode parent, Around around)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is not IElement element)
            {
                AddText(node is IText text ? text.Data : "", around);
                continue;
            }

            lines.Enter(element);
            if (content.IsDropped(element) || IsMark(element, around))
            {
                Skip(element);
            }
            else if (element.LocalName is "img" or "br")
            {
                ReadElement(element, around);
            }
            else
            {
                var inner = Inner(element, around);
                _runs.Add(InlineRun.Plain(inner is null ? " " : "", lines.Line));
                ReadFlat(element, inner ?? around);
                _runs.Add(InlineRun.Plain(inner is null ? " " : "", lines.Line));
            }
        }
    }
}
