using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Where on a page a new statement goes.</summary>
internal static class TextPlaces
{
    /// <summary>The number of the block that cites what stands nearest in a source, rather before it than behind it; null where none does.</summary>
    public static int? Nearest(SnapshotFile file, LintPage page, RelPath source, Place place)
    {
        var cited = page.Citations.Select(each => each.Citation).Where(citation => citation.Source == source && citation.Place.Unit == place.Unit).ToLookup(citation => citation.Label, citation => citation.Place);
        return file.Page.Blocks.Select((block, at) => (block, at)).Where(each => each.block.Kind is BlockKind.Paragraph or BlockKind.ListItem)
            .SelectMany(each => Citation.LabelsIn(each.block.Raw).SelectMany(label => cited[label]).Select(there => (each.at, Distance: Math.Abs(there.First - place.First), IsBehind: there.First > place.First)))
            .OrderBy(each => each.Distance).ThenBy(each => each.IsBehind).ThenByDescending(each => each.at).Select(each => (int?)each.at).FirstOrDefault();
    }

    /// <summary>The number of the last block of the text, before "See also" and the footnotes; null where it cannot be told where that ends.</summary>
    public static int? LastOfText(Page page)
    {
        var blocks = page.Blocks;
        var end = blocks.Select((block, at) => (block, at)).FirstOrDefault(each => each.block.Level > 1 && each.block.HeadingText.Trim().TrimEnd(':').Equals(SeeAlso.Heading, StringComparison.OrdinalIgnoreCase), (null!, blocks.Length)).Item2;
        return LastOf(page, 0, end);
    }

    /// <summary>The number of the last block of a stretch that is no definition; null where there is none, or where it takes in what is written below it.</summary>
    public static int? LastOf(Page page, int first, int end)
    {
        var last = end - 1;
        while (last >= first && page.Blocks[last].Kind is BlockKind.Footnote or BlockKind.LinkDefinition)
        {
            last--;
        }

        return last < first || (last == page.Blocks.Length - 1 && PageBlocks.IsOpen(page.Blocks[last])) ? null : last;
    }

    /// <summary>The number of a heading with these words; null where there is none.</summary>
    public static int? Heading(Page page, string words) =>
        page.Blocks.Select((block, at) => (block, at)).Where(each => each.block.Kind == BlockKind.Heading && each.block.HeadingText.Trim() == words).Select(each => (int?)each.at).FirstOrDefault();

    /// <summary>Behind the last block under a heading.</summary>
    public static int EndOfSection(Page page, int heading)
    {
        var end = heading + 1;
        while (end < page.Blocks.Length && page.Blocks[end].Kind != BlockKind.Heading)
        {
            end++;
        }

        return end;
    }

    /// <summary>A statement of its own behind a block: an item where that is one or it is told as one, else a paragraph.</summary>
    /// <param name="statement">Markdown of one line.</param>
    public static TextEdit Put(Page page, int behind, string statement, bool isItem)
    {
        statement = MarkdownText.GuardStart(statement);
        return page.Blocks[behind].Kind == BlockKind.ListItem ? SeeAlso.AddItems(page, EndOfNumbered(page, behind), [statement])
            : BlockPlace.AddBehind(page, behind, "\n\n" + (isItem ? "- " : "") + statement);
    }

    /// <summary>The last item of a numbered list, where another in its midst would make its numbers wrong; else the item itself.</summary>
    private static int EndOfNumbered(Page page, int item)
    {
        while (char.IsAsciiDigit(page.Blocks[item].Raw.TrimStart()[0]) && item + 1 < page.Blocks.Length && page.Blocks[item + 1].Kind == BlockKind.ListItem)
        {
            item++;
        }

        return item;
    }
}
