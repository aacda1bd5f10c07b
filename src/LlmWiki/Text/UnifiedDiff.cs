using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace LlmWiki.Text;

/// <summary>What changes between two texts, as <c>git diff</c> writes it and <c>git apply</c> reads it.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <param name="before">Null where there was no file.</param>
    /// <param name="after">Null where there is no file any more.</param>
    /// <returns>Empty where nothing changes.</returns>
    public static string Between(RelPath path, string? before, string? after)
    {
        if (before == after)
        {
            return "";
        }

        var diff = new Differ().CreateCustomDiffs(before ?? "", after ?? "", ignoreWhiteSpace: false, Lines);
        var text = new StringBuilder();
        text.Append("--- ").Append(Name("a/", path, before)).Append('\n').Append("+++ ").Append(Name("b/", path, after)).Append('\n');
        foreach (var hunk in Hunks(diff.DiffBlocks))
        {
            Write(text, diff, hunk);
        }

        return text.ToString();
    }

    // A tab ends a name with spaces, as git has it.
    private static string Name(string side, RelPath path, string? text) =>
        text is null ? "/dev/null" : side + path + (path.Value.Contains(' ', StringComparison.Ordinal) ? "\t" : "");

    /// <summary>Blocks whose context would touch belong to one hunk.</summary>
    private static IEnumerable<List<DiffBlock>> Hunks(IList<DiffBlock> blocks)
    {
        var hunk = new List<DiffBlock>();
        foreach (var block in blocks)
        {
            if (hunk.Count > 0 && block.DeleteStartA - (hunk[^1].DeleteStartA + hunk[^1].DeleteCountA) > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }

            hunk.Add(block);
        }

        if (hunk.Count > 0)
        {
            yield return hunk;
        }
    }

    private static void Write(StringBuilder text, DiffResult diff, List<DiffBlock> hunk)
    {
        var (old, made) = (diff.PiecesOld, diff.PiecesNew);
        var (first, last) = (hunk[0], hunk[^1]);
        var before = Math.Min(Context, first.DeleteStartA);
        var after = Math.Min(Context, old.Length - (last.DeleteStartA + last.DeleteCountA));
        var (startA, startB) = (first.DeleteStartA - before, first.InsertStartB - before);
        var endA = last.DeleteStartA + last.DeleteCountA + after;
        var endB = last.InsertStartB + last.InsertCountB + after;
        text.Append("@@ -").Append(Range(startA, endA)).Append(" +").Append(Range(startB, endB)).Append(" @@\n");

        var at = startA;
        foreach (var block in hunk)
        {
            Append(text, ' ', old[at..block.DeleteStartA]);
            at = block.DeleteStartA + block.DeleteCountA;
            Append(text, '-', old[block.DeleteStartA..at]);
            Append(text, '+', made[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
        }

        Append(text, ' ', old[at..endA]);
    }

    // Lines count from 1; an empty range names the line before it, and a count of one is not written.
    private static string Range(int start, int end) => (end - start) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{start},0"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{start + 1}"),
        var count => string.Create(CultureInfo.InvariantCulture, $"{start + 1},{count}"),
    };

    // Lines with their ends. Only a line feed ends one, so that a carriage return is part of what changed.
    private static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var feed = text.IndexOf('\n', start);
            var end = feed < 0 ? text.Length : feed + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }

    private static void Append(StringBuilder text, char mark, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(mark).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
        }
    }
}
