using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal;

/// <summary>What a page had and has no more: a fix that loses something it did not say it would is no fix.</summary>
internal static class PageLosses
{
    /// <summary>Null where nothing is lost.</summary>
    public static string? Between(LintPage before, LintPage? after, Taking takes)
    {
        if (after is null)
        {
            return $"the page '{before.Path}' would be gone";
        }

        return (takes.HasFlag(Taking.Citations) ? null : Lost("a citation", before.Citations.Select(each => (each.Citation.Source, each.Citation.Quote)), after.Citations.Select(each => (each.Citation.Source, each.Citation.Quote))))
            ?? (takes.HasFlag(Taking.Sentences) ? null : LostSentence(before, after))
            ?? (takes.HasFlag(Taking.Headings) ? null : Lost("a heading", before.Outline.Headings.Select(heading => heading.Plain), after.Outline.Headings.Select(heading => heading.Plain)))
            ?? (takes.HasFlag(Taking.Links) || after.Outline.Links.Length >= before.Outline.Links.Length ? null : "a link would be lost");
    }

    /// <summary>A sentence that is all link now is no statement any more, but it is there.</summary>
    private static string? LostSentence(LintPage before, LintPage after)
    {
        var missing = before.Sentences.Except(after.Sentences).ToHashSet();
        if (missing.Count > 0)
        {
            missing.ExceptWith(after.Outline.Texts.Where(text => text.Kind is not (TextKind.Heading or TextKind.Footnote)).SelectMany(text => Pieces.Of(text.Text)).Select(piece => piece.Hash));
        }

        return missing.Count > 0 ? "a statement would be lost" : null;
    }

    private static string? Lost<T>(string what, IEnumerable<T> before, IEnumerable<T> after)
        where T : notnull
    {
        var counts = after.CountBy(each => each).ToDictionary();
        foreach (var each in before)
        {
            if (counts.GetValueOrDefault(each) == 0)
            {
                return $"{what} would be lost";
            }

            counts[each]--;
        }

        return null;
    }
}
