using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// Writes merged blocks one after the other. Blocks that were on the page keep the blank lines around them; between new
/// ones stands an empty line, but not between items of one list.
/// </summary>
internal static class BodyWriter
{
    public static string Write(MergedBody body, RelPath page, string newline)
    {
        var written = new StringBuilder();
        MergedBlock? last = null;
        foreach (var block in body.Blocks)
        {
            Separate(written, last, block, newline);
            written.Append(block.Raw ?? block.Text.Replace("\n", newline, StringComparison.Ordinal));
            last = block;
        }

        if (body.Citations.Count > 0)
        {
            EndWith(written, newline, 2);
            foreach (var citation in body.Citations)
            {
                written.Append(citation.ToMarkdown(page)).Append(newline);
            }
        }

        if (last?.Raw is null || body.Citations.Count > 0)
        {
            EndWith(written, newline, 1);
        }

        return written.ToString();
    }

    private static void Separate(StringBuilder written, MergedBlock? last, MergedBlock block, string newline)
    {
        if (last is null || (last.Raw is not null && block.Raw is not null && Breaks(written) >= 1))
        {
            return;
        }

        var sameList = last.Kind == BlockKind.ListItem && block.Kind == BlockKind.ListItem;
        if (sameList && last.Draft is not null)
        {
            while (Breaks(written) > 0)
            {
                written.Length -= written.Length > 1 && written[^2] == '\r' ? 2 : 1;
            }
        }

        EndWith(written, newline, sameList ? 1 : 2);
    }

    private static void EndWith(StringBuilder written, string newline, int breaks)
    {
        for (var i = Breaks(written); i < breaks && written.Length > 0; i++)
        {
            written.Append(newline);
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
