using System.Collections.Immutable;
using System.Text;

namespace LlmWiki.Sources;

/// <summary>
/// One record with the lines it stands on. Read by RFC 4180, and as spreadsheets do where files break it: a quote inside an
/// unquoted cell is a character, text after a closing quote belongs to the cell, blank lines are no records.
/// </summary>
internal sealed record CsvRecord(List<string> Cells, int FirstLine, int LastLine)
{
    public static IEnumerable<CsvRecord> Read(string text, char delimiter, ImmutableArray<string>.Builder? notes)
    {
        var at = 0;
        var line = 1;
        while (at < text.Length)
        {
            var (start, first) = (at, line);
            var record = new CsvRecord([], first, first);
            var closed = ReadRecord(text, delimiter, record.Cells, ref at, ref line);
            if (!closed)
            {
                // A quote that never closes would swallow the rest of the file: read that line without quotes.
                notes?.Add($"line {first}: a quote is not closed");
                (at, line) = (start, first);
                record.Cells.Clear();
                ReadUnquoted(text, delimiter, record.Cells, ref at, ref line);
            }

            if (record.Cells.Exists(cell => !string.IsNullOrWhiteSpace(cell)))
            {
                yield return record with { LastLine = Math.Max(first, EndedLine(text, at, line)) };
            }
        }
    }

    /// <summary>The line before the break that was just read.</summary>
    private static int EndedLine(string text, int at, int line) => at > 0 && text[at - 1] is '\n' or '\r' ? line - 1 : line;

    private static bool ReadRecord(string text, char delimiter, List<string> cells, ref int at, ref int line)
    {
        var cell = new StringBuilder();
        while (true)
        {
            cell.Clear();
            if (at < text.Length && text[at] == '"' && !ReadQuoted(text, cell, ref at, ref line))
            {
                return false;
            }

            var end = CellEnd(text, delimiter, at);
            cells.Add(cell.Append(text, at, end - at).ToString());
            at = end;
            if (at == text.Length || text[at] != delimiter)
            {
                SkipBreak(text, ref at, ref line);
                return true;
            }

            at++;
        }
    }

    private static int CellEnd(string text, char delimiter, int at)
    {
        var length = text.AsSpan(at).IndexOfAny(delimiter, '\n', '\r');
        return length < 0 ? text.Length : at + length;
    }

    private static bool ReadQuoted(string text, StringBuilder cell, ref int at, ref int line)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && !(at + 1 < text.Length && text[at + 1] == '"'))
            {
                at++;
                return true;
            }

            line += text[at] == '\n' || (text[at] == '\r' && !(at + 1 < text.Length && text[at + 1] == '\n')) ? 1 : 0;
            at += text[at] == '"' ? 1 : 0;
            cell.Append(text[at]);
        }

        return false;
    }

    private static void ReadUnquoted(string text, char delimiter, List<string> cells, ref int at, ref int line)
    {
        var length = text.AsSpan(at).IndexOfAny('\n', '\r');
        var end = length < 0 ? text.Length : at + length;
        cells.AddRange(text[at..end].Split(delimiter));
        at = end;
        SkipBreak(text, ref at, ref line);
    }

    private static void SkipBreak(string text, ref int at, ref int line)
    {
        if (at < text.Length)
        {
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            line++;
        }
    }
}
