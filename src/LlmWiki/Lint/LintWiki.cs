using System.Collections.Frozen;
using System.Collections.Immutable;
using LlmWiki.Lint.Statements;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>One page as rules see it.</summary>
public sealed class LintPage(ScannedPage scanned, ImmutableArray<LinkTarget> targets)
{
    private CitationCheck?[]? _checks;
    private HashSet<RelPath>? _sources;

    public PageOutline Outline { get; } = scanned.Outline;

    public ContentHash Hash { get; } = scanned.Hash;

    /// <summary>Under what its statements are compared with others.</summary>
    public ImmutableArray<SlotKey> Keys { get; } = scanned.Keys;

    public ImmutableArray<CitedQuote> Cited { get; } = scanned.Cited;

    /// <summary>Hashes of its sentences.</summary>
    public ImmutableArray<ulong> Sentences { get; } = scanned.Sentences;

    /// <summary>Words of its text, headings and footnotes left out.</summary>
    public int Words { get; } = scanned.Words;

    public ImmutableArray<NamedThing> Names { get; } = scanned.Names;

    internal KeptFindings Kept { get; } = scanned.Kept;

    /// <summary>Where its links lead, in the order of <see cref="PageOutline.Links"/>.</summary>
    public ImmutableArray<LinkTarget> Targets { get; } = targets;

    public RelPath Path => Outline.Path;

    internal ImmutableArray<PageCitation> Citations => Outline.Citations;

    /// <summary>Its sentences, made anew each time.</summary>
    internal ImmutableArray<Statement> Statements => Statement.Of(Outline);

    /// <summary>How each of <see cref="Citations"/> stands to its source; null where the source is gone or cannot be read. Looked up once.</summary>
    internal CitationCheck?[] Checks(LintSources sources) => _checks ??= [.. Citations.Select(each => sources.Read(each.Citation.Source)?.Check(each.Citation))];

    /// <summary>The sources that its front matter names.</summary>
    internal HashSet<RelPath> NamedSources => _sources ??= Outline.Head.Sources.Select(source => source.Path).OfType<RelPath>().ToHashSet();

    /// <summary>index.md, log.md and gaps.md, which code writes.</summary>
    public bool IsBook { get; } = IsBookPage(scanned.Outline);

    public bool IsSource { get; } = scanned.Outline.Head.Type == "source";

    /// <summary>A page about something: what a reader looks up.</summary>
    public bool IsTopic => !IsBook && !IsSource;

    public static bool IsBookPage(PageOutline page) =>
        page.Head.Type is "index" or "log" || page.Path.Value is "wiki/index.md" or "wiki/log.md" or "wiki/gaps.md" || page.Path.Value.StartsWith("wiki/index/", StringComparison.Ordinal);
}

/// <summary>All that rules look at. Immutable.</summary>
public sealed class LintWiki
{
    private readonly Func<RelPath, PageOutline?>? _outside;
    private readonly FrozenDictionary<RelPath, LintPage> _byPath;
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
        : this(rules, scanned, [.. files], null, outside, (_, _) => null)
    {
    }

    private LintWiki(LinkRules rules, IEnumerable<ScannedPage> scanned, ImmutableArray<RelPath> files, LinkTargets? links, Func<RelPath, PageOutline?>? outside, Func<ScannedPage, LinkTargets, LintPage?> known)
    {
        (Rules, _outside) = (rules, outside);
        var all = scanned.OrderBy(page => page.Outline.Path).ToArray();
        var byPath = all.ToDictionary(page => page.Outline.Path, page => page.Outline);
        PageOutline? PageAt(RelPath path) => byPath.TryGetValue(path, out var page) ? page : outside?.Invoke(path);
        Files = files;
        Links = links?.With(PageAt) ?? new LinkTargets(rules, Files, PageAt);
        var pages = new LintPage[all.Length];
        Parallel.For(0, all.Length, i => pages[i] = known(all[i], Links) ?? new LintPage(all[i], [.. all[i].Outline.Links.Select(link => Links.Follow(all[i].Outline.Path, link))]));
        Pages = ImmutableArray.Create(pages);
        _byPath = Pages.ToFrozenDictionary(page => page.Path);
        _inbound = new(() => Inbound(Pages));
        _pairs = new(() => StatementPairs.Of([.. Pages.Where(page => !page.IsBook)], Agreeing));
        _namesBasis = new(() => NamesOf(Pages));
        _pageNames = new(() => new PageNames(this));
        _cited = new(() => CitedOf(Pages));
        _tags = new(() => TagForms.Of(Pages));
        _names = new(() => new NearNames(Files.Select(file => file.Value)));
        _aliases = new(() => Pages.SelectMany(page => page.Outline.Head.Aliases.Select(alias => (Folding.Fold(alias.Text), page))).ToLookup(pair => pair.Item1, pair => pair.page));
    }

