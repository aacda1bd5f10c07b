using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Lint.Statements;

namespace LlmWiki.Heal.Fixers;

/// <summary>superseded-statement: both told with their years and citations, the younger first.</summary>
internal sealed class SupersededFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["superseded-statement"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (DisagreementRule.PairOf(view.Wiki, DisagreementKind.Superseded, finding) is not { } pair)
        {
            return Proposal.None("the statements are gone");
        }

        var (older, younger) = pair.Disagreement.IsLeftOlder ? (pair.First, pair.Second) : (pair.Second, pair.First);
        if (EraForm.YearOf(view.Wiki, older) is not { } olderYear || EraForm.YearOf(view.Wiki, younger) is not { } youngerYear)
        {
            return Proposal.None("the years of the statements are not sure");
        }

        // Where one of them has no evidence, it is for a person to say whether it counts.
        var isProven = CitedStatement.Of(view.Wiki, older) is not null && CitedStatement.Of(view.Wiki, younger) is not null;
        return EraForm.Tell(finding, view, older, olderYear, YoungerStatement.Of(view.Wiki, younger, youngerYear), isProven ? FixTier.Proven : FixTier.Review, isProven ? "both are cited, and both citations hold" : finding.Message);
    }
}
