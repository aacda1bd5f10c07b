using LlmWiki.Lint;

namespace LlmWiki.Heal.Fixers;

/// <summary>link-case: the path as the file is really called; what stands behind <c>#</c> and the text stay.</summary>
internal sealed class LinkCaseFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["link-case"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.LinkAt(finding) is not ({ TargetStart: >= 0 } link, { File: { } file }))
        {
            return Proposal.None("the place of its target is not sure");
        }

        return LinkEdit.Retarget(view, finding.Path, link, file) is { } edit
            ? new Fix(finding, FixTier.Safe, $"write the link to '{file}' as the file is called", [edit])
            : Proposal.None("its target cannot be written anew");
    }
}
