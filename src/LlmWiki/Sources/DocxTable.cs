using LlmWiki.Pages;

namespace LlmWiki.Sources;

internal sealed record DocxRow(List<List<InlineRun>> Cells)
{
    public bool IsHeader { get; set; }
}

/// <summary>The table that is being read. A table in a cell of another adds its words to that cell.</summary>
internal sealed class DocxTable
{
    private List<DocxRow> _rows = [];
    private int _depth;

    public bool IsOpen => _depth > 0;

    public void Start()
    {
        _rows = _depth == 0 ? [] : _rows;
        _depth++;
    }

    public void StartRow()
    {
        if (_depth == 1)
        {
            _rows.Add(new DocxRow([]));
        }
    }

    public void StartCell()
    {
        if (_depth == 1 && _rows.Count > 0)
        {
            _rows[^1].Cells.Add([]);
        }
    }

    public void MarkHeader()
    {
        if (_depth == 1 && _rows.Count > 0)
        {
            _rows[^1].IsHeader = true;
        }
    }

    public void Add(List<InlineRun> runs)
    {
        if (runs.Count > 0 && _rows is [.., { Cells: [.., var cell] }])
        {
            cell.AddRange(runs);
            cell.Add(InlineRun.Plain(" ", runs[^1].LastLine));
        }
    }

    /// <returns>The rows where the outermost table ends; null inside it.</returns>
    public List<DocxRow>? End()
    {
        _depth = Math.Max(0, _depth - 1);
        return _depth == 0 ? _rows : null;
    }
}
