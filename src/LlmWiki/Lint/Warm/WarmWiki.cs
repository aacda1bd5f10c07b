using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint.Warm;

/// <summary>A wiki of which most pages are as the base knows them.</summary>
internal sealed class WarmWiki
{
    private readonly LintBase _kept;
    private readonly Dictionary<RelPath, int> _numbers;
    private readonly ImmutableArray<KeptPage> _before = [];

    /// <param name="changed">Pages that are not as they were, by their number in the base.</param>
    /// <param name="fetch">Gets a page that is.</param>
    /// <param name="agreeing">Pairs of statements that were found not to disagree.</param>
    public WarmWiki(LintBase kept, LintListing listing, IReadOnlyDictionary<int, ScannedPage> changed, Func<BasePage, ScannedPage> fetch, Func<byte[]?> agreeing)
    {
        (_kept, Changed) = (kept, changed.Keys.ToHashSet());
        _numbers = changed.ToDictionary(pair => pair.Value.Outline.Path, pair => pair.Key);
        Wiki = new LintWiki(LinkRules.Wiki, listing.Files, null, null, follow => Enumerable.Range(0, kept.Pages.Length).Select(i => changed.TryGetValue(i, out var page) ? (LintPage)new WholePage(page, follow) : new KeptPage(kept, i, fetch, follow)))
        {
            Sources = listing.Sources,
            Today = listing.Today,
            KnownLinksTo = LinksTo,
            Compare = pages => StatementPairs.Of(pages, agreeing() is { } bytes ? MemoryMarshal.Cast<byte, ulong>(bytes).ToArray().ToHashSet() : null, KeysToCompare()),
        };
        Changes = [.. changed.Keys.Order().Select(i => new PageChange(new KeptPage(kept, i, fetch, _ => []), Wiki.Pages[i]))];
    }

    public LintWiki Wiki { get; }

    public ImmutableArray<PageChange> Changes { get; }

    /// <summary>Numbers of the pages that changed.</summary>
    public IReadOnlySet<int> Changed { get; }

    /// <summary>The pages on which a rule has to look again, those that changed among them.</summary>
    public IEnumerable<LintPage> Reached(WikiRule rule)
    {
        var reached = new HashSet<int>(Changed);
        foreach (var change in Changes)
        {
            var reach = rule.ReachOf(change);
            if (reach.HasFlag(Reach.Everything))
            {
                return Wiki.Pages;
            }

            reached.UnionWith(reach.HasFlag(Reach.LinkingPages) ? LinkingTo(change.After.Path, isAny: true) : []);
            reached.UnionWith(reach.HasFlag(Reach.LinkedPages) ? change.Before.LinkedPages.Concat(PageFace.LinkedPages(change.After)).Select(link => NumberOf(link.Page)).Where(number => number >= 0) : []);
            reached.UnionWith(reach.HasFlag(Reach.CitedSources) ? PagesOf(change.OtherSources) : []);
        }

        return reached.Order().Select(number => Wiki.Pages[number]);
    }

    /// <summary>Whether a rule has to look at all pages at once again.</summary>
    public bool IsWhole(WikiRule rule) => Changes.Any(change => (rule.ReachOf(change) & (Reach.Whole | Reach.Everything)) != Reach.Itself);

    private List<LintPage> LinksTo(RelPath path) => [.. LinkingTo(path, isAny: false).Order().Select(number => Wiki.Pages[number])];

    private HashSet<int> LinkingTo(RelPath path, bool isAny)
    {
        var links = _kept.Columns.Links;
        var found = new HashSet<int>();
        var number = NumberOf(path);
        for (var at = 0; at < links.All.Length; at++)
        {
            if (links.All[at].Number == number && (isAny || links.All[at].IsCounted))
            {
                found.Add(links.PageOf(at));
            }
        }

        found.ExceptWith(Changed);
        found.UnionWith(Changes.Where(change => PageFace.LinkedPages(change.After).Any(link => link.Page == path && (isAny || link.IsCounted))).Select(change => NumberOf(change.After.Path)));
        return found;
    }

    private IEnumerable<int> PagesOf(ImmutableArray<RelPath> sources) =>
        Enumerable.Range(0, _kept.Pages.Length).Where(i => _kept.Pages[i].Source is { } source && sources.Contains(source));

    /// <summary>Pairs under other keys are as they were, and of those that disagree all are looked at.</summary>
    private HashSet<ulong> KeysToCompare() => [.. Changes.SelectMany(change => change.Before.Keys.Concat(change.After.Keys)).Select(key => key.Key), .. _kept.Disagreeing];

    private int NumberOf(RelPath path) => Wiki[path] is { } page ? Wiki.Pages.BinarySearch(page, ByPath) : -1;

    private static readonly Comparer<LintPage> ByPath = Comparer<LintPage>.Create((left, right) => left.Path.CompareTo(right.Path));
}
