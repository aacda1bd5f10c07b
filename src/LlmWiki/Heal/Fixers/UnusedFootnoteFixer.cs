using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Sources;

namespace LlmWiki.Heal.Fixers;

/// <summary>
/// unused-footnote: the mark of a citation goes back behind the sentence that it quotes, where that has lost it; else the definition goes.
/// One that a person wrote goes only after review.
/// </summary>
internal sealed class UnusedFootnoteFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["unused-footnote"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file || file.Page.Blocks.FirstOrDefault(block => block.Kind == BlockKind.Footnote && block.Line == finding.Line) is not { } block)
        {
            return Proposal.None("the definition stands in another block");
        }

        if (view.Wiki[finding.Path] is { } page && page.Citations.FirstOrDefault(each => each.Line == finding.Line)?.Citation is { } citation && Quoted(file, page.Outline, citation) is { } sentence)
        {
            return new Fix(finding, FixTier.Proven, $"put its mark behind the sentence of line {sentence.Statement.Line}", [new TextEdit(file.Path, sentence.End, 0, $"[^{citation.Label}]")]) { Reason = "it quotes that sentence word for word" };
        }

        return new Fix(finding, FixTier.Safe, "take the footnote away, since nothing refers to it", [BlockEdit.Delete(file, block)]) { Takes = Taking.Citations | Taking.Links };
    }

    /// <summary>The one sentence that is the quote and has no citation; null where there is none, or where its place is not sure.</summary>
    private static SentencePlace? Quoted(SnapshotFile file, PageOutline page, Citation citation)
    {
        var said = page.Texts.Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote))
            .SelectMany(text => Sentences.Split(text.Text).Where(sentence => citation.IsOf(text.Text[sentence.Start..sentence.End])).Select(sentence => (text, sentence.Start))).Take(2).ToList();
        return said is [var (text, start)] && SentencePlace.Of(file.Text, page, text, start) is { Statement.Labels.IsEmpty: true } place ? place : null;
    }
}
