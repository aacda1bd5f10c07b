using System.Text.RegularExpressions;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>Takes away what stands on lines of its own, so that what is around it stays parted as it was.</summary>
internal static partial class BlockEdit
{
    /// <summary>A block with the blank lines that belong to it.</summary>
    public static TextEdit Delete(SnapshotFile file, PageBlock block)
    {
        var page = file.Page;
        var at = page.Blocks.IndexOf(block);
        var start = page.StartOf(at);
        var before = at == 0 ? "\n\n" : page.Blocks[at - 1].Raw;
        var isParted = BlankLines().Match(before).Length > 0;
        if (at + 1 == page.Blocks.Length && at > 0)
        {
            // The file ends with the block before it, without its blank lines.
            var blank = BlankLines().Match(before).Length;
            return new TextEdit(file.Path, start - blank, block.Raw.Length + blank, "");
        }

        // Where what is above had no blank line behind it, the one behind this block parts it from what follows.
        return new TextEdit(file.Path, start, block.Raw.Length - (isParted ? 0 : BlankLines().Match(block.Raw).Length), "");
    }

    /// <summary>A sentence: with its paragraph or item where that says nothing else; null where something else is in it.</summary>
    public static TextEdit? Delete(SnapshotFile file, SentencePlace sentence) => sentence.IsAlone ? DeleteAll(file, sentence) : Cut(file, sentence);

    private static TextEdit? DeleteAll(SnapshotFile file, SentencePlace sentence)
    {
        var said = file.Text[sentence.Start..sentence.End];
        var block = file.Page.Blocks.LastOrDefault(block => block.Line <= sentence.Text.Line);
        if (block is { Kind: BlockKind.Paragraph or BlockKind.ListItem } && block.Line == sentence.Text.Line)
        {
            var text = block.Raw.Trim();
            var marker = block.Kind == BlockKind.ListItem ? Marker().Match(text).Length : 0;
            return text[marker..] == said ? Delete(file, block) : null;
        }

        return block is { Kind: BlockKind.ListItem } ? DeleteNested(file, sentence) : null;
    }

    /// <summary>One sentence of several, with the blanks that part it from the next.</summary>
    public static TextEdit Cut(SnapshotFile file, SentencePlace sentence)
    {
        var start = sentence.IsLast ? file.Text.AsSpan(0, sentence.Start).TrimEnd().Length : sentence.Start;
        var end = sentence.IsLast ? sentence.End : file.Text.Length - file.Text.AsSpan(sentence.End).TrimStart().Length;
        return new TextEdit(file.Path, start, end - start, "");
    }

    /// <summary>An item within an item: the lines that it stands on.</summary>
    private static TextEdit? DeleteNested(SnapshotFile file, SentencePlace sentence)
    {
        var text = file.Text;
        var start = text.LastIndexOf('\n', sentence.Start) + 1;
        var end = text.IndexOf('\n', sentence.End) is >= 0 and var at ? at + 1 : text.Length;
        var lead = text[start..sentence.Start];
        var indent = lead.Length - lead.TrimStart().Length;
        var next = text[end..(text.IndexOf('\n', end) is >= 0 and var to ? to : text.Length)];
        var isAlone = Marker().Match(lead.TrimStart()).Length == lead.Length - indent && indent < lead.Length && text.AsSpan(sentence.End, end - sentence.End).IsWhiteSpace();
        var isLast = string.IsNullOrWhiteSpace(next) ? end == text.Length || !HasMore(text, end, indent) : next.Length - next.TrimStart().Length <= indent && (Marker().IsMatch(next.TrimStart()) || next == next.TrimStart());
        return isAlone && isLast ? new TextEdit(file.Path, start, end - start, "") : null;
    }

    /// <summary>Whether behind a blank line the item goes on.</summary>
    private static bool HasMore(string text, int at, int indent)
    {
        var rest = text.AsSpan(at).TrimStart("\r\n");
        return rest.Length - rest.TrimStart(' ').Length > indent;
    }

    [GeneratedRegex(@"(?<=\n)(?:[ \t]*\r?\n)+\z", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"\A(?:[-*+]|\d{1,9}[.)])[ \t]+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Marker();
}
