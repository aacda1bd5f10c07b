using LlmWiki.Lint.Warm;
using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

/// <summary>broken-citation: what is quoted is gone, or stands elsewhere.</summary>
internal sealed class BrokenCitation(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override ulong? Basis(LintPage page, LintWiki wiki) => wiki.SourcesBasis(page);

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki) => page.Citations.Zip(page.Checks(wiki.Sources!), (each, check) => Problem(page, each, check, wiki)).OfType<Finding>();

    private Finding? Problem(LintPage page, PageCitation each, CitationCheck? found, LintWiki wiki)
    {
        var citation = each.Citation;
        if (!wiki.Sources!.Exists(citation.Source))
        {
            return At(page.Path, each.Line, each.Column, $"the source '{citation.Source}' is gone") with { Kind = "source-gone" };
        }

        return found is not { } check ? null : check.State switch
        {
            CitationState.Moved => At(page.Path, each.Line, each.Column, $"the quote stands at {Citation.Describe(check.Passage!.Place)} of '{citation.Source}', not at {Citation.Describe(citation.Place)}") with { Kind = "moved" },
            CitationState.Gone => At(page.Path, each.Line, each.Column, $"the quote stands nowhere in '{citation.Source}'") with { Kind = "quote-gone" },
            _ => null,
        };
    }
}

/// <summary>stale-citation: the passage was reworded.</summary>
internal sealed class StaleCitation(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override ulong? Basis(LintPage page, LintWiki wiki) => wiki.SourcesBasis(page);

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        var checks = page.Checks(wiki.Sources!);
        for (var i = 0; i < checks.Length; i++)
        {
            if (checks[i] is { State: CitationState.Reworded, Passage: { } passage })
            {
                var each = page.Citations[i];
                yield return At(page.Path, each.Line, each.Column, $"the passage in '{each.Citation.Source}' has changed since it was cited") with
                {
                    Evidence = [new Evidence(each.Citation.Source, passage.Place.First, Citation.QuoteOf(passage.Text)), new Evidence(page.Path, each.Line, each.Citation.Quote)],
                };
            }
        }
    }
}
