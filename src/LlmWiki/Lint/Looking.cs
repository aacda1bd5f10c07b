using System.Runtime.InteropServices;
using LlmWiki.Lint.Warm;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>One look at a knowledge base, from the list of its files to what is kept for the next.</summary>
internal sealed class Looking
{
    private const string Pairs = "pairs";

    private readonly WikiFolder _folder;
    private readonly string _version;
    private readonly IReadOnlySet<string> _only;
    private readonly CancellationToken _cancel;
    private readonly Linter _linter;
    private readonly RawReader _raw;
    private readonly PageShelf _shelf;
    private readonly LintListing _listing;
    private readonly string _frame;

    /// <param name="version">Of the code and the rules.</param>
    /// <param name="only">Ids of the rules to run; empty: all that are on.</param>
    public Looking(WikiFolder folder, RuleBook book, string version, TimeProvider time, IReadOnlySet<string> only, CancellationToken cancel)
    {
        (_folder, _version, _only, _cancel) = (folder, version, only, cancel);

        // All rules that look at a page alone run when it is read, so that what is kept of it serves every later run.
        _linter = new Linter(book.Rules, rule => only.Count == 0 ? rule.Severity > Severity.Off : only.Contains(rule.Id), folder.Config.Lint, Dialect.Obsidian);
        _raw = new RawReader(folder);
        var (wiki, raw) = (folder.ListWiki(), folder.ListRaw());
        _listing = new LintListing(wiki, raw, _raw.SourcesOf(raw, cancel), DateOnly.FromDateTime(time.GetLocalNow().DateTime));
        _frame = _listing.Frame(_raw.Tools);
        _shelf = new PageShelf(folder, version, _linter, time.GetUtcNow().UtcTicks);
    }

    /// <summary>From what an earlier look left; null where that is not enough.</summary>
    public LintReport? Warm(Func<RelPath, bool> isAsked)
    {
        if (LintBaseForm.Read(Part) is not { } kept || kept.Frame != _frame || !_linter.Wanted.All(kept.Rules.Contains) || FromBase(kept, isAsked) is not { } warm)
        {
            return null;
        }

        _shelf.Save(warm.Read, new Dictionary<RelPath, IndexedPage>(), [], _raw.Fresh, []);
        return Report(warm.Wiki, _linter.Told(warm.Findings, warm.Wiki, isAsked), isAsked);
    }

    private WarmFindings? FromBase(LintBase kept, Func<RelPath, bool> isAsked)
    {
        try
        {
            return new WarmLint(kept, _listing, _shelf, _linter).Run(isAsked, () => Part(Pairs), _cancel);
        }
        catch (Exception error) when (error is BaseGoneException or AggregateException { InnerException: BaseGoneException })
        {
            return null;
        }
    }

    private byte[]? Part(string name) => _folder.Index.Part(_version, name);

    /// <summary>Looks at all pages.</summary>
    public (LintReport Report, LintWiki Wiki, Linter Linter, List<ScannedPage> Pages) All(Func<RelPath, bool> isAsked)
    {
        var known = _folder.Index.Load(_version);
        var stamps = _listing.Wiki.Pages;
        var pages = new ScannedPage?[stamps.Length];
        Parallel.For(0, pages.Length, new ParallelOptions { CancellationToken = _cancel }, i => pages[i] = _shelf.Page(stamps[i], known.GetValueOrDefault(stamps[i].Path)));
        var read = pages.OfType<ScannedPage>().ToList();
        var agreeing = MemoryMarshal.Cast<byte, ulong>(Part(Pairs)).ToArray();
        var wiki = new LintWiki(LinkRules.Wiki, read, _listing.Files) { Sources = _listing.Sources, Today = _listing.Today, Agreeing = agreeing.ToHashSet() };
        var found = _linter.Found(wiki, isAsked, _cancel);
        var findings = _linter.Told(read.SelectMany(page => page.Findings).Concat(found.SelectMany(each => each.Findings)), wiki, isAsked);

        var parts = new List<(string, byte[])>();
        if (wiki.ComparedPairs is { } pairs && !pairs.Agreeing.AsSpan().SequenceEqual(agreeing))
        {
            parts.Add((Pairs, MemoryMarshal.AsBytes(pairs.Agreeing.AsSpan()).ToArray()));
        }

        if (_only.Count == 0 && _listing.Files.All(isAsked))
        {
            parts.AddRange(BaseOf(wiki, read, found, known));
        }

        _shelf.Save(read, known, [.. known.Keys.Except(stamps.Select(page => page.Path))], _raw.Fresh, parts);
        return (Report(wiki, findings, isAsked), wiki, _linter, read);
    }

    private List<(string, byte[])> BaseOf(LintWiki wiki, List<ScannedPage> read, IReadOnlyCollection<RuleFindings> found, IReadOnlyDictionary<RelPath, IndexedPage> known) => LintBaseForm.Write(
        _frame,
        _linter.Wanted,
        wiki.Pages,
        page => _shelf.StampOf(page.Path, known),
        _listing.Wiki.Pages.Select(page => page.Path).Where(path => wiki[path] is null),
        read.Where(page => !page.Findings.IsEmpty).Select(page => new RuleFindings("", page.Outline.Path, page.Findings)).Concat(found),
        wiki.ComparedPairs?.Disagreeing ?? []);

    private LintReport Report(LintWiki wiki, System.Collections.Immutable.ImmutableArray<Finding> findings, Func<RelPath, bool> isAsked) => new(findings, wiki.Pages.Count(page => isAsked(page.Path)), _linter.Times)
    {
        Skipped = [.. _listing.Wiki.Skipped, .. _listing.Wiki.Pages.Where(page => wiki[page.Path] is null).Select(page => new SkippedFile(page.Path.Value, "it could not be read as UTF-8", "save it as UTF-8"))],
    };
}
