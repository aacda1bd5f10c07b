using LlmWiki.Lint.Warm;
using LlmWiki.Pages;

namespace LlmWiki.Lint.Rules;

internal sealed class OrphanPage(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => change.IsOtherLinks ? Reach.LinkedPages : Reach.Itself;

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        if (!page.IsBook && !(wiki.Rules == LinkRules.Wiki && page.Path.Stem.Equals("readme", StringComparison.OrdinalIgnoreCase)) && wiki.LinksTo(page.Path).Count == 0)
        {
            yield return AtTitle(page.Outline, "no other page links to this one");
        }
    }
}

internal sealed class DeadEndPage(RuleInfo info) : WikiRule(info)
{
    private readonly int _fewest = info.Options.Number("min_words");

    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki)
    {
        if (page.IsTopic && page.Words >= _fewest && !page.Targets.Any(target => target.State == LinkState.MissingFile || (target.File is { } file && file != page.Path && file.Extension == ".md" && !(wiki.Rules == LinkRules.Wiki && file.IsUnder("raw")))))
        {
            yield return AtTitle(page.Outline, "this page links to no other page");
        }
    }
}
