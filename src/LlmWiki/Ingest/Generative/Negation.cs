using LlmWiki.Ingest.Extractive;

namespace LlmWiki.Ingest.Generative;

/// <summary>Tells a claim that says yes where its passages say no, or the other way round.</summary>
internal static class Negation
{
    /// <summary>A negation that is in only one of the two, next to words that are in both.</summary>
    public static string? Problem(string claim, List<Token> tokens, Evidence evidence, Language language)
    {
        var said = tokens.Exists(token => IsNegation(claim, token));
        var passages = evidence.Tokens.Any(token => IsNegation(evidence.Text, token));
        if (said && !passages)
        {
            return "it denies what the passages say";
        }

        if (said || !passages)
        {
            return null;
        }

        var own = tokens.Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key).ToHashSet();
        return Negated(evidence, language).Any(own.Contains) ? "the passages deny it; keep their \"not\"" : null;
    }

    /// <summary>"No. 4" is a number.</summary>
    private static bool IsNegation(string text, Token token) => Numbers.IsNegation(token.Word)
        && !(token.Word == "no" && text.AsSpan(token.End) is ['.', .. var rest] && rest.TrimStart() is [>= '0' and <= '9', ..]);

    /// <summary>The first two content words behind each negation, up to a comma, the end of the clause, or the place or time that it happened.</summary>
    private static IEnumerable<string> Negated(Evidence evidence, Language language)
    {
        var tokens = evidence.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsNegation(evidence.Text, tokens[i]))
            {
                continue;
            }

            for (var (at, found) = (i + 1, 0); at < tokens.Count && found < 2; at++)
            {
                if (evidence.Text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End).IndexOfAny(",.;:—") >= 0 || tokens[at].Word is "but" or "sondern" or "aber" or "mais" or "sino" or "pero"
                    || (found > 0 && IsPreposition(tokens[at].Word, language)))
                {
                    break;
                }

                if (!Language.IsStopAnywhere(tokens[at].Word) || tokens[at].Length == 1)
                {
                    found++;

                    // "We do not show the Macmillan story" denies nothing of Macmillan; "not James" does.
                    if (found == 1 || !char.IsUpper(evidence.Text[tokens[at].Start]))
                    {
                        yield return tokens[at].Key;
                    }
                }
            }
        }
    }

    private static bool IsPreposition(string word, Language language) => language.Words("place").Contains(word) || word is "with" or "by" or "for" or "mit" or "von" or "avec" or "par" or "con" or "por";
}
