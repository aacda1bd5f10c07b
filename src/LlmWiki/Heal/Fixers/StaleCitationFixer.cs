using LlmWiki.Lint;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>stale-citation: the passage as it reads now, in the footnote and in statements that are the old quote word for word.</summary>
internal sealed class StaleCitationFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["stale-citation"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (CitationEdit.At(finding, view) is not ({ Citation: var citation } each, { State: CitationState.Reworded, Passage: { } passage }) || view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the footnote is gone");
        }

        var page = view.Wiki[finding.Path]!;
        var edits = new List<TextEdit>();
        foreach (var statement in page.Statements.Where(statement => statement.Labels.Contains(citation.Label)))
        {
            if (Reworded(file, page, statement, citation, passage) is { } edit)
            {
                edits.Add(edit);
            }
            else if (PassageWords.Ground(view, page, citation.Source, passage).Missing(statement.Text) is { } missing && statement.Labels.Length == 1)
            {
                return Proposal.None($"{missing} of the statement is no longer in the passage: '{Ellipsis.Cut(passage.Text, 80)}'");
            }
        }

        return CitationEdit.Rewrite(file, each, citation with { Quote = Citation.QuoteOf(passage.Text), Place = passage.Place }) is { } footnote
            ? new Fix(finding, FixTier.Review, edits.Count > 0 ? "quote the passage as it reads now, and say it so" : "quote the passage as it reads now", [.. edits, footnote])
            {
                Takes = Taking.Citations | (edits.Count > 0 ? Taking.Sentences : Taking.Nothing),
                Reason = $"it was '{citation.Quote}' and is '{Citation.QuoteOf(passage.Text)}'",
            }
            : Proposal.None("the footnote is not written in a form that can be edited");
    }

    /// <summary>The words of a statement that changed in its passage; null where it is not the old quote, or marks stand among them.</summary>
    private static TextEdit? Reworded(SnapshotFile file, LintPage page, Statement statement, Citation citation, Passage passage) =>
        statement.Text == citation.Quote && statement.Labels.Length == 1 ? PassageWords.Say(file, page, statement, passage) : null;
}
