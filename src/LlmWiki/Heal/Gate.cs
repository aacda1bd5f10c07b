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

    /// <summary>A page after some of the fixes; null where it was gone already.</summary>
    public string? TextAfter(RelPath path, IEnumerable<Fix> fixes) =>
        read(path) is { } file ? EditedPage.Of(file, fixes.SelectMany(fix => fix.Edits).Where(edit => edit.Page == path)).Text : null;

    private LintLook Pass(LintLook look, IReadOnlyList<Fix> fixes, List<Fix> passed, List<Refused> refused)
    {
        if (fixes.Count == 0)
        {
            return look;
        }

        cancel.ThrowIfCancellationRequested();
        var byPage = passed.Concat(fixes).SelectMany(fix => fix.Pages.Select(page => (page, fix))).ToLookup(pair => pair.page, pair => pair.fix);
        var pages = fixes.SelectMany(fix => fix.Pages).Distinct().ToList();
        var after = look.With(pages.ToDictionary(path => path, path => TextAfter(path, byPage[path])), cancel);
        var wrong = Wrong(look, after, fixes);
        if (wrong.Count == 0)
        {
            passed.AddRange(fixes);
            return after;
        }

        if (fixes.Count == 1)
        {
            refused.Add(new Refused(fixes[0], wrong[fixes[0]]));
            return look;
        }

        // The good ones first, together; then the others, each half by itself.
        var good = fixes.Where(fix => !wrong.ContainsKey(fix)).ToList();
        var bad = fixes.Where(wrong.ContainsKey).ToList();
        foreach (var part in good.Count > 0 ? [good, bad] : new List<Fix>[] { [.. bad.Take(bad.Count / 2)], [.. bad.Skip(bad.Count / 2)] })
        {
            look = Pass(look, part, passed, refused);
        }

        return look;
    }

    /// <summary>The fixes that something is wrong with, and what.</summary>
    private Dictionary<Fix, string> Wrong(LintLook before, LintLook after, IReadOnlyList<Fix> fixes)
    {
        var wrong = new Dictionary<Fix, string>(ReferenceEqualityComparer.Instance);
        void Blame(IEnumerable<Fix> whom, string why)
        {
            foreach (var fix in whom)
            {
                wrong.TryAdd(fix, why);
            }
        }

        var (had, has) = (FindingKey.Count(before.Findings), FindingKey.Count(after.Findings));
        foreach (var same in fixes.GroupBy(fix => FindingKey.Of(fix.Finding)))
        {
            if (has.GetValueOrDefault(same.Key) > had.GetValueOrDefault(same.Key) - same.Count())
            {
                Blame(same, "the finding would still be there");
            }
        }

        foreach (var (key, count) in has.Where(pair => pair.Value > had.GetValueOrDefault(pair.Key) && !mayAppear(pair.Key)).OrderBy(pair => pair.Key.Path))
        {
            var near = fixes.Where(fix => fix.Pages.Contains(key.Path)).ToList();
            Blame(near.Count > 0 ? near : fixes, $"it would make a new finding: {key.Rule} in '{key.Path}', {key.Message}");
        }

        foreach (var page in fixes.SelectMany(fix => fix.Pages).Distinct())
        {
            var here = fixes.Where(fix => fix.Pages.Contains(page)).ToList();
            if (before.Wiki[page] is { } old && PageLosses.Between(old, after.Wiki[page], here.Aggregate(Taking.Nothing, (takes, fix) => takes | fix.Takes)) is { } lost)
            {
                Blame(here, lost);
            }
        }

        return wrong;
    }
}
