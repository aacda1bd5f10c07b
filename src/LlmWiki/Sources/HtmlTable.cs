using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace LlmWiki.Sources;

internal sealed record HtmlTableRow(IElement Element, IReadOnlyList<IElement> Cells, bool IsHeader);

/// <summary>A table of data: its rows, and the names of its columns. Tables that only arrange a page are none.</summary>
internal sealed class HtmlTable
{
    private const int MaxColumns = 500;

    private readonly List<string> _columns;

    private HtmlTable(List<HtmlTableRow> rows)
    {
        Rows = rows;
        var header = rows.FindLast(row => row.IsHeader);
        _columns = header is null ? [] : TableRows.Columns([.. header.Cells.SelectMany(cell => Enumerable.Repeat(cell.TextContent, Span(cell))).Take(MaxColumns)]);
    }

    public IReadOnlyList<HtmlTableRow> Rows { get; }

    /// <returns>Null where the table holds tables or is marked as mere layout: its cells are read as blocks then.</returns>
    public static HtmlTable? Of(IElement element)
    {
        var layout = element.GetAttribute("role") is "presentation" or "none" || element.QuerySelector("table, h1, h2, h3, article, main, section") is not null;
        if (layout || element is not IHtmlTableElement table)
        {
            return null;
        }

        var rows = new List<HtmlTableRow>();
        var body = false;
        foreach (var row in table.Rows)
        {
            var cells = row.Cells.Take(MaxColumns).ToList<IElement>();
            var header = !body && cells.Count > 0 && (row.ParentElement?.LocalName == "thead" || cells.TrueForAll(cell => cell.LocalName == "th"));
            body |= !header;
            rows.Add(new HtmlTableRow(row, cells, header));
        }

        // A table of nothing but headings still says something.
        return new HtmlTable(body ? rows : [.. rows.Select(row => row with { IsHeader = false })]);
    }

    /// <summary>The name of the column a cell stands in, cells that span several counted; empty where there is none.</summary>
    public string ColumnOf(HtmlTableRow row, int cell)
    {
        var column = row.Cells.Take(cell).Sum(Span);
        return column < _columns.Count ? _columns[column] : "";
    }

    private static int Span(IElement cell) => cell is IHtmlTableCellElement { ColumnSpan: > 1 and < 100 and var span } ? span : 1;
}
