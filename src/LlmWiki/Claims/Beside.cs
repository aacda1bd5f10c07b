using LlmWiki.Words;

namespace LlmWiki.Claims;

/// <summary>Holds numbers and names of a claim to what stands beside them in its passages.</summary>
internal static class Beside
{
    public static string? Problem(string claim, List<Token> tokens, ClaimEvidence evidence) => Numbers(claim, tokens, evidence) ?? Names(claim, tokens, evidence) ?? Subject(claim, tokens, evidence) ?? Together(tokens, evidence);

    /// <summary>
    /// "The Ariel weighed 20 kg and the Meteor 30 kg" bears no "the Meteor weighed 20 kg": of two numbers of one kind each keeps the words of
    /// its clause.
    /// </summary>
    private static string? Numbers(string claim, List<Token> tokens, ClaimEvidence evidence)
    {
        var told = Figures.Of(claim);
        if (told.Count == 0)
        {
            return null;
        }

        var parts = evidence.Cited.SelectMany(passage => Clauses.Of(passage.Text, Tokens.Of(passage.Text)).Where(clause => clause.Count > 0).Select(clause => (Figures: In(Figures.Of(passage.Text), clause), Words: Content(clause)))).ToList();
        foreach (var clause in Clauses.Of(claim, tokens).Where(clause => clause.Count > 0))
        {
            foreach (var figure in In(told, clause).Where(figure => !figure.IsOfName))
            {
                var own = parts.Where(part => part.Figures.Exists(figure.IsSame)).ToList();
                var others = parts.Where(part => !part.Figures.Exists(figure.IsSame) && part.Figures.Exists(other => KindOf(other) == KindOf(own.SelectMany(mine => mine.Figures).FirstOrDefault(figure.IsSame) ?? figure))).ToList();
                if (own.Count == 0 || others.Count == 0)
                {
                    continue;
                }

                var (mine, theirs) = (own.SelectMany(part => part.Words).ToHashSet(), others.SelectMany(part => part.Words).ToHashSet());
                var words = Content(clause);
                if (words.Exists(word => theirs.Contains(word) && !mine.Contains(word)) && !words.Exists(word => mine.Contains(word) && !theirs.Contains(word)))
                {
                    return $"{figure.Text} stands beside other words in the passages";
                }
            }
        }

        return null;
    }

    /// <summary>"Humber sued Starley" is not "Starley sued Humber": names that are in both keep their order, but for those that only say where.</summary>
    private static string? Names(string claim, List<Token> tokens, ClaimEvidence evidence)
    {
        var isCompared = tokens.Exists(token => token.Word is "than" or "als" or "que");
        if (tokens.Exists(IsPassive) != evidence.Tokens.Any(IsPassive))
        {
            return null;
        }

        var places = Told(claim, tokens, isCompared).Select(token => Told(evidence.Text, evidence.Tokens, isCompared).Where(other => other.Key == token.Key).ToList())
            .Where(found => found.Count == 1).Select(found => found[0]).ToList();
        for (var i = 1; i < places.Count; i++)
        {
            if (places[i].Start < places[i - 1].Start && InOneClause(places[i - 1], places[i], evidence))
            {
                return $"\"{evidence.Text[places[i].Start..places[i].End]}\" and \"{evidence.Text[places[i - 1].Start..places[i - 1].End]}\" have changed places";
            }
        }

        return null;
    }

    /// <summary>What one passage says of Humber is not said of Starley because another passage is cited that names him.</summary>
    private static string? Subject(string claim, List<Token> tokens, ClaimEvidence evidence)
    {
        if (evidence.Cited.Count < 2)
        {
            return null;
        }

        var nearest = Speech.Nearest(tokens, evidence);
        var names = tokens.Where(token => char.IsUpper(claim[token.Start]) && !Language.IsStopAnywhere(token.Word)).Select(token => token.Key).ToHashSet();
        return nearest.Tokens is [var head, ..] && char.IsUpper(nearest.Passage.Text[head.Start]) && !Language.IsStopAnywhere(head.Word) && !nearest.Tokens.Exists(token => names.Contains(token.Key))
            && names.Count > 0 && nearest.Tokens.Count > 1 && tokens.TrueForAll(token => token.Key != head.Key)
            ? $"the passage says it of \"{nearest.Passage.Text[head.Start..head.End]}\"" : null;
    }

    /// <summary>"He and Hillman patented it": Hillman did not do it alone.</summary>
    private static string? Together(List<Token> tokens, ClaimEvidence evidence)
    {
        for (var i = 2; i < evidence.Tokens.Count; i++)
        {
            var name = Enumerable.Range(i, Math.Min(3, evidence.Tokens.Count - i)).Select(at => evidence.Tokens[at]).TakeWhile(token => char.IsUpper(evidence.Text[token.Start])).ToList();
            if (name.Count > 0 && IsAnd(evidence.Tokens[i - 1]) && evidence.Tokens[i - 2].Word is "he" or "she" or "they" or "er" or "sie" or "il" or "elle" or "ils"
                && tokens.FindIndex(token => token.Key == name[^1].Key) is >= 0 and var at && !tokens.Take(at + 2).Any(IsAnd))
            {
                return $"the passages name another beside {evidence.Text[name[0].Start..name[^1].End]}";
            }
        }

        return null;

        static bool IsAnd(Token token) => token.Word is "and" or "und" or "et" or "y";
    }

    private static bool InOneClause(Token left, Token right, ClaimEvidence evidence) =>
        evidence.Text[Math.Min(left.End, right.End)..Math.Max(left.Start, right.Start)].IndexOfAny(['.', ';', '!', '?']) < 0;

    private static bool IsPassive(Token token) => token.Word is "by" or "von" or "par" or "por";

    /// <summary>Names, and in a comparison all nouns, that do not stand behind "in", "at", "on" …</summary>
    private static IEnumerable<Token> Told(string text, IReadOnlyList<Token> tokens, bool all)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var isName = char.IsUpper(text[tokens[i].Start]) && tokens[i].Length > 1 && !Months.IsName(tokens[i].Word);
            var before = i > 1 && tokens[i - 1].Word is "the" or "a" or "an" or "der" or "die" or "das" or "dem" or "den" or "la" or "le" or "el" ? i - 2 : i - 1;
            var isSpeaker = (before >= 1 && tokens[before].Word == "to" && tokens[before - 1].Word == "according") || (tokens[i].End < text.Length && text[tokens[i].End] == ':');
            if ((isName || all) && !isSpeaker && !Language.IsStopAnywhere(tokens[i].Word) && !(before >= 0 && tokens[before].Word is "in" or "at" or "on" or "near" or "from" or "during" or "im" or "am" or "bei" or "aus" or "dans" or "en" or "au"))
            {
                yield return tokens[i];
            }
        }
    }

    private static string KindOf(Figure figure) => figure.Unit.Length > 0 ? figure.Unit : figure.IsYear ? "year" : "count";

    private static List<Figure> In(List<Figure> figures, List<Token> clause) => figures.FindAll(figure => figure.Start >= clause[0].Start && figure.Start < clause[^1].End);

    private static List<string> Content(List<Token> clause) => [.. clause.Where(token => !Language.IsStopAnywhere(token.Word) && !char.IsDigit(token.Word[0]) && !Months.IsName(token.Word)).Select(token => token.Key)];
}
