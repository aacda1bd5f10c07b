using LlmWiki.Lint;

namespace LlmWiki.Heal.Fixers;

/// <summary>missing-backlink: the page that is linked gets the other one under "See also".</summary>
internal sealed class MissingBacklinkFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["missing-backlink"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.LinkAt(finding) is not (_, { File: { } file }))
        {
            return Proposal.None("the page that it leads to is not sure");
        }

        return SeeAlso.Add(view, file, [view.Wiki[finding.Path]!]) is { } edit
            ? new Fix(finding, FixTier.Safe, $"add '{finding.Path}' to \"See also\" of '{file}'", [edit]) : Proposal.None($"'{file}' has no place for a list");
    }
}
