using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class IndexOutOfDate(RuleInfo info) : WikiRule(info)
{
    private const string Index = "wiki/index.md";

    public override IEnumerable<Finding> CheckAll(LintWiki wiki)
    {
        if (wiki[new RelPath(Index)] is not { } index)
        {
            return [];
        }

        var listed = wiki.Pages.Where(page => page.Path.Value == Index || page.Path.IsUnder("wiki/index"))
            .SelectMany(page => page.Targets).Select(target => target.File).OfType<RelPath>().ToHashSet();
        return wiki.Pages.Where(page => page.Path.IsUnder("wiki") && !page.IsBook && !listed.Contains(page.Path))
            .Select(page => AtTitle(index.Outline, $"the index does not list '{page.Path}'"));
    }
}
