using LlmWiki.Text;

namespace LlmWiki.Lint.Warm;

/// <summary>What a run that starts from a base comes to.</summary>
/// <param name="Read">The pages that were looked at because their files are not those of the base.</param>
internal sealed record WarmFindings(LintWiki Wiki, IEnumerable<Finding> Findings, IReadOnlyList<ScannedPage> Read);

/// <summary>Lints a wiki of which a run over all pages is known, by looking only at what has changed since and at what depends on that.</summary>
internal sealed class WarmLint(LintBase kept, LintListing listing, PageShelf shelf, Linter linter)
{
    // From here on a run over all pages costs no more, and leaves a base that is up to date.
    private const int MostChanged = 256;

    /// <summary>Null where all pages have to be looked at: too many have changed, or one in what it tells other pages of itself.</summary>
    /// <param name="isAsked">The pages that rules are asked about.</param>
    /// <param name="agreeing">Pairs of statements that were found not to disagree.</param>
    public WarmFindings? Run(Func<RelPath, bool> isAsked, Func<byte[]?> agreeing, CancellationToken cancel)
    {
        var unreadable = kept.Unreadable.ToHashSet();
        var stamps = listing.Wiki.Pages.Where(page => !unreadable.Contains(page.Path)).ToArray();
        var suspected = Enumerable.Range(0, stamps.Length).Where(i => !kept.Pages[i].IsOf(stamps[i])).ToArray();
        if (suspected.Length > MostChanged || listing.Wiki.Pages.Any(page => unreadable.Contains(page.Path) && shelf.Page(page) is not null))
        {
            return null;
        }

        var read = new ScannedPage?[suspected.Length];
        Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = cancel }, i => read[i] = shelf.Page(stamps[suspected[i]]));
        var changed = new Dictionary<int, ScannedPage>();
        for (var i = 0; i < read.Length; i++)
        {
            var before = kept.Pages[suspected[i]];
            if (read[i] is not { } page || PageFace.HeadOf(page.Outline) != before.Head)
            {
                return null;
            }

            if (page.Hash != before.Hash)
            {
                changed[suspected[i]] = page;
            }
        }

        var warm = new WarmWiki(kept, listing, changed, page => shelf.Same(page.Path, page.Hash), agreeing);
        return new WarmFindings(warm.Wiki, Found(warm, isAsked, cancel), [.. read.OfType<ScannedPage>()]);
    }

    /// <summary>What was found and still holds, and what is found anew.</summary>
    private List<Finding> Found(WarmWiki warm, Func<RelPath, bool> isAsked, CancellationToken cancel)
    {
        var rules = linter.WikiRules.Select(rule => (Rule: rule, Pages: warm.Reached(rule).ToList(), IsWhole: warm.IsWhole(rule))).ToDictionary(each => each.Rule.Info.Id);
        var paths = rules.ToDictionary(each => each.Key, each => each.Value.Pages.Select(page => page.Path).ToHashSet());
        paths[""] = [.. warm.Changes.Select(change => change.After.Path)];
        bool IsOld(RuleFindings found) => found.Page is { } page ? paths.TryGetValue(found.Rule, out var again) && again.Contains(page) : rules.TryGetValue(found.Rule, out var rule) && rule.IsWhole;

        var findings = kept.Findings.Where(found => (found.Page is not { } page || isAsked(page)) && !IsOld(found)).SelectMany(found => found.Findings).ToList();
        findings.AddRange(warm.Changes.SelectMany(change => change.After.Scanned.Findings));
        foreach (var (rule, pages, isWhole) in rules.Values)
        {
            cancel.ThrowIfCancellationRequested();
            findings.AddRange(isWhole ? linter.OfAll(rule, warm.Wiki) : []);
            findings.AddRange(pages.Where(page => isAsked(page.Path)).SelectMany(page => linter.On(rule, page, warm.Wiki)));
        }

        return findings;
    }
}
