using LlmWiki.Words;

namespace LlmWiki.Claims;

/// <summary>Tells a claim that says yes where its passages say no, or the other way round.</summary>
internal static class Negation
{
    private const int Few = 2;

    public static string? Problem(string claim, List<Token> tokens, ClaimEvidence evidence, Language language)
    {
        var said = tokens.Exists(token => Negations.IsNegation(claim, token));
        var passages = evidence.Tokens.Any(token => Negations.IsNegation(evidence.Text, token));
        if (!passages)
        {
            return said ? "it denies what the passages say" : null;
        }

        var denied = Negations.Negated(evidence.Text, evidence.Tokens, language, Few).ToHashSet();
        var own = Negations.Negated(claim, tokens, language, 2 * Few).ToHashSet();
        if (said && own.Count > 0 && !own.Any(word => IsIn(denied, word)))
        {
            return "it denies something else than the passages";
        }

        return tokens.Exists(token => Negations.IsContent(token) && IsIn(denied, token.Key) && !IsIn(own, token.Key)) ? "the passages deny it; keep their \"not\"" : null;
    }

    private static bool IsIn(HashSet<string> words, string word) => words.Contains(word) || words.Any(other => WordForms.AreOne(other, word));
}
