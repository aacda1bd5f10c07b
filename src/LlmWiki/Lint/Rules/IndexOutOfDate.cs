using LlmWiki.Lint.Warm;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class IndexOutOfDate(RuleInfo info) : WikiRule(info)
{
    private const string Index = "wiki/index.md";

    public override Reach ReachOf(PageChange change) => change.IsOtherLinks && change.After.IsBook ? Reach.Whole : Reach.Itself;

    public override IEnumerable<Finding> CheckAll(LintWiki wiki) => wiki[new RelPath(Index)] is { } index
        ? Unlisted(wiki).Select(page => AtTitle(index.Outline, MessageOf(page.Path)))
        : [];

    public static string MessageOf(RelPath page) => $"the index does not list '{page}'";

    /// <summary>The pages that no index page links to.</summary>
    public static IEnumerable<LintPage> Unlisted(LintWiki wiki)
    {
        var listed = wiki.Pages.Where(page => page.Path.Value == Index || page.Path.IsUnder("wiki/index"))
            .SelectMany(page => page.Targets).Select(target => target.File).OfType<RelPath>().ToHashSet();
        return wiki.Pages.Where(page => page.Path.IsUnder("wiki") && !page.IsBook && !listed.Contains(page.Path));
    }
}