    /// <summary>The same with other pages.</summary>
    /// <param name="changed">Those that are not what they were; pages that link to one are looked at anew.</param>
    /// <param name="isOtherFiles">Files are there, or gone: any link may lead elsewhere now.</param>
    internal LintWiki With(IEnumerable<ScannedPage> scanned, ImmutableArray<RelPath> files, IReadOnlySet<RelPath> changed, bool isOtherFiles)
    {
        LintPage? Known(ScannedPage page, LinkTargets links) =>
            isOtherFiles || changed.Contains(page.Outline.Path) || this[page.Outline.Path] is not { } old || old.Targets.Any(target => target.File is { } file && changed.Contains(file)) ? null : old;
        return new LintWiki(Rules, scanned, files, isOtherFiles ? null : Links, _outside, Known) { Sources = Sources, Today = Today, Agreeing = ComparedPairs is { } pairs ? pairs.Agreeing.ToHashSet() : Agreeing };
    }

    public LinkRules Rules { get; }

    public ImmutableArray<LintPage> Pages { get; }

    public ImmutableArray<RelPath> Files { get; }

    public LinkTargets Links { get; }

    /// <summary>What the sources say; null where the folder is no knowledge base.</summary>
    public LintSources? Sources { get; init; }

    public DateOnly Today { get; init; }

    public LintPage? this[RelPath path] => _byPath.GetValueOrDefault(path);

    /// <summary>Names of files that are spelled nearly like one.</summary>
    public NearNames Names => _names.Value;

    /// <summary>Pairs of statements that an earlier run found not to disagree.</summary>
    internal IReadOnlySet<ulong> Agreeing { get; init; } = new HashSet<ulong>();

    /// <summary>How tags are spelled.</summary>
    internal TagForms Tags => _tags.Value;

    /// <summary>Statements that disagree.</summary>
    internal StatementPairs Pairs => _pairs.Value;

    /// <summary>Those whose pairs were compared; null where no rule asked for them.</summary>
    internal StatementPairs? ComparedPairs => _pairs.IsValueCreated ? _pairs.Value : null;

    /// <summary>The other pages that link to a page, each once; links of the log and of the list of gaps do not count.</summary>
    public IReadOnlyList<LintPage> LinksTo(RelPath page) => _inbound.Value.TryGetValue(page, out var pages) ? pages : [];

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
            basis = (basis * 31) + StableHash.Of([page.Path.Value, page.Outline.Title, .. page.Outline.Head.Aliases.Select(alias => alias.Text)]);
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

    private static Dictionary<RelPath, List<LintPage>> Inbound(ImmutableArray<LintPage> pages)
    {
        var inbound = new Dictionary<RelPath, List<LintPage>>(pages.Length);
        foreach (var page in pages.Where(page => page.Outline.Head.Type != "log" && page.Path.Value is not ("wiki/log.md" or "wiki/gaps.md")))
        {
            for (var i = 0; i < page.Targets.Length; i++)
            {
                if (page.Targets[i].File is not { } file || page.Outline.Links[i].IsInFootnote || file == page.Path)
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
}
