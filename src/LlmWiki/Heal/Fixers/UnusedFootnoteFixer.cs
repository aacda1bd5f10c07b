using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>unused-footnote: the definition goes; one that a person wrote only after review.</summary>
internal sealed class UnusedFootnoteFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["unused-footnote"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.PageAt(finding.Path) is not { } file || file.Page.Blocks.FirstOrDefault(block => block.Kind == BlockKind.Footnote && block.Line == finding.Line) is not { } block)
        {
            return Proposal.None("the definition stands in another block");
        }

        return new Fix(finding, FixTier.Safe, "take the footnote away, since nothing refers to it", [BlockEdit.Delete(file, block)]) { Takes = Taking.Citations | Taking.Links };
    }
}
