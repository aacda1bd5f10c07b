using LlmWiki.Lint;

namespace LlmWiki.Heal.Fixers;

/// <summary>description-mismatch: the sentence of the page that names its title and is like the old description.</summary>
internal sealed class DescriptionFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["description-mismatch"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || page.Outline.Head.Description is not { } old)
        {
            return Proposal.None("the description is gone");
        }

        if (NamingSentence.LikeOf(page, old) is not { } sentence)
        {
            return Proposal.None("no sentence of the page names its title and is like the description");
        }

        return HeadEdit.Set(view, page.Path, "description", sentence) is { } edit
            ? new Fix(finding, FixTier.Proven, "describe the page by its own sentence", [edit]) { Reason = "the sentence stands on the page" }
            : Proposal.None("the description cannot be written anew");
    }
}
