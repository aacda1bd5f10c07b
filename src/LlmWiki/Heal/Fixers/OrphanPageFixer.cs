using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>orphan-page: a page that names it links to it, else the one that rests on the same sources and has most words in common lists it under "See also".</summary>
internal sealed class OrphanPageFixer : Fixer
{
    /// <summary>How much nearer than the second a page must be that shares no more sources than it.</summary>
    private const double Margin = 1.5;

    public override IReadOnlyCollection<string> Rules => ["orphan-page"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        var page = view.Wiki[finding.Path]!;

        // A block of the tool first: there it needs no person's word.
        foreach (var mention in view.Wiki.PageNames.Of(page.Path).OrderByDescending(mention => mention.Text.IsOwned).ThenByDescending(mention => Shared(page, mention.Page)))
        {
            if (MentionLink.Of(view, mention).Edit is { } link)
            {
                return new Fix(finding, FixTier.Proven, $"link '{mention.Words}' in '{mention.Page.Path}' to it", [link]) { Reason = $"'{mention.Page.Path}' names it" };
            }
        }

        return Nearest(page, view.Wiki) is { } near && SeeAlso.Add(view, near.Path, [page]) is { } edit
            ? new Fix(finding, FixTier.Proven, $"add it to \"See also\" of '{near.Path}'", [edit]) { Reason = $"'{near.Path}' rests on the same sources and is nearest in words" }
            : Proposal.None("no page names it, and none is clearly nearest to it");
    }

    private static int Shared(LintPage left, LintPage right) => left.NamedSources.Count(right.NamedSources.Contains);

    private static LintPage? Nearest(LintPage page, LintWiki wiki)
    {
        if (!page.IsTopic || page.NamedSources.Count == 0)
        {
            return null;
        }

        var words = WordsOf(page);
        var near = wiki.Pages.Where(other => other.IsTopic && other.Path != page.Path).Select(other => (Page: other, Sources: Shared(page, other))).Where(each => each.Sources > 0)
            .GroupBy(each => each.Sources).MaxBy(group => group.Key)?.Select(each => (each.Page, Likeness: Likeness(words, WordsOf(each.Page))))
            .OrderByDescending(each => each.Likeness).ThenBy(each => each.Page.Path).Take(2).ToList() ?? [];
        return near is [var only] ? only.Page : near is [var first, var second] && first.Likeness > second.Likeness * Margin ? first.Page : null;
    }

    /// <summary>How much of their words two pages share, from 0 to 1.</summary>
    private static double Likeness(HashSet<string> left, HashSet<string> right) => left.Count(right.Contains) / Math.Max(1.0, Math.Sqrt((double)left.Count * right.Count));

    private static HashSet<string> WordsOf(LintPage page) =>
        [.. page.Outline.Texts.Where(text => text.Kind != TextKind.Footnote).SelectMany(text => Tokens.Of(text.Text)).Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key)];
}
