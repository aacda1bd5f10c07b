using LlmWiki.Lint;
using LlmWiki.Lint.Rules;

namespace LlmWiki.Heal.Fixers;

/// <summary>duplicate-page: one page with all that both say, under the title that is linked to most; the other title becomes an alias, and links follow.</summary>
internal sealed class DuplicatePageFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["duplicate-page"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || DuplicatePage.OtherOf(view.Wiki, finding) is not { } other)
        {
            return Proposal.None("one of the two pages is gone");
        }

        return Merge(finding, view, page, other);
    }

    /// <summary>One page of two that say much the same.</summary>
    public static Proposal Merge(Finding finding, HealView view, LintPage page, LintPage other)
    {
        var (kept, gone) = Weight(view, page).CompareTo(Weight(view, other)) > 0 ? (page, other) : (other, page);
        if (view.PageAt(kept.Path) is not { } keptFile || view.PageAt(gone.Path) is not { } goneFile)
        {
            return Proposal.None("one of the two pages is gone");
        }

        if (!keptFile.Page.CanMerge || !goneFile.Page.CanMerge)
        {
            return Proposal.None("one of the two pages cannot be read block by block");
        }

        if (kept.IsSource || gone.IsSource)
        {
            return Proposal.None("a page of a source goes with its source");
        }

        return Merged(finding, view, new PageUnion(view, kept, keptFile, gone, goneFile));
    }

    private static Proposal Merged(Finding finding, HealView view, PageUnion union)
    {
        if (union.Body() is not { } body)
        {
            return Proposal.None($"a link in '{union.Gone.Path}' cannot be written on another page");
        }

        if (PageRedirect.Of(view, union.Gone.Path, union.Kept.Path) is not { } links)
        {
            return Proposal.None($"a link to '{union.Gone.Path}' cannot be written anew");
        }

        return new Fix(finding, FixTier.Review, $"merge '{union.Gone.Path}' into '{union.Kept.Path}'", [.. union.Head(), .. body, .. links, .. IndexLines.Remove(view, union.Gone.Path), .. SameName.Of(view, union)])
        {
            Removed = [union.Gone.Path],
            Moves = true,
            Takes = Taking.Headings,
            Reason = $"{finding.Message}; '{union.Gone.Outline.Title}' becomes an alias",
        };
    }

    /// <summary>A page that more pages link to is the one that people know; then the one that says more; else the first.</summary>
    private static (int, int) Weight(HealView view, LintPage page) => (view.Wiki.LinksTo(page.Path).Count(other => !other.IsBook), page.Sentences.Length);
}
