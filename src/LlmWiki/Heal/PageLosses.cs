using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>What pages had and have no more: a fix that loses something it did not say it would is no fix.</summary>
internal static class PageLosses
{
    /// <summary>Pages of fixes, those together between which something moves: what one of them loses must be on another.</summary>
    public static IEnumerable<IReadOnlyList<RelPath>> Together(IReadOnlyList<Fix> fixes)
    {
        var groups = new Dictionary<RelPath, List<RelPath>>();
        foreach (var fix in fixes)
        {
            var own = fix.Pages.Select(page => groups.TryGetValue(page, out var group) ? group : groups[page] = [page]).Distinct().ToList();
            foreach (var group in fix.Moves ? own[1..] : [])
            {
                own[0].AddRange(group);
                group.ForEach(page => groups[page] = own[0]);
            }
        }

        return groups.Values.Distinct();
    }

    /// <param name="pages">One page, or several between which something moves.</param>
    /// <returns>Null where nothing is lost.</returns>
    public static string? Between(LintWiki before, LintWiki after, IReadOnlyList<RelPath> pages, Taking takes)
    {
        var (old, now) = (pages.Select(path => before[path]).OfType<LintPage>().ToList(), pages.Select(path => after[path]).OfType<LintPage>().ToList());
        if (pages is [var only] && old.Count > now.Count)
        {
            return $"the page '{only}' would be gone";
        }

        // What two pages said alike is said once where they become one. What the index says of pages is made of them.
        var isMoved = pages.Count > 1;
        return (takes.HasFlag(Taking.Citations) ? null : Lost("a citation", old.SelectMany(CitationsOf), now.SelectMany(CitationsOf), isMoved))
            ?? (takes.HasFlag(Taking.Sentences) ? null : LostSentence(isMoved ? old.FindAll(page => !page.IsBook) : old, now))
            ?? (takes.HasFlag(Taking.Headings) ? null : Lost("a heading", old.SelectMany(HeadingsOf), now.SelectMany(HeadingsOf), isMoved))
            ?? (takes.HasFlag(Taking.Links) ? null : LostLink(old, now, pages));
    }

    private static IEnumerable<(RelPath, string)> CitationsOf(LintPage page) => page.Citations.Select(each => (each.Citation.Source, each.Citation.Quote));

    private static IEnumerable<string> HeadingsOf(LintPage page) => page.Outline.Headings.Select(heading => heading.Plain);

    /// <summary>A sentence that is all link now is no statement any more, but it is there.</summary>
    private static string? LostSentence(List<LintPage> before, List<LintPage> after)
    {
        var missing = before.SelectMany(page => page.Sentences).Except(after.SelectMany(page => page.Sentences)).ToHashSet();
        if (missing.Count > 0)
        {
            missing.ExceptWith(after.SelectMany(page => page.Outline.Texts).Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote)).SelectMany(text => Pieces.Of(text.Text)).Select(piece => piece.Hash));
        }

        return missing.Count > 0 ? "a statement would be lost" : null;
    }

    private static string? LostLink(List<LintPage> before, List<LintPage> after, IReadOnlyList<RelPath> pages)
    {
        if (pages.Count == 1)
        {
            return before.Sum(page => page.Outline.Links.Length) > after.Sum(page => page.Outline.Links.Length) ? "a link would be lost" : null;
        }

        var targets = after.SelectMany(page => page.Targets).Select(target => target.File).ToHashSet();
        return before.Where(page => !page.IsBook).SelectMany(page => page.Targets).Any(target => target.File is { } file && !pages.Contains(file) && !targets.Contains(file)) ? "a link would be lost" : null;
    }

    private static string? Lost<T>(string what, IEnumerable<T> before, IEnumerable<T> after, bool isOnceEnough)
        where T : notnull
    {
        var counts = after.CountBy(each => each).ToDictionary();
        foreach (var each in before)
        {
            if (counts.GetValueOrDefault(each) == 0)
            {
                return $"{what} would be lost";
            }

            counts[each] -= isOnceEnough ? 0 : 1;
        }

        return null;
    }
}
