using LlmWiki.Lint;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>A word that says what a page's thing is, to tell it from a namesake: "bicycle" of "Rover is a bicycle with two equal wheels".</summary>
internal static class Qualifier
{
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "is", "was", "are", "were" };
    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "a", "an", "the" };

    // Behind the noun comes one of these, or a sign.
    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal)
    {
        "of", "with", "in", "on", "at", "from", "for", "to", "by", "that", "which", "who", "whose", "where", "and", "or", "between", "without", "near", "under", "over", "made", "built", "used", "named", "called", "founded", "worked", "driven",
    };

    /// <summary>Null where the page does not say it, or where the other page is the same in that word.</summary>
    public static string? Of(LintPage page, LintPage other)
    {
        var (own, others) = (NounOf(page), NounOf(other));
        return own is not null && own != others ? own : page.Outline.Head.Tags.Select(tag => tag.Text).Except(other.Outline.Head.Tags.Select(tag => tag.Text)).FirstOrDefault(tag => tag.All(char.IsLetter));
    }

    private static string? NounOf(LintPage page) => page.Statements.Where(statement => !statement.IsQuoted).Select(statement => statement.Text).Prepend(page.Outline.Head.Description ?? "").Take(3).Select(text => NounOf(text, page.Outline.Title)).FirstOrDefault(noun => noun is not null);

    /// <summary>The last word of "is a …", or of "A … that …" where a description begins with it.</summary>
    private static string? NounOf(string text, string title)
    {
        var tokens = Tokens.Of(text);
        var start = tokens.FindIndex(token => Verbs.Contains(token.Word));
        var named = start >= 0 && start < 8 && start + 1 < tokens.Count && Articles.Contains(tokens[start + 1].Word) ? start + 2 : tokens.Count > 1 && Articles.Contains(tokens[0].Word) && start != 1 ? 1 : -1;
        if (named < 0 || (named > 1 && !Tokens.NameKey(text).Contains(Tokens.NameKey(title), StringComparison.Ordinal)))
        {
            return null;
        }

        var end = named;
        while (end < tokens.Count && !Ends.Contains(tokens[end].Word) && (end == named || IsBlank(text, tokens[end - 1], tokens[end])))
        {
            end++;
        }

        return end > named && end - named <= 3 && tokens[end - 1].Word.All(char.IsLetter) ? tokens[end - 1].Word : null;
    }

    private static bool IsBlank(string text, Token before, Token next) => text[(before.Start + before.Length)..next.Start] == " ";
}
