using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>One cell of a row with the name of its column; the name may be empty.</summary>
internal readonly record struct TableCell(string Column, IReadOnlyList<InlineRun> Runs)
{
    public static TableCell Plain(string column, string text, int firstLine, int lastLine) =>
        new(column, [new InlineRun(text, InlineStyle.None, null, firstLine, lastLine)]);
}

internal readonly record struct TableRowText(List<InlineRun> Runs, List<KeyValuePair<string, string>> Cells);

/// <summary>Tells rows in words, and names columns.</summary>
internal static class TableRows
{
    /// <summary>The row in as many parts as it takes for each to stay within a passage's length.</summary>
    public static IEnumerable<TableRowText> Fit(IEnumerable<TableCell> cells)
    {
        var row = new TableRowText([], []);
        var length = 0;
        foreach (var cell in cells)
        {
            foreach (var (name, runs, text) in Parts(cell))
            {
                var added = text.Length + name.Length + 4;
                if (length > 0 && length + added > PassageBuilder.MaxLength)
                {
                    yield return row;
                    row = new TableRowText([], []);
                    length = 0;
                }

                AddCell(row, name, runs, text);
                length += added;
            }
        }

        if (row.Cells.Count > 0)
        {
            yield return row;
        }
    }

    /// <summary>Makes names of a header row: blanks collapsed, empty ones numbered, the same name told apart by a number.</summary>
    public static List<string> Columns(IReadOnlyList<string> header)
    {
        var columns = new List<string>();
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Count; i++)
        {
            var name = CleanText.Of(header[i]);
            name = name.Length == 0 ? $"column {i + 1}" : name.Length > 200 ? CleanText.Of(name[..200]) : name;
            var count = seen[name] = seen.GetValueOrDefault(name) + 1;
            columns.Add(count == 1 ? name : $"{name} {count}");
        }

        return columns;
    }

    private static void AddCell(TableRowText row, string name, IReadOnlyList<InlineRun> runs, string text)
    {
        var line = runs[0].FirstLine;
        var lead = (row.Runs.Count > 0 ? "; " : "") + (name.Length > 0 ? name + ": " : "");
        if (lead.Length > 0)
        {
            row.Runs.Add(InlineRun.Plain(lead, line));
        }

        row.Runs.AddRange(runs);
        TrimEnd(row.Runs);
        row.Cells.Add(new(name, text));
    }

    private static void TrimEnd(List<InlineRun> runs)
    {
        while (runs.Count > 0 && string.IsNullOrWhiteSpace(runs[^1].Text))
        {
            runs.RemoveAt(runs.Count - 1);
        }

        if (runs.Count > 0)
        {
            runs[^1] = runs[^1] with { Text = runs[^1].Text.TrimEnd() };
        }
    }

    /// <summary>A cell too long for a passage in parts that each carry the column's name; nothing for an empty cell.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<InlineRun> Runs, string Text)> Parts(TableCell cell)
    {
        var text = new RichText(cell.Runs).Text;
        var name = cell.Column;
        var most = PassageBuilder.MaxLength - 210;
        if (text.Length > 0 && text.Length <= most)
        {
            yield return (name, cell.Runs, text);
            yield break;
        }

        var (first, last) = text.Length == 0 ? (0, 0) : (cell.Runs[0].FirstLine, cell.Runs[^1].LastLine);
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(text.Length, start + most);
            var blank = end < text.Length ? text.LastIndexOf(' ', end - 1, most / 2) : -1;
            end = blank > start ? blank : end;
            end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
            var part = text[start..end].Trim();
            yield return (name, [new InlineRun(part, InlineStyle.None, null, first, last)], part);
            start = end + (end < text.Length && text[end] == ' ' ? 1 : 0);
        }
    }
}
