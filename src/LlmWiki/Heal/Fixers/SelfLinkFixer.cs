using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>self-link: the link goes, its words stay as they are written.</summary>
internal sealed class SelfLinkFixer : Fixer
{
    public override IReadOnlyCollection<string> Rules => ["self-link"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.LinkAt(finding) is not var (link, _) || Words(view, finding, link) is not { } words)
        {
            return Proposal.None("the link has no words that could stay without it");
        }

        return new Fix(finding, FixTier.Safe, "take the link of the page to itself away", [LinkEdit.Unlink(finding.Path, link, Guarded(view.Text(finding.Path), link.Start, words))]) { Takes = Taking.Links };
    }

    private static string? Words(HealView view, Finding finding, OutlineLink link)
    {
        var text = view.Text(finding.Path);
        if (link.IsEmbed || link.TargetStart < 0 || link.Start + link.Length > text.Length || string.IsNullOrWhiteSpace(link.Text))
        {
            return null;
        }

        var inner = text.AsSpan(link.Start, link.TargetStart - link.Start);
        return link.Form switch
        {
            LinkForm.Markdown when inner[0] == '[' && inner.LastIndexOf("](") is > 0 and var close => inner[1..close].ToString(),
            LinkForm.Wikilink => MarkdownText.Escape(link.Text),
            _ => null,
        };
    }

    /// <summary>Words that now begin a line must not become a heading, an item or a quote.</summary>
    private static string Guarded(string text, int at, string words)
    {
        var before = text.AsSpan(0, at);
        before = before[(before.LastIndexOf('\n') + 1)..].Trim();
        return before.Length == 0 || before.IndexOfAnyExcept(">-*+0123456789.) ") < 0 ? MarkdownText.GuardStart(words) : words;
    }
}
