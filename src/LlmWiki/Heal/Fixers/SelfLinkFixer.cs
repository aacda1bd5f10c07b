using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>self-link: the link goes, its words stay as they are written.</summary>
internal sealed class SelfLinkFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["self-link"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.LinkAt(finding) is not var (link, _) || LinkEdit.WordsOf(view, finding.Path, link) is not { } words)
        {
            return Proposal.None("the link has no words that could stay without it");
        }

        // An item of a list of links says nothing without it.
        if (view.PageAt(finding.Path) is { } file && file.Page.Blocks.LastOrDefault(block => block.Line <= link.Line) is { } item && LinkEdit.IsWholeItem(file, item, link))
        {
            return new Fix(finding, FixTier.Safe, "take the page out of its own list of links", [BlockEdit.Delete(file, item)]) { Takes = Taking.Links | Taking.Sentences };
        }

        return new Fix(finding, FixTier.Safe, "take the link of the page to itself away", [LinkEdit.Unlink(finding.Path, link, Guarded(view.Text(finding.Path), link.Start, words))]) { Takes = Taking.Links };
    }

    /// <summary>Words that now begin a line must not become a heading, an item or a quote.</summary>
    private static string Guarded(string text, int at, string words)
    {
        var before = text.AsSpan(0, at);
        before = before[(before.LastIndexOf('\n') + 1)..].Trim();
        return before.Length == 0 || before.IndexOfAnyExcept(">-*+0123456789.) ") < 0 ? MarkdownText.GuardStart(words) : words;
    }
}
