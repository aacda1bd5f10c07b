using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>duplicate-statement: the first one stays and gets the citations of the later one, which goes.</summary>
internal sealed class DuplicateStatementFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["duplicate-statement"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { Outline: { } page } || view.PageAt(finding.Path) is not { } file
            || RepeatedPiece.In(page).FirstOrDefault(each => each.Again.Text.PlaceOf(each.Again.Piece.Start) == (finding.Line, finding.Column)) is not { } repeated)
        {
            return Proposal.None("the sentence is gone");
        }

        if (repeated.Again.Text.IsQuoted)
        {
            return Proposal.None("it stands in a quotation or callout");
        }

        if (PlaceOf(file, page, repeated.First) is not { } first || PlaceOf(file, page, repeated.Again) is not { } again)
        {
            return Proposal.None("only a part of a sentence is repeated, or marks go beyond the sentence");
        }

        if ((again.IsAlone ? BlockEdit.DeleteAll(file, again) : again.Cut(file)) is not { } removal)
        {
            return Proposal.None("something else stands in its block");
        }

        // Its citations go with it to the first one, so that no evidence is lost.
        var labels = string.Concat(again.Statement.Labels.Except(first.Statement.Labels).Select(label => $"[^{label}]"));
        var moved = labels.Length == 0 ? ImmutableArray<TextEdit>.Empty : [new TextEdit(file.Path, first.End, 0, labels)];
        return new Fix(finding, FixTier.Proven, $"keep the sentence of line {first.Statement.Line} alone", [.. moved, removal]) { Takes = Taking.Links, Reason = "the page says it already" };
    }

    /// <summary>Null unless the piece is a whole sentence.</summary>
    private static SentencePlace? PlaceOf(SnapshotFile file, PageOutline page, SaidPiece said) =>
        SentencePlace.Of(file.Text, page, said.Text, said.Piece.Start) is { } place && Pieces.Of(place.Statement.Text) is [var only] && only.Hash == said.Piece.Hash ? place : null;
}
