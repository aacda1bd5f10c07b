using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// Writes merged blocks one after the other. Blocks that stood one below the other keep the blank lines between them;
/// between others stands an empty line, but not between items of one list.
/// </summary>
internal static class BodyWriter
{
    /// <summary>Ends a list or footnote, so that an indented block of a person below it does not become part of it.</summary>
    private const string EndOfList = "<!-- -->";

    public static string Write(MergedBody body, RelPath page, string newline)
    {
        var written = new StringBuilder();
        MergedBlock? last = null;
        foreach (var block in body.Blocks)
        {
            if (block.IsOpen)
            {
                AddFootnotes(written, body, page, newline);
                EndWith(written, newline, 2);
            }
            else
            {
                Separate(written, last, block, newline);
            }

            written.Append(block.Raw ?? block.Text.Replace("\n", newline, StringComparison.Ordinal));
            last = block;
        }

        if (last?.IsOpen != true)
        {
            AddFootnotes(written, body, page, newline);
            TrimEnd(written, onlyIf: last?.Owned is not null);
            EndWith(written, newline, 1);
        }

        return written.ToString();
    }

    private static void AddFootnotes(StringBuilder written, MergedBody body, RelPath page, string newline)
    {
        EndWith(written, newline, body.Citations.Count > 0 ? 2 : 0);
        foreach (var citation in body.Citations)
        {
            written.Append(citation.ToMarkdown(page)).Append(newline);
        }
    }

    private static void Separate(StringBuilder written, MergedBlock? last, MergedBlock block, string newline)
    {
        if (last is null || (last.At >= 0 && block.At == last.At + 1 && Breaks(written) > 0))
        {
            return;
        }

        if (last.Kind is BlockKind.ListItem or BlockKind.Footnote && block.Raw is [' ' or '\t', ..])
        {
            EndWith(written, newline, 2);
            written.Append(EndOfList).Append(newline);
        }

        var sameList = last.Kind == BlockKind.ListItem && block.Kind == BlockKind.ListItem && last.Text[0] == block.Text[0] && !char.IsAsciiDigit(block.Text[0]);
        TrimEnd(written, onlyIf: sameList && last.Owned is not null);
        EndWith(written, newline, sameList ? 1 : 2);
    }

    private static void EndWith(StringBuilder written, string newline, int breaks)
    {
        for (var i = Breaks(written); i < breaks && written.Length > 0; i++)
        {
            written.Append(newline);
        }
    }

    private static void TrimEnd(StringBuilder written, bool onlyIf)
    {
        while (onlyIf && written.Length > 0 && written[^1] is '\n' or '\r' or ' ' or '\t')
        {
            written.Length--;
        }
    }

    private static int Breaks(StringBuilder written)
    {
        var count = 0;
        for (var i = written.Length - 1; i >= 0 && written[i] is '\n' or '\r' or ' ' or '\t'; i--)
        {
            count += written[i] == '\n' ? 1 : 0;
        }

        return count;
    }
}
