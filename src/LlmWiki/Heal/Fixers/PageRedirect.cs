using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>Every link to a page that goes leads to the page that it went into.</summary>
internal static class PageRedirect
{
    /// <summary>Null where one cannot be written so. Index lines of the page are not among them.</summary>
    public static ImmutableArray<TextEdit>? Of(HealView view, RelPath gone, RelPath kept)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        foreach (var page in view.Wiki.Pages.Where(page => page.Path != gone && !IndexEntry.IsIndex(page.Path) && page.Targets.Any(target => target.File == gone)))
        {
            var file = view.PageAt(page.Path)!;
            for (var i = 0; i < page.Targets.Length; i++)
            {
                if (page.Targets[i].File != gone)
                {
                    continue;
                }

                if ((Listed(page, file, i, kept) ?? Led(view, page, i, kept)) is not { } edit)
                {
                    return null;
                }

                edits.Add(edit);
            }
        }

        return edits.ToImmutable();
    }

    /// <summary>An item that is nothing but the link goes where the page is that it would lead to, or has a link to it.</summary>
    private static TextEdit? Listed(LintPage page, SnapshotFile file, int number, RelPath kept)
    {
        var link = page.Outline.Links[number];
        var block = file.Page.Blocks.LastOrDefault(block => block.Line <= link.Line);
        return block is not null && LinkEdit.IsWholeItem(file, block, link) && (page.Path == kept || page.Targets.Any(target => target.File == kept)) ? BlockEdit.Delete(file, block) : null;
    }

    private static TextEdit? Led(HealView view, LintPage page, int number, RelPath kept)
    {
        var link = page.Outline.Links[number];
        if (page.Path == kept)
        {
            return LinkEdit.WordsOf(view, page.Path, link) is { } words ? LinkEdit.Unlink(page.Path, link, words) : null;
        }

        // The heading may be on the other page under the same words; else the link leads to its top.
        var fragment = page.Targets[number].Fragment is { } part && view.Wiki[kept]!.Outline.Headings.Any(heading => LinkNames.Key(heading.Plain) == LinkNames.Key(part.Replace('-', ' '))) ? null : "";
        return LinkEdit.Retarget(view, page.Path, link, kept, page.Targets[number].Fragment is null ? null : fragment);
    }
}
