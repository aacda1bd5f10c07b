using LlmWiki.Pages;

namespace LlmWiki.Lint.Statements;

/// <summary>Pairs of statements of which a page says itself that they disagree.</summary>
internal static class SettledPairs
{
    /// <summary>The title of the callout that tells both sides.</summary>
    public const string Title = "Sources disagree";

    /// <summary>Whether a callout on the page of one of the two tells both, word for word.</summary>
    public static bool Has(LintWiki wiki, StatementPair pair) => new[] { pair.First.Page, pair.Second.Page }.Distinct()
        .Any(path => wiki[path] is { } page && page.Outline.Texts.Any(text => IsCallout(text) && text.Text.Contains(pair.First.Text, StringComparison.Ordinal) && text.Text.Contains(pair.Second.Text, StringComparison.Ordinal)));

    private static bool IsCallout(OutlineText text) => text.IsQuoted && text.Text.StartsWith("[!", StringComparison.Ordinal)
        && text.Text.IndexOf(']', StringComparison.Ordinal) is > 0 and var close && text.Text.AsSpan(close + 1).TrimStart("+- ").StartsWith(Title, StringComparison.OrdinalIgnoreCase);
}
