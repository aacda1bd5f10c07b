using LlmWiki.Lint.Warm;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

/// <summary>unlinked-mention: the name of another page as plain words, on a page that does not link there.</summary>
internal sealed class UnlinkedMention(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override ulong? Basis(LintPage page, LintWiki wiki)
    {
        // Where its links lead is a matter of all files.
        var linked = page.Targets.Aggregate(0UL, (basis, target) => basis ^ StableHash.Of(target.File?.Value ?? ""));
        return wiki.NamesBasis ^ linked;
    }

    public override IEnumerable<Finding> Check(LintPage page, LintWiki wiki) => wiki.PageNames.Unlinked(page).Select(mention =>
        At(page.Outline, mention.Text, mention.At, mention.Length, $"'{mention.Words}' has a page of its own, which this page does not link to") with { Hint = $"link it to '{page.Path.LinkTo(mention.Target)}'" });
}
