namespace LlmWiki.Text;

/// <summary>Line and column of a character, both counted from 1; the column counts UTF-16 units.</summary>
public readonly record struct LinePosition(int Line, int Column);

/// <summary>Finds the line of an offset in O(log n). Lines end with LF, CRLF or CR.</summary>
public sealed class LineMap
{
    private readonly List<int> _starts = [0];

    public LineMap(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _starts.Add(i + 1);
            }
        }
    }

    public int LineCount => _starts.Count;

    /// <summary>The offset at which a line (from 1) starts.</summary>
    public int StartOf(int line) => _starts[line - 1];

    public int LineOf(int offset)
    {
        var found = _starts.BinarySearch(offset);
        return found >= 0 ? found + 1 : ~found;
    }

    public LinePosition PositionOf(int offset)
    {
        var line = LineOf(offset);
        return new LinePosition(line, offset - StartOf(line) + 1);
    }
}
