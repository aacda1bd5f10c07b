using LlmWiki.Lint.Warm;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class DuplicateTitleOrAlias(RuleInfo info) : WikiRule(info)
{
    public override Reach ReachOf(PageChange change) => Reach.Itself;

    public override IEnumerable<Finding> CheckAll(LintWiki wiki)
    {
        // A source may be named like the thing it is about.
        var first = new Dictionary<(bool IsSource, string Name), RelPath>();
        foreach (var page in wiki.Pages.Where(page => !page.IsBook))
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, line, kind) in Names(page))
            {
                var key = string.Join(' ', name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                if (key.Length > 0 && own.Add(key) && !first.TryAdd((page.IsSource, key), page.Path))
                {
                    yield return At(page.Path, line, 1, $"the {kind} '{name.Trim()}' is also a name of '{first[(page.IsSource, key)]}'");
                }
            }
        }
    }

    private static IEnumerable<(string Name, int Line, string Kind)> Names(LintPage page)
    {
        var head = page.Outline.Head;
        var title = head.Title is { } text && !text.Contains("{{", StringComparison.Ordinal) ? new[] { (text, head.TitleLine, "title") } : [];
        return [.. title, .. head.Aliases.Select(alias => (alias.Text, alias.Line, "alias"))];
    }
}
