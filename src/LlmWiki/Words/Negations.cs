namespace LlmWiki.Words;

/// <summary>Finds where a text says no, and to what.</summary>
internal static class Negations
{
    public static bool IsNegation(string text, Token token) => CheckWords.IsNegation(token.Word)
        && !(token.Word == "no" && text.AsSpan(token.End) is ['.', .. var rest] && rest.TrimStart() is [>= '0' and <= '9', ..]);

    /// <summary>The first content words behind each negation, up to a comma, the end of the clause, or the place or time that it happened.</summary>
    public static IEnumerable<string> Negated(string text, IReadOnlyList<Token> tokens, Language language, int most)
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

    public static bool IsContent(Token token) => !Language.IsStopAnywhere(token.Word) && !CheckWords.Negations.Contains(token.Word);

    private static bool IsPreposition(string word, Language language) => language.Words("place").Contains(word) || word is "with" or "for" or "mit" or "von" or "avec" or "par" or "con" or "por";
}
