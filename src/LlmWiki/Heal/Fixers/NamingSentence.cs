using LlmWiki.Lint;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>Sentences of a page that can stand for it: what a description may be taken from.</summary>
internal static class NamingSentence
{
    private const int MostLetters = 200;
    private const int FewestWords = 3;

    // So much of an old description must be in the sentence that takes its place.
    private const double LeastShared = 0.5;

    /// <summary>The first sentence that names the page; null where none does.</summary>
    public static string? FirstOf(LintPage page) => Of(page).FirstOrDefault();

    /// <summary>The one of them that has most words of an old description, and at least half; null where none has.</summary>
    public static string? LikeOf(LintPage page, string old)
    {
        var words = KeysOf(old);
        var best = Of(page).Select(text => (text, Shared: KeysOf(text).Count(words.Contains))).OrderByDescending(pair => pair.Shared).FirstOrDefault();
        return best.text is not null && words.Count > 0 && best.Shared >= LeastShared * words.Count ? best.text : null;
    }

    private static IEnumerable<string> Of(LintPage page)
    {
        var names = page.Outline.Head.Aliases.Select(alias => alias.Text).Append(page.Outline.Title).Select(Tokens.NameKey).Where(name => name.Length > 0).Select(name => $" {name} ").ToList();
        return page.Statements.Where(statement => !statement.IsQuoted && IsSentence(statement.Text) && names.Exists(name => $" {Tokens.NameKey(statement.Text)} ".Contains(name, StringComparison.Ordinal)))
            .Select(statement => Ellipsis.Cut(statement.Text, MostLetters));
    }

    private static bool IsSentence(string text) => text[^1] is '.' or '!' or '。' or '！' && Tokens.Of(text).Count >= FewestWords && !text.Contains('\n', StringComparison.Ordinal);

    private static HashSet<string> KeysOf(string text) => [.. Tokens.Of(text).Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key)];
}
