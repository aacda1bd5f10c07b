using System.Text.RegularExpressions;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Claims;

/// <summary>Holds a claim to what its passages say of how sure something is, who says it, and in which words.</summary>
internal static partial class Speech
{
    private const int FewestQuoted = 2;

    public static string? Problem(string claim, List<Token> tokens, ClaimEvidence evidence)
    {
        var nearest = Nearest(tokens, evidence);
        if (Lacks(CheckWords.Unreal, tokens, evidence, nearest) is { } doubt)
        {
            return $"the passages say \"{doubt}\"; keep that";
        }

        if (Lacks(CheckWords.Report, tokens, evidence, nearest) is { } report && !tokens.Exists(token => CheckWords.Unreal.Contains(token.Word)))
        {
            return $"the passages say \"{report}\"; keep who says it";
        }

        return Speaker(claim, tokens, evidence) ?? Quoted(claim, evidence);
    }

    /// <summary>The passage that has most of the claim's words: what it says of how sure that is counts, whatever else is cited.</summary>
    public static (Passage Passage, List<Token> Tokens) Nearest(List<Token> tokens, ClaimEvidence evidence)
    {
        var words = tokens.Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key).ToHashSet();
        return evidence.Cited.Select(passage => (passage, Tokens: Tokens.Of(passage.Text))).MaxBy(pair => pair.Tokens.Select(token => token.Key).Where(words.Contains).Distinct().Count());
    }

    private static string? Lacks(IReadOnlySet<string> words, List<Token> tokens, ClaimEvidence evidence, (Passage Passage, List<Token> Tokens) nearest)
    {
        if (tokens.Exists(token => words.Contains(token.Word)))
        {
            return null;
        }

        // With a capital, "May" is a month. A word behind the clause that the claim tells says nothing of it.
        var own = tokens.Select(token => token.Key).ToHashSet();
        var clause = Clauses.Of(nearest.Passage.Text, nearest.Tokens).MaxBy(part => part.Count(token => own.Contains(token.Key))) ?? [];
        var found = nearest.Tokens.Find(token => words.Contains(token.Word) && !(token.Word == "may" && nearest.Passage.Text[token.Start] == 'M')
            && (clause.Contains(token) || (clause.Count > 0 && token.Start < clause[0].Start)));
        return found.Word;
    }

    /// <summary>"Starley said that …" where the passages have it from Humber.</summary>
    private static string? Speaker(string claim, List<Token> tokens, ClaimEvidence evidence)
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (CheckWords.Report.Contains(tokens[i].Word) && char.IsUpper(claim[tokens[i - 1].Start]) && !Language.IsStopAnywhere(tokens[i - 1].Word)
                && Enumerable.Range(1, Math.Max(0, evidence.Tokens.Count - 1)).Where(at => CheckWords.Report.Contains(evidence.Tokens[at].Word) && char.IsUpper(evidence.Text[evidence.Tokens[at - 1].Start]))
                    .Select(at => evidence.Tokens[at - 1]).Where(name => !Language.IsStopAnywhere(name.Word)).ToList() is { Count: > 0 } speakers
                && !speakers.Exists(name => WordForms.AreOneName(name.Key, tokens[i - 1].Key) || name.Key == tokens[i - 1].Key))
            {
                return $"the passages do not have it from {claim[tokens[i - 1].Start..tokens[i - 1].End]}";
            }
        }

        return null;
    }

    /// <summary>Words between quotation marks are somebody's own.</summary>
    private static string? Quoted(string claim, ClaimEvidence evidence)
    {
        var said = " " + string.Join(' ', evidence.Tokens.Select(token => token.Word)) + " " + string.Join(' ', evidence.Frames.SelectMany(Tokens.Of).Select(token => token.Word)) + " ";
        foreach (Match match in Quote().Matches(claim))
        {
            var words = Tokens.Of(match.Groups["said"].Value);
            if (words.Count >= FewestQuoted && !said.Contains($" {string.Join(' ', words.Select(token => token.Word))} ", StringComparison.Ordinal))
            {
                return "the passages do not have the quotation in these words";
            }
        }

        return null;
    }

    [GeneratedRegex("[\"“„«](?<said>[^\"”“„«»]+)[\"”“»]", RegexOptions.CultureInvariant)]
    private static partial Regex Quote();
}
