using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Deep;

/// <summary>Words that a model says stand in a text, letter by letter.</summary>
internal static class DeepQuote
{
    /// <summary>The longest quote that is asked for.</summary>
    public const int MostLetters = 200;

    private static readonly char[] Marks = ['"', '“', '”', '„', '«', '»', '‘', '’', '\''];

    /// <summary>The quote without the marks that models put around it.</summary>
    public static string Bare(string quote)
    {
        var text = quote.Trim();
        text = text.EndsWith('…') ? text[..^1] : text.EndsWith("...", StringComparison.Ordinal) ? text[..^3] : text;
        return text.Trim().Trim(Marks).Trim();
    }

    /// <summary>Where whole words of the text are the quote; -1 where none are, or where it says nothing.</summary>
    /// <param name="quote">As <see cref="Bare"/> gives it.</param>
    public static int Find(string text, string quote)
    {
        if (!SaysSomething(quote))
        {
            return -1;
        }

        for (var at = text.IndexOf(quote, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quote, at + 1, StringComparison.Ordinal))
        {
            if (IsEdge(text, at) && IsEdge(text, at + quote.Length))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Equal but for capitals, marks and blanks.</summary>
    public static bool AreOne(string left, string right) => Tokens.NameKey(left) == Tokens.NameKey(right);

    private static bool SaysSomething(string quote) => Tokens.Of(quote).Exists(token => char.IsDigit(token.Word[0]) || !Language.IsStopAnywhere(token.Word));

    /// <summary>Whether a place does not stand within a word.</summary>
    private static bool IsEdge(string text, int at) => at == 0 || at == text.Length || !IsLetter(text[at - 1]) || !IsLetter(text[at]);

    private static bool IsLetter(char letter) => Folding.IsWordPart(letter) && !Tokens.IsIdeograph(letter);
}
