using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>What a person took off a page of the tool: the list of what the tool wrote names it, and it is there no more. It is not written again.</summary>
internal static class TakenOff
{
    /// <summary>The page that a passage was told on by itself until a person took it off; null where that is not so.</summary>
    public static RelPath? By(HealView view, RelPath source, Passage passage)
    {
        var says = string.Join(' ', Tokens.Of(passage.Text).Select(token => token.Word));
        var identities = new[] { BlockKind.Paragraph, BlockKind.ListItem }.Select(kind => OwnedBlocks.IdentityOf($"{kind} {says}")).ToHashSet();
        return PagesOf(view, source).FirstOrDefault(page => Gone(page).Any(entry => identities.Contains(entry.Identity)))?.Path;
    }

    /// <summary>Whether a person took anything off a page that rests on a source: perhaps this too, with other sentences.</summary>
    public static bool MayBe(HealView view, RelPath source) => PagesOf(view, source).Any(page => Gone(page).Any());

    private static IEnumerable<Page> PagesOf(HealView view, RelPath source) =>
        view.Wiki.Pages.Where(page => page.Outline.Head.IsGenerated && page.NamedSources.Contains(source)).Select(page => view.PageAt(page.Path)?.Page).OfType<Page>();

    private static IEnumerable<OwnedBlock> Gone(Page page)
    {
        var there = page.Blocks.Select(block => block.Hash).ToHashSet();
        return page.Owned.Blocks.Where(entry => !there.Contains(entry.Hash));
    }
}
