using System.Text.RegularExpressions;
using LlmWiki.Words;

namespace LlmWiki.Claims;

/// <summary>What a claim must be to stand on a page: one sentence that can be understood without the file.</summary>
internal static partial class ClaimForm
{
    private const int MostWords = 70;
    private const int FewestWords = 3;
    private const int MostLetters = 500;
    private const int LeastBeforePronoun = 3;

    /// <summary>What is wrong with it whatever the passages say; null where nothing is.</summary>
    public static string? Problem(string claim, List<Token> tokens, Language language)
    {
        var ideographs = tokens.Count(token => Tokens.IsIdeograph(claim[token.Start]));
        var words = tokens.Count - ideographs + (ideographs / 2);
        if (words < FewestWords)
        {
            return "it is too short to say something";
        }

        if (words > MostWords || claim.Length > MostLetters)
        {
            return "it is too long; write several";
        }

        if (claim.EnumerateRunes().Any(rune => rune.Value == 0xFFFD || (!rune.IsBmp && System.Text.Rune.IsNumber(rune))) || claim.Where((letter, i) => char.IsSurrogate(letter) && !(char.IsSurrogatePair(claim, Math.Max(0, i - 1)) || (i + 1 < claim.Length && char.IsSurrogatePair(claim, i)))).Any())
        {
            return "it has letters that are none";
        }

        if (claim[^1] is '?' or '？' or '؟')
        {
            return "it is a question";
        }

        if (tokens.Find(token => language.IsSelf(token.Word) && !IsQuoted(claim, token.Start)) is { Word: not null } self)
        {
            return $"\"{self.Word}\" is not known outside the file; write who";
        }

        if (OwnText().IsMatch(claim))
        {
            return "it speaks of the file or the passages; say the fact itself";
        }

        return Sentence.LeansAtHead(claim, language) && !(tokens[0].Word == "both" && tokens.Take(6).Any(token => token.Word == "and")) ? $"it begins with \"{tokens[0].Word}\"; write what that stands for"
            : Sentence.NeedsContext(claim, language) && !SaysWho(claim, tokens, language) ? "it has a \"he\", \"she\" or \"it\" without saying who or what" : null;
    }

    /// <summary>Between quotation marks "I" is whoever is quoted.</summary>
    private static bool IsQuoted(string claim, int at) =>
        claim.AsSpan(0, at).Count('"') % 2 == 1 || claim.AsSpan(0, at).LastIndexOfAny("“„«") > claim.AsSpan(0, at).LastIndexOfAny("”»");

    /// <summary>"You hear it click", "The rider had to push until he …": the sentence itself says who.</summary>
    private static bool SaysWho(string claim, List<Token> tokens, Language language) => language.IsReader(tokens[0].Word)
        || (tokens.FindIndex(token => language.IsPerson(token.Word)) >= LeastBeforePronoun && (language.IsArticle(tokens[0].Word) || (char.IsUpper(claim[0]) && !language.IsStop(tokens[0].Word))));

    [GeneratedRegex(@"\b(?:passages?\s+\d|the\s+(?:passages?|text|file|source|document|excerpt|chunk)\s+(?:says?|states?|mentions?|describes?|notes?|explains?|provides?)|this\s+(?:passage|text|file|document|section))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnText();
}
