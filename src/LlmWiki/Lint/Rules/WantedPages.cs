using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmWiki.Pages;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

/// <summary>A place where a page is asked for.</summary>
/// <param name="Link">The dead link; null where the name stands in plain words.</param>
internal sealed record WantedPlace(LintPage Page, int Line, int Column, OutlineLink? Link);

/// <summary>A name without a page that pages link to or speak of.</summary>
/// <param name="Name">As it is written at the first place; of a link the last part of its path.</param>
/// <param name="Places">In order of pages.</param>
internal sealed record WantedPage(string Name, bool IsLinked, ImmutableArray<WantedPlace> Places)
{
    /// <summary>The pages that ask for it, each once.</summary>
    public ImmutableArray<LintPage> Askers { get; } = [.. Places.Select(place => place.Page).Distinct()];

    private static readonly ConditionalWeakTable<LintWiki, List<WantedPage>> Known = [];

    /// <summary>All of a wiki, those that are linked first. Made once for each state of the wiki.</summary>
    public static IReadOnlyList<WantedPage> In(LintWiki wiki) => Known.GetValue(wiki, key => [.. Find(key)]);

    private static IEnumerable<WantedPage> Find(LintWiki wiki)
    {
        var pages = wiki.Pages.Where(page => page.IsTopic).ToArray();
        var known = wiki.Pages.SelectMany(page => page.Called.Append(page.Path.Stem)).Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        return Linked(pages, known).Concat(Named(pages, known, new(() => known.Select(Tokens.NameKey).ToHashSet(StringComparer.Ordinal))));
    }

    private static IEnumerable<WantedPage> Linked(LintPage[] pages, HashSet<string> known)
    {
        var links = new Dictionary<string, List<(WantedPlace Place, string Path)>>(StringComparer.Ordinal);
        foreach (var page in pages.Where(page => page.HasMissingFiles))
        {
            for (var i = 0; i < page.Targets.Length; i++)
            {
                var (target, link) = (page.Targets[i], page.Outline.Links[i]);
                if (target.State == LinkState.MissingFile && IsOfPage(target.Path) && KeyOf(NameOf(target.Path)) is { Length: > 0 } key && !known.Contains(key))
                {
                    Add(links, key, (new WantedPlace(page, link.Line, link.Column, link), target.Path));
                }
            }
        }

        return links.Values.Select(found => new WantedPage(NameOf(found[0].Path), IsLinked: true, [.. found.Select(each => each.Place)]));
    }

    /// <param name="called">The names of pages without endings of plurals.</param>
    private static IEnumerable<WantedPage> Named(LintPage[] pages, HashSet<string> known, Lazy<HashSet<string>> called)
    {
        var byName = new Dictionary<string, List<(LintPage Page, NamedThing Name)>>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var name in page.Names)
            {
                Add(byName, name.Text, (page, name));
            }
        }

        // What only ever begins a sentence may owe its capital to that.
        return byName.Where(pair => pair.Value.Exists(each => !each.Name.BeginsSentence) && !known.Contains(KeyOf(pair.Key)) && !called.Value.Contains(Tokens.NameKey(pair.Key)))
            .Select(pair => new WantedPage(pair.Key, IsLinked: false, [.. pair.Value.Select(each => new WantedPlace(each.Page, each.Name.Line, each.Name.Column, null))]));
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
