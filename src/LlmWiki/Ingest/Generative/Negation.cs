using LlmWiki.Ingest.Extractive;

namespace LlmWiki.Ingest.Generative;

/// <summary>Tells a claim that says yes where its passages say no, or the other way round.</summary>
internal static class Negation
{
    private const int Few = 2;

    public static string? Problem(string claim, List<Token> tokens, Evidence evidence, Language language)
    {
        var said = tokens.Exists(token => IsNegation(claim, token));
        var passages = evidence.Tokens.Any(token => IsNegation(evidence.Text, token));
        if (!passages)
        {
            return said ? "it denies what the passages say" : null;
        }

        var denied = Negated(evidence.Text, evidence.Tokens, language, Few).ToHashSet();
        var own = Negated(claim, tokens, language, 2 * Few).ToHashSet();
        if (said && own.Count > 0 && !own.Any(word => IsIn(denied, word)))
        {
            return "it denies something else than the passages";
        }

        return tokens.Exists(token => IsContent(token) && IsIn(denied, token.Key) && !IsIn(own, token.Key)) ? "the passages deny it; keep their \"not\"" : null;
    }

    private static bool IsIn(HashSet<string> words, string word) => words.Contains(word) || words.Any(other => WordForms.AreOne(other, word));

    public static bool IsNegation(string text, Token token) => CheckWords.IsNegation(token.Word)
        && !(token.Word == "no" && text.AsSpan(token.End) is ['.', .. var rest] && rest.TrimStart() is [>= '0' and <= '9', ..]);

    /// <summary>The first content words behind each negation, up to a comma, the end of the clause, or the place or time that it happened.</summary>
    private static IEnumerable<string> Negated(string text, IReadOnlyList<Token> tokens, Language language, int most)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsNegation(text, tokens[i]))
            {
                continue;
            }

            for (var (at, found) = (i + 1, 0); at < tokens.Count && found < most; at++)
            {
                if (text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End).IndexOfAny(",.;:—，。") >= 0 || tokens[at].Word is "but" or "and" or "und" or "et" or "y" or "sondern" or "aber" or "mais" or "sino" or "pero"
                    || (found > 0 && IsPreposition(tokens[at].Word, language)))
                {
                    break;
                }

                if (IsContent(tokens[at]))
                {
                    // "We do not show the Macmillan story" denies nothing of Macmillan; "not James" does.
                    var isName = char.IsUpper(text[tokens[at].Start]);
                    if (!isName || at == i + 1)
                    {
                        yield return tokens[at].Key;
                    }

                    found++;
                }
            }
        }
    }

    private static bool IsContent(Token token) => !Language.IsStopAnywhere(token.Word) && !CheckWords.Negations.Contains(token.Word);

    private static bool IsPreposition(string word, Language language) => language.Words("place").Contains(word) || word is "with" or "for" or "mit" or "von" or "avec" or "par" or "con" or "por";
}
