using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>All that rules look at. Immutable.</summary>
public sealed class LintWiki
{
    private readonly Func<RelPath, PageOutline?>? _outside;
    private readonly Dictionary<RelPath, LintPage> _byPath;
    private readonly Lazy<LinkTargets> _links;
    private readonly Lazy<Dictionary<RelPath, List<LintPage>>> _inbound;
    private readonly Lazy<NearNames> _names;
    private readonly Lazy<ILookup<string, LintPage>> _aliases;
    private readonly Lazy<StatementPairs> _pairs;
    private readonly Lazy<ulong> _namesBasis;
    private readonly Lazy<PageNames> _pageNames;
    private readonly Lazy<Dictionary<RelPath, HashSet<ulong>>> _cited;
    private readonly Lazy<TagForms> _tags;

    /// <param name="scanned">Pages to look at.</param>
    /// <param name="files">All files that a link may lead to, pages included.</param>
    /// <param name="outside">Outline of a page that is linked but not looked at; null where there is none.</param>
    public LintWiki(LinkRules rules, IEnumerable<ScannedPage> scanned, IEnumerable<RelPath> files, Func<RelPath, PageOutline?>? outside = null)
        : this(rules, [.. files], null, outside, follow => scanned.Select(page => new WholePage(page, follow))) => FollowAll();

    /// <param name="links">Those of a wiki with the same files; null where there is none.</param>
    /// <param name="pages">Makes the pages; gets what follows their links.</param>
    internal LintWiki(LinkRules rules, ImmutableArray<RelPath> files, LinkTargets? links, Func<RelPath, PageOutline?>? outside, Func<Func<PageOutline, ImmutableArray<LinkTarget>>, IEnumerable<LintPage>> pages)
    {
        (Rules, Files, _outside) = (rules, files, outside);
        PageOutline? PageAt(RelPath path) => this[path] is { } page ? page.Outline : outside?.Invoke(path);
        _links = new(() => links?.With(PageAt) ?? new LinkTargets(rules, Files, PageAt));
        Pages = [.. pages(page => [.. page.Links.Select(link => Links.Follow(page.Path, link))]).OrderBy(page => page.Path.Value, StringComparer.Ordinal)];
        _byPath = Pages.ToDictionary(page => page.Path);
        _inbound = new(() => InboundOf(Pages));
        _pairs = new(() => (Compare ?? (pages => StatementPairs.Of(pages, Agreeing)))([.. Pages.Where(page => !page.IsBook)]));
        _namesBasis = new(() => NamesOf(Pages));
        _pageNames = new(() => new PageNames(this));
        _cited = new(() => CitedOf(Pages));
        _tags = new(() => TagForms.Of(Pages));
        _names = new(() => new NearNames(Files.Select(file => file.Value)));
        _aliases = new(() => Pages.SelectMany(page => page.Called.Skip(1).Select(alias => (Folding.Fold(alias), page))).ToLookup(pair => pair.Item1, pair => pair.page));
    }

    /// <summary>The same with other pages.</summary>
    /// <param name="changed">Those that are not what they were; pages that link to one are looked at anew.</param>
    /// <param name="isOtherFiles">Files are there, or gone: any link may lead elsewhere now.</param>
    internal LintWiki With(IEnumerable<ScannedPage> scanned, ImmutableArray<RelPath> files, IReadOnlySet<RelPath> changed, bool isOtherFiles)
    {
        LintPage? Known(ScannedPage page) =>
            isOtherFiles || changed.Contains(page.Outline.Path) || this[page.Outline.Path] is not { } old || old.Targets.Any(target => target.File is { } file && changed.Contains(file)) ? null : old;
        var wiki = new LintWiki(Rules, files, isOtherFiles ? null : Links, _outside, follow => scanned.Select(page => Known(page) ?? new WholePage(page, follow)))
        {
            Sources = Sources,
            Today = Today,
            Agreeing = ComparedPairs is { } pairs ? pairs.Agreeing.ToHashSet() : Agreeing,
        };
        wiki.FollowAll();
        return wiki;
    }

    public LinkRules Rules { get; }

    public ImmutableArray<LintPage> Pages { get; }

    public ImmutableArray<RelPath> Files { get; }

    public LinkTargets Links => _links.Value;

    /// <summary>What the sources say; null where the folder is no knowledge base.</summary>
    public LintSources? Sources { get; init; }

    public DateOnly Today { get; init; }

    public LintPage? this[RelPath path] => _byPath.GetValueOrDefault(path);

