using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Lines of the index for pages that a fix makes, and takes away.</summary>
internal static class IndexLines
{
    /// <summary>They may stand at the place of those of other fixes. Nothing where there is no index, or where it is split by letters: then lint tells of the page, and it is listed by itself.</summary>
    public static IEnumerable<TextEdit> Add(HealView view, IReadOnlyList<NewPage> pages)
    {
        if (view.PageAt(IndexEntry.Index) is not { } index)
        {
            return [];
        }

        return pages.Where(page => page.Path.IsUnder("wiki")).Select(page => IndexEntry.Of(new SnapshotFile(page.Path, page.Text, ContentHash.Of(page.Text)))).GroupBy(entry => entry.Heading)
            .SelectMany(section => new IndexSection(view, index, section.Key) is { IsSplit: false } lines ? lines.With(section) : []).Select(edit => edit with { IsItem = edit.Length == 0 });
    }

    /// <summary>The lines of index pages that say nothing but a page go with it.</summary>
    public static IEnumerable<TextEdit> Remove(HealView view, RelPath page)
    {
        foreach (var (book, file) in view.Wiki.LinksTo(page).Where(other => IndexEntry.IsIndex(other.Path)).Select(other => (other, view.PageAt(other.Path))))
        {
            for (var i = 0; file is not null && i < file.Page.Blocks.Length; i++)
            {
                var (block, start) = (file.Page.Blocks[i], file.Page.StartOf(i));
                var links = book.Outline.Links.Zip(book.Targets).Where(pair => pair.First.Start >= start && pair.First.Start < start + block.Raw.Length).ToList();
                if (block.Kind == BlockKind.ListItem && links.Count > 0 && links[0].Second.File == page)
                {
                    yield return BlockEdit.Delete(file, block);
                }
            }
        }
    }
}
