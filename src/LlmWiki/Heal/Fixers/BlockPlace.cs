using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>Puts new blocks between those of a page.</summary>
internal static class BlockPlace
{
    /// <summary>Behind the text of a block, and parted from what follows.</summary>
    public static TextEdit AddBehind(Page page, int block, string text) =>
        At(page, block, block + 1 < page.Blocks.Length && !IsFollowedByBlank(page.Blocks[block]) ? text + "\n" : text);

    /// <summary>Behind the text of a block, before the end of its last line.</summary>
    /// <param name="text">With line ends of LF.</param>
    public static TextEdit At(Page page, int block, string text)
    {
        var start = page.StartOf(block) + page.Blocks[block].Raw.TrimEnd().Length;
        return new TextEdit(page.Path, start, 0, text.Replace("\n", page.Head.Newline, StringComparison.Ordinal));
    }

    public static bool IsFollowedByBlank(PageBlock block) => block.Raw.AsSpan(block.Raw.AsSpan().TrimEnd().Length).Count('\n') > 1;
}