    /// <summary>Names of files that are spelled nearly like one.</summary>
    public NearNames Names => _names.Value;

    /// <summary>Pairs of statements that an earlier run found not to disagree.</summary>
    internal IReadOnlySet<ulong> Agreeing { get; init; } = new HashSet<ulong>();

    /// <summary>Compares the statements of pages, where less than all has to be compared.</summary>
    internal Func<IReadOnlyList<LintPage>, StatementPairs>? Compare { get; init; }

    /// <summary>The pages that link to one, where that is known without following all links.</summary>
    internal Func<RelPath, IReadOnlyList<LintPage>>? KnownLinksTo { get; init; }

    /// <summary>How tags are spelled.</summary>
    internal TagForms Tags => _tags.Value;

    /// <summary>Statements that disagree.</summary>
    internal StatementPairs Pairs => _pairs.Value;

    /// <summary>Those whose pairs were compared; null where no rule asked for them.</summary>
    internal StatementPairs? ComparedPairs => _pairs.IsValueCreated ? _pairs.Value : null;

    /// <summary>The other pages that link to a page, each once; links of the log and of the list of gaps do not count.</summary>
    public IReadOnlyList<LintPage> LinksTo(RelPath page) => KnownLinksTo is { } known ? known(page) : _inbound.Value.TryGetValue(page, out var pages) ? pages : [];

    /// <summary>Pages that call themselves so in their front matter.</summary>
    public IEnumerable<LintPage> WithAlias(string name) => _aliases.Value[Folding.Fold(name)];

    /// <summary>Hash of the names of all pages about something, and of their paths.</summary>
    public ulong NamesBasis => _namesBasis.Value;

    /// <summary>Where pages are named in the text of others.</summary>
    internal PageNames PageNames => _pageNames.Value;

    /// <summary>Hashes of the quotes that pages cite of a source.</summary>
    public IReadOnlySet<ulong> CitedQuotes(RelPath source) => _cited.Value.TryGetValue(source, out var quotes) ? quotes : new HashSet<ulong>();

    /// <summary>Hash of how the sources are that a page cites.</summary>
    public ulong SourcesBasis(LintPage page)
    {
        var basis = 0UL;
        foreach (var source in page.Cited.Select(cited => cited.Source).Distinct())
        {
            basis ^= StableHash.Of(source.Value, Sources?.HashOf(source)?.Hex ?? (Sources?.Exists(source) == true ? "unread" : "gone"));
        }

        return basis;
    }

    private static ulong NamesOf(ImmutableArray<LintPage> pages)
    {
        var basis = 0UL;
        foreach (var page in pages.Where(page => page.IsTopic))
        {
            basis = (basis * 31) + StableHash.Of([page.Path.Value, .. page.Called]);
        }

        return basis;
    }

    private static Dictionary<RelPath, HashSet<ulong>> CitedOf(ImmutableArray<LintPage> pages)
    {
        var quotes = new Dictionary<RelPath, HashSet<ulong>>();
        foreach (var cited in pages.SelectMany(page => page.Cited))
        {
            if (!quotes.TryGetValue(cited.Source, out var set))
            {
                quotes[cited.Source] = set = [];
            }

            set.Add(cited.Quote);
        }

        return quotes;
    }

    private void FollowAll() => Parallel.ForEach(Partitioner.Create(0, Math.Max(1, Pages.Length)), range =>
    {
        for (var i = range.Item1; i < Math.Min(range.Item2, Pages.Length); i++)
        {
            _ = Pages[i].Targets;
        }
    });

    private static Dictionary<RelPath, List<LintPage>> InboundOf(ImmutableArray<LintPage> pages)
    {
        var inbound = new Dictionary<RelPath, List<LintPage>>(pages.Length);
        foreach (var page in pages)
        {
            for (var i = 0; i < page.Targets.Length; i++)
            {
                if (page.Targets[i].File is not { } file || !IsCounted(page.Outline, i, file))
                {
                    continue;
                }

                if (!inbound.TryGetValue(file, out var list))
                {
                    inbound[file] = list = new List<LintPage>(1);
                }

                if (list.Count == 0 || list[^1] != page)
                {
                    list.Add(page);
                }
            }
        }

        return inbound;
    }

    /// <summary>Whether a link makes its page one that links to the file.</summary>
    internal static bool IsCounted(PageOutline page, int link, RelPath file) =>
        !page.Links[link].IsInFootnote && file != page.Path && page.Head.Type != "log" && page.Path.Value is not ("wiki/log.md" or "wiki/gaps.md");
}
