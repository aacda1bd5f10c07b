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

        if (Item(view, finding, link) is { } item)
        {
            return new Fix(finding, FixTier.Safe, "take the item away that is nothing but a link of the page to itself", [item]) { Takes = Taking.Links };
        }

        return new Fix(finding, FixTier.Safe, "take the link of the page to itself away", [LinkEdit.Unlink(finding.Path, link, Guarded(view.Text(finding.Path), link.Start, words))]) { Takes = Taking.Links };
    }

    /// <summary>An item of the tool says nothing without its link: what would be left is a statement without a citation. A person's words stay.</summary>
    private static TextEdit? Item(HealView view, Finding finding, OutlineLink link)
    {
        if (view.PageAt(finding.Path) is not { } file || file.Page.Blocks.LastOrDefault(block => file.Page.StartOf(file.Page.Blocks.IndexOf(block)) <= link.Start) is not { Kind: BlockKind.ListItem } block || !file.Page.Owned.Contains(block))
        {
            return null;
        }

        var (text, raw) = (block.Raw.Trim(), file.Text.Substring(link.Start, link.Length));
        return text.EndsWith(raw, StringComparison.Ordinal) && text[..^raw.Length].Trim() is "-" or "*" or "+" ? BlockEdit.Delete(file, block) : null;
    }

    /// <summary>Words that now begin a line must not become a heading, an item or a quote.</summary>
    private static string Guarded(string text, int at, string words)
    {
        var before = text.AsSpan(0, at);
        before = before[(before.LastIndexOf('\n') + 1)..].Trim();
        return before.Length == 0 || before.IndexOfAnyExcept(">-*+0123456789.) ") < 0 ? MarkdownText.GuardStart(words) : words;
    }
}
