using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>
/// duplicate-title-or-alias: an alias goes where the name is another page's title, or is not used; of two pages with one title the reported one
/// gets a title that tells it apart, and each says where the other is.
/// </summary>
internal sealed class DuplicateTitleFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["duplicate-title-or-alias"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || DuplicateTitleOrAlias.ClashOf(view.Wiki, finding) is not { } clash)
        {
            return Proposal.None("one of the two pages is gone");
        }

        var other = view.Wiki[clash.First]!;
        if (page.IsSource)
        {
            return Proposal.None("a source's page is named by what its file says");
        }

        if (Alike(view, page, other))
        {
            return DuplicatePageFixer.Merge(finding, view, page, other);
        }

        var (isTitle, isOthersTitle) = (IsTitle(page, clash.Name), IsTitle(other, clash.Name));
        if (isTitle && isOthersTitle)
        {
            return Told(finding, view, page, other) is { Fix: not null } told ? told : Told(finding, view, other, page);
        }

        // A title stands above an alias; of two aliases the one that its page uses.
        if (!isTitle && !isOthersTitle && Uses(page, clash.Name) == Uses(other, clash.Name))
        {
            return Proposal.None(Uses(page, clash.Name) ? "both pages use the name" : "neither page uses the name");
        }

        var loser = isTitle ? other : isOthersTitle || Uses(other, clash.Name) ? page : other;
        return view.PageAt(loser.Path) is { } file && HeadListEdit.Remove(file, "aliases", alias => alias.Trim().Equals(clash.Name, StringComparison.OrdinalIgnoreCase)) is { } edit
            ? new Fix(finding, FixTier.Review, $"take the alias '{clash.Name}' off '{loser.Path}'", [edit]) { Reason = isTitle || isOthersTitle ? $"it is the title of '{(isTitle ? page : other).Path}'" : $"'{(loser == page ? other : page).Path}' has it too" }
            : Proposal.None("the list of aliases is written in a form that cannot be edited");
    }

    private static bool IsTitle(LintPage page, string name) => LinkNames.Key(page.Outline.Title) == LinkNames.Key(name);

    private static bool Uses(LintPage page, string name) => page.Statements.Any(statement => statement.Text.Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Most sources and sentences are the same: it is one thing.</summary>
    private static bool Alike(HealView view, LintPage page, LintPage other) => view.Look.Findings.Any(finding => finding.Rule == "duplicate-page"
        && ((finding.Path == page.Path && DuplicatePage.OtherOf(view.Wiki, finding) == other) || (finding.Path == other.Path && DuplicatePage.OtherOf(view.Wiki, finding) == page)));

    private static Proposal Told(Finding finding, HealView view, LintPage page, LintPage other)
    {
        if (Qualifier.Of(page, other) is not { } qualifier)
        {
            return Proposal.None("nothing on the two pages says in a word what each is");
        }

        var title = $"{page.Outline.Title} ({qualifier})";
        if (LinkNames.Of(view.Wiki).Titled(title).Any() || view.PageAt(page.Path) is not { } file || HeadEdit.Set(view, page.Path, "title", title) is not { } named)
        {
            return Proposal.None($"the page cannot be called '{title}'");
        }

        var heading = page.Outline.FirstHeading is { } first && LinkNames.Key(first.Plain) == LinkNames.Key(page.Outline.Title) ? TitleHeadingFixer.Headed(file, first, title) : null;
        var edits = new[] { named, heading, Note(view, page, other, other.Outline.Title), Note(view, other, page, title) }.OfType<TextEdit>();
        return new Fix(finding, FixTier.Review, $"call it '{title}', and tell the two apart", [.. edits]) { Takes = Taking.Headings, Reason = $"'{other.Path}' has the same title and is another thing" };
    }

    /// <summary>A line below the title that leads to the namesake; null where there is no title, or a link already.</summary>
    private static TextEdit? Note(HealView view, LintPage page, LintPage other, string title)
    {
        var file = view.PageAt(page.Path)!;
        var at = file.Page.Blocks.ToList().FindIndex(block => block.Level == 1);
        return at < 0 || page.Targets.Any(target => target.File == other.Path) ? null
            : BlockPlace.AddBehind(file.Page, at, $"\n\n*Not the same as {LinkEdit.Written(view, page.Path, other.Path, title)}.*");
    }
}
