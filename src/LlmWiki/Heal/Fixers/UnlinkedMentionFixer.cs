using LlmWiki.Lint;

namespace LlmWiki.Heal.Fixers;

/// <summary>unlinked-mention: the first mention becomes a link and keeps its words.</summary>
internal sealed class UnlinkedMentionFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["unlinked-mention"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        foreach (var mention in view.Wiki.PageNames.Unlinked(view.Wiki[finding.Path]!))
        {
            if (mention.Text.PlaceOf(mention.At) == (finding.Line, finding.Column))
            {
                return MentionLink.Of(view, mention) is ({ } edit, _) ? new Fix(finding, FixTier.Safe, $"link '{mention.Words}' to '{mention.Target}'", [edit]) : Proposal.None(MentionLink.Of(view, mention).Why);
            }
        }

        return Proposal.None("the words are not there any more");
    }
}
