using LlmWiki.Pages;

namespace LlmWiki.Lint.Statements;

/// <summary>Pairs of statements of which a page says itself that they disagree.</summary>
internal static class SettledPairs
{
    /// <summary>The title of the callout that tells both sides.</summary>
    public const string Title = "Sources disagree";

    /// <summary>Whether a callout on the page of one of the two tells both, word for word.</summary>
    public static bool Has(LintWiki wiki, StatementPair pair) => new[] { pair.First.Page, pair.Second.Page }.Distinct()
        .Any(path => wiki[path] is { } page && Callouts(page.Outline).Any(callout => Tells(callout, pair.First) && Tells(callout, pair.Second)));

    private static bool Tells(List<string> callout, Statement statement) => callout.Exists(text => text.Contains(statement.Text, StringComparison.Ordinal));

    /// <summary>The texts of each callout with the title: in one paragraph, or as a list or paragraphs below it.</summary>
    private static IEnumerable<List<string>> Callouts(PageOutline page)
    {
        for (var i = 0; i < page.Texts.Length; i++)
        {
            if (IsCallout(page.Texts[i]))
            {
                yield return [page.Texts[i].Text, .. page.Texts.Skip(i + 1).TakeWhile(text => text.IsQuoted && !IsAnyCallout(text)).Select(text => text.Text)];
            }
        }
    }

    private static bool IsAnyCallout(OutlineText text) => text.IsQuoted && text.Text.StartsWith("[!", StringComparison.Ordinal);

    private static bool IsCallout(OutlineText text) => IsAnyCallout(text)
        && text.Text.IndexOf(']', StringComparison.Ordinal) is > 0 and var close && text.Text.AsSpan(close + 1).TrimStart("+- ").StartsWith(Title, StringComparison.OrdinalIgnoreCase);
}
