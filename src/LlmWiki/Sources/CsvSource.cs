using System.Collections.Immutable;
using System.Globalization;

using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>
/// Tables in text: each record is a passage told with its column names. The first record is the header unless all its
/// cells are numbers.
/// </summary>
internal static class CsvSource
{
    /// <summary>Unit: characters. The delimiter is guessed from this much of the file.</summary>
    private const int SniffedLength = 20_000;

    public static SourceContent Read(SourceInput input)
    {
        var text = TextDecoding.Decode(input.Bytes);
        var delimiter = input.Path.Extension == ".tsv" ? '\t' : Delimiter(text);
        var builder = new PassageBuilder(PlaceUnit.Line, input.Cancel);
        var notes = ImmutableArray.CreateBuilder<string>();
        var table = builder.StartTable();
        List<string>? columns = null;
        foreach (var record in CsvRecord.Read(text, delimiter, notes))
        {
            if (columns is null && !record.Cells.All(IsNumber))
            {
                columns = TableRows.Columns(record.Cells);
                continue;
            }

            columns ??= TableRows.Columns([.. record.Cells.Select(_ => "")]);
            NameMore(columns, record.Cells.Count);
            builder.Row(table, record.Cells.Select((cell, i) => TableCell.Plain(columns[i], cell, record.FirstLine, record.LastLine)));
        }

        if (builder.Count == 0 && columns is not null)
        {
            // A lone header is still all that the file says.
            builder.Row(table, columns.Select(name => TableCell.Plain("", name, 1, 1)));
        }

        return new SourceContent(new SourceMetadata(), builder.Build()) { Notes = notes.ToImmutable() };
    }

    private static void NameMore(List<string> columns, int count)
    {
        while (columns.Count < count)
        {
            columns.Add($"column {columns.Count + 1}");
        }
    }

    private static bool IsNumber(string cell) =>
        double.TryParse(cell.Trim().TrimEnd('%').Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>The one of <c>, ; tab |</c> that cuts the first records into the same number of cells, the more the better.</summary>
    private static char Delimiter(string text)
    {
        var sample = text.Length > SniffedLength ? text[..SniffedLength] : text;
        var best = (Score: 0, Delimiter: ',');
        foreach (var delimiter in ",;\t|")
        {
            var counts = CsvRecord.Read(sample, delimiter, null).Take(20).Select(record => record.Cells.Count).ToList();
            var most = counts.Count == 0 ? 1 : counts.GroupBy(count => count).MaxBy(group => (group.Count(), group.Key))!.Key;
            var score = most < 2 ? 0 : (counts.Count(count => count == most) * 1_000 / counts.Count * 10) + Math.Min(most, 9);
            best = score > best.Score ? (score, delimiter) : best;
        }

        return best.Delimiter;
    }
}
