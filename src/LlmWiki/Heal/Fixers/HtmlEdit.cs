using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>Takes raw HTML out of a page.</summary>
internal static class HtmlEdit
{
    /// <summary>A stretch; the whole block where nothing else is in it, else with the blanks before it.</summary>
    public static TextEdit Delete(SnapshotFile file, int start, int end)
    {
        var line = new Text.LineMap(file.Text).LineOf(start);
        if (file.Page.Blocks.LastOrDefault(block => block.Line <= line) is { } block && block.Raw.Trim() == file.Text[start..end])
        {
            return BlockEdit.Delete(file, block);
        }

        var isAtEnd = end == file.Text.Length || char.IsWhiteSpace(file.Text[end]);
        while (isAtEnd && start > 0 && file.Text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return new TextEdit(file.Path, start, end - start, "");
    }
}
