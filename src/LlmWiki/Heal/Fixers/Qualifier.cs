using LlmWiki.Lint;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>A word that says what a page's thing is, to tell it from a namesake: "bicycle" of "Rover is a bicycle with two equal wheels".</summary>
internal static class Qualifier
{
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal) { "is", "was", "are", "were" };
    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "a", "an", "the" };

    // What they are parts, kinds and names of says more than they do.
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal) { "thing", "part", "kind", "sort", "type", "piece", "form", "name", "one", "term", "word", "way", "set", "number", "page" };

    // Behind the noun comes a word of grammar, one of these, or a sign.
    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "whose", "made", "built", "driven", "without", "near", "between", "into" };

    /// <summary>Null where the page does not say it, or where the other page is the same in that word.</summary>
    public static string? Of(LintPage page, LintPage other)
    {
        var others = NounsOf(other).ToHashSet();
        return NounsOf(page).FirstOrDefault(noun => !others.Contains(noun)) ?? page.Outline.Head.Tags.Select(tag => tag.Text).Except(other.Outline.Head.Tags.Select(tag => tag.Text)).FirstOrDefault(tag => tag.All(char.IsLetter));
    }

    private static IEnumerable<string> NounsOf(LintPage page) => page.Statements.Where(statement => !statement.IsQuoted).Select(statement => statement.Text).Take(2).Append(page.Outline.Head.Description ?? "").Select(text => NounOf(text, page.Outline.Title)).OfType<string>();

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
        while (end < tokens.Count && !IsEnd(tokens[end].Word, end > named) && (end == named || IsBlank(text, tokens[end - 1], tokens[end])))
        {
            end++;
        }

        return end > named && end - named <= 3 && tokens[end - 1].Word.All(char.IsLetter) && !Empty.Contains(tokens[end - 1].Word) ? tokens[end - 1].Word : null;
    }

    /// <summary>"pressed" of "a stamp pressed into wax" goes with what follows.</summary>
    private static bool IsEnd(string word, bool isBehind) => Ends.Contains(word) || Language.IsStopAnywhere(word) || (isBehind && word.EndsWith("ed", StringComparison.Ordinal));

    private static bool IsBlank(string text, Token before, Token next) => text[(before.Start + before.Length)..next.Start] == " ";
}
