using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>A fix that the gate has turned away, and why.</summary>
internal sealed record Refused(Fix Fix, string Why);

/// <summary>What came out of the gate.</summary>
/// <param name="Look">The wiki with all that passed.</param>
/// <param name="Passed">In the order in which they were given.</param>
internal sealed record GateResult(LintLook Look, ImmutableArray<Fix> Passed, ImmutableArray<Refused> Refused);

/// <summary>
/// The one way for fixes into the wiki. It makes them in memory, lints what they leave, and lets through those after which their finding
/// is gone, no other is there, and nothing is lost that a fix did not say it would take. Fixes are tried together, for most pass; where
/// something is wrong, those at whose pages it shows are tried again without the others.
/// </summary>
/// <param name="read">Pages as the fixes found them.</param>
/// <param name="mayAppear">Findings that a fix may leave, because one that comes later mends them.</param>
internal sealed class Gate(Func<RelPath, SnapshotFile?> read, Func<FindingKey, bool> mayAppear, CancellationToken cancel)
{
    /// <param name="fixes">None of which meets another.</param>
    public GateResult Try(LintLook look, IReadOnlyList<Fix> fixes)
    {
        var (passed, refused) = (new List<Fix>(), new List<Refused>());
        look = Pass(look, fixes, passed, refused);
        return new GateResult(look, [.. fixes.Where(passed.Contains)], [.. refused]);
    }

    /// <summary>A page after some of the fixes; null where it is gone.</summary>
    public string? TextAfter(RelPath path, IReadOnlyCollection<Fix> fixes) => Fix.After(path, read(path), fixes);

    private LintLook Pass(LintLook look, IReadOnlyList<Fix> fixes, List<Fix> passed, List<Refused> refused)
    {
        if (fixes.Count == 0)
        {
            return look;
        }

        cancel.ThrowIfCancellationRequested();
        var byPage = passed.Concat(fixes).SelectMany(fix => fix.Pages.Select(page => (page, fix))).ToLookup(pair => pair.page, pair => pair.fix);
        var pages = fixes.SelectMany(fix => fix.Pages).Distinct().ToList();
        var texts = pages.AsParallel().WithCancellation(cancel).Select(path => (path, Text: TextAfter(path, [.. byPage[path]]))).ToDictionary(pair => pair.path, pair => pair.Text);
        var after = look.With(texts, cancel);
        var wrong = Wrong(look, after, fixes);
        if (wrong.Count == 0)
        {
            passed.AddRange(fixes);
            return after;
        }

        // The good ones first, together; then the others. What is still wrong with those that have their pages to themselves is their own doing;
        // of the rest each half is tried by itself.
        var good = fixes.Where(fix => !wrong.ContainsKey(fix)).ToList();
        var bad = fixes.Where(wrong.ContainsKey).ToList();
        if (good.Count > 0)
        {
            return Pass(Pass(look, good, passed, refused), bad, passed, refused);
        }

        var isAlone = bad.Count == 1 ? bad : bad.FindAll(fix => wrong[fix].IsOfPage && fix.Pages.All(page => byPage[page].Count() == 1));
        refused.AddRange(isAlone.Select(fix => new Refused(fix, wrong[fix].Why)));
        var rest = bad.Except(isAlone).ToList();
        look = Pass(look, [.. rest.Take(rest.Count / 2)], passed, refused);
        return Pass(look, [.. rest.Skip(rest.Count / 2)], passed, refused);
    }

    /// <param name="IsOfPage">It shows on a page that the fix changes, or at its own finding.</param>
    private readonly record struct Blame(string Why, bool IsOfPage);

    /// <summary>The fixes that something is wrong with, and what.</summary>
    private Dictionary<Fix, Blame> Wrong(LintLook before, LintLook after, IReadOnlyList<Fix> fixes)
    {
        var wrong = new Dictionary<Fix, Blame>(ReferenceEqualityComparer.Instance);
        void Accuse(IEnumerable<Fix> whom, string why, bool isOfPage)
        {
            foreach (var fix in whom)
            {
                wrong.TryAdd(fix, new Blame(why, isOfPage));
            }
        }

        var byPage = fixes.SelectMany(fix => fix.Pages.Select(page => (page, fix))).ToLookup(pair => pair.page, pair => pair.fix);

        var (had, has) = (FindingKey.Count(before.Findings), FindingKey.Count(after.Findings));
        foreach (var same in fixes.GroupBy(fix => FindingKey.Of(fix.Finding)))
        {
            if (has.GetValueOrDefault(same.Key) > had.GetValueOrDefault(same.Key) - same.Count())
            {
                Accuse(same, "the finding would still be there", isOfPage: true);
            }
        }

        foreach (var (key, count) in has.Where(pair => pair.Value > had.GetValueOrDefault(pair.Key) && !mayAppear(pair.Key)).OrderBy(pair => pair.Key.Path))
        {
            var near = byPage[key.Path].ToList();
            if (near.Exists(fix => fix.MayUncover(key.Rule) || (fix.Moves && IsMoved(key, fix, had, has))))
            {
                continue;
            }

            Accuse(near.Count > 0 ? near : fixes, $"it would make a new finding: {key.Rule} in '{key.Path}', {key.Message}", near.Count > 0);
        }

        foreach (var pages in PageLosses.Together(fixes))
        {
            var here = pages.SelectMany(page => byPage[page]).Distinct().ToList();
            if (PageLosses.Between(before.Wiki, after.Wiki, pages, here.Aggregate(Taking.Nothing, (takes, fix) => takes | fix.Takes)) is { } lost)
            {
                Accuse(here, lost, isOfPage: true);
            }
        }

        return wrong;
    }

    /// <summary>Whether a finding stood on another page of a fix that moves text between its pages: it has gone with what it is about.</summary>
    internal static bool IsMoved(FindingKey key, Fix fix, Dictionary<FindingKey, int> had, Dictionary<FindingKey, int> has)
    {
        var same = fix.Pages.Select(page => key with { Path = page }).ToList();
        return same.Sum(each => has.GetValueOrDefault(each)) <= same.Sum(each => had.GetValueOrDefault(each));
    }
}
