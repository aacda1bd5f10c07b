using LlmWiki.Lint.Warm;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Rules;

internal sealed class MissingPage(RuleInfo info) : WikiRule(info)
{
    private readonly int _fewest = info.Options.Number("min_pages");

    public override Reach ReachOf(PageChange change) => change.IsOtherNames || change.HasMissingFiles ? Reach.Whole : Reach.Itself;

    public override IEnumerable<Finding> CheckAll(LintWiki wiki)
    {
        var pages = wiki.Pages.Where(page => page.IsTopic).ToArray();
        var known = wiki.Pages.SelectMany(page => page.Called.Append(page.Path.Stem)).Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        return Linked(pages, known).Concat(Named(pages, known));
    }

    private IEnumerable<Finding> Linked(LintPage[] pages, HashSet<string> known)
    {
        var links = new Dictionary<string, List<(LintPage Page, OutlineLink Link, string Path)>>(StringComparer.Ordinal);
        foreach (var page in pages.Where(page => page.HasMissingFiles))
        {
            for (var i = 0; i < page.Targets.Length; i++)
            {
                var (target, link) = (page.Targets[i], page.Outline.Links[i]);
                if (target.State == LinkState.MissingFile && IsOfPage(target.Path) && KeyOf(NameOf(target.Path)) is { Length: > 0 } key && !known.Contains(key))
                {
                    Add(links, key, (page, link, target.Path));
                }
            }
        }

        foreach (var found in links.Values)
        {
            if (found.Select(each => each.Page.Path).Distinct().Count() is var count && count >= _fewest)
            {
                yield return At(found[0].Page.Outline, found[0].Link, $"{count} pages link to '{NameOf(found[0].Path)}', which has no page") with { Kind = "linked" };
            }
        }
    }

    private IEnumerable<Finding> Named(LintPage[] pages, HashSet<string> known)
    {
        var byName = new Dictionary<string, List<(LintPage Page, NamedThing Name)>>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var name in page.Names)
            {
                Add(byName, name.Text, (page, name));
            }
        }

        foreach (var (text, found) in byName)
        {
            // What only ever begins a sentence may owe its capital to that.
            if (found.Exists(each => !each.Name.BeginsSentence) && found.Select(each => each.Page.Path).Distinct().Count() is var count && count >= _fewest && !known.Contains(KeyOf(text)))
            {
                yield return At(found[0].Page.Path, found[0].Name.Line, found[0].Name.Column, $"{count} pages speak of '{text}', which has no page") with { Kind = "named", Length = text.Length };
            }
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T value)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = new List<T>(1);
        }

        list.Add(value);
    }

    private static bool IsOfPage(string path) => !MediaEndings.IsMedia(path) && !path.Contains("raw/", StringComparison.Ordinal);

    private static string NameOf(string path)
    {
        var name = path.TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
    }

    /// <summary>The same for "sprocket.md", "Sprocket" and for words that are joined by dashes.</summary>
    private static string KeyOf(string name) => string.Join(' ', Folding.Fold(name).Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries));
}
