using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class DuplicateTitleOrAlias(RuleInfo info) : WikiRule(info)
{
    public override IEnumerable<Finding> CheckAll(LintWiki wiki) => NameClash.In(wiki).Select(clash => At(clash.Path, clash.Line, 1, clash.Message));

    /// <summary>What a finding is about; null where it is gone.</summary>
    public static NameClash? ClashOf(LintWiki wiki, Finding finding) => NameClash.In(wiki).FirstOrDefault(clash => clash.Path == finding.Path && clash.Line == finding.Line && clash.Message == finding.Message);
}

/// <summary>A name that two pages have.</summary>
/// <param name="Path">The later page.</param>
/// <param name="Line">Where its name stands.</param>
/// <param name="First">The page that has it first.</param>
internal sealed record NameClash(RelPath Path, int Line, string Kind, string Name, RelPath First)
{
    public string Message => $"the {Kind} '{Name}' is also a name of '{First}'";

    public static IEnumerable<NameClash> In(LintWiki wiki)
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
                    yield return new NameClash(page.Path, line, kind, name.Trim(), first[(page.IsSource, key)]);
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
