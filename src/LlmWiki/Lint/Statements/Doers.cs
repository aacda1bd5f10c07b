using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>Two statements that name different people for one deed, or different things for one place: "won by", "the capital of".</summary>
internal static class Doers
{
    private const int MostNameWords = 5;

    /// <param name="Relation">"win", or "capital".</param>
    /// <param name="Filler">Keys of the name in the slot.</param>
    /// <param name="Rest">Keys of all other words that say something, with the years.</param>
    public sealed record Slot(string Relation, string Shown, HashSet<string> Filler, HashSet<string> Rest);

    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right)
    {
        if (SlotOf(left) is not { } one || SlotOf(right) is not { } other || one.Relation != other.Relation || one.Filler.Overlaps(other.Filler) || one.Rest.Count == 0)
        {
            return null;
        }

        var isUnique = one.Rest.Any(word => left.Names.Contains(word) || left.Years.Contains(word));
        return isUnique && one.Rest.SetEquals(other.Rest) && left.TellingApart.SetEquals(right.TellingApart) && IsDenied(left) == IsDenied(right)
            ? new Disagreement(DisagreementKind.Contradiction, "who or what", one.Shown, other.Shown) : null;
    }

    /// <summary>The deed of a statement and who did it; null where none can be told for sure.</summary>
    public static Slot? SlotOf(ParsedStatement statement)
    {
        var tokens = statement.Tokens;
        var at = tokens.FindIndex(token => EventWords.Deeds.ContainsKey(token.Word) || EventWords.Offices.Contains(token.Word));
        if (at < 0)
        {
            return null;
        }

        var relation = EventWords.Deeds.GetValueOrDefault(tokens[at].Word, tokens[at].Word);
        var isPassive = at > 0 && tokens.FindIndex(at, token => token.Word is "by" or "von" or "par" or "por") is var by && by > at && by <= at + 2;
        var (start, end) = isPassive ? NameFrom(statement, tokens.FindIndex(at, token => token.Word is "by" or "von" or "par" or "por") + 1)
            : EventWords.Offices.Contains(tokens[at].Word) ? OfficeName(statement, at)
            : NameBefore(statement, at);
        return end <= start ? null : Make(statement, relation, at, start, end);
    }

    private static Slot Make(ParsedStatement statement, string relation, int verb, int start, int end)
    {
        var tokens = statement.Tokens;
        HashSet<string> filler = [.. Enumerable.Range(start, end - start).Where(i => ParsedStatement.IsContent(statement.Text, tokens[i])).Select(i => tokens[i].Key)];
        HashSet<string> rest = [.. Enumerable.Range(0, tokens.Count).Where(i => (i < start || i >= end) && i != verb && (ParsedStatement.IsContent(statement.Text, tokens[i]) || char.IsDigit(tokens[i].Word[0]))).Select(i => tokens[i].Key)];
        return new Slot(relation, statement.Text[tokens[start].Start..tokens[end - 1].End], filler, rest);
    }

    /// <summary>"The capital of Ostby is Westby", "Westby is the capital of Ostby".</summary>
    private static (int Start, int End) OfficeName(ParsedStatement statement, int at)
    {
        var tokens = statement.Tokens;
        var copula = tokens.FindIndex(token => token.Word is "is" or "was" or "ist" or "war" or "est" or "etait" or "es" or "era");
        return copula < 0 ? (0, 0) : copula > at ? NameFrom(statement, copula + 1) : copula == at - 1 || copula == at - 2 ? NameBefore(statement, copula) : (0, 0);
    }

    /// <summary>A run of words with capitals, and what joins them, from a place on.</summary>
    private static (int Start, int End) NameFrom(ParsedStatement statement, int start)
    {
        var end = start;
        while (end < statement.Tokens.Count && end - start < MostNameWords && IsNamePart(statement, end) && (end == start || IsJoined(statement, end)))
        {
            end++;
        }

        return (start, end);
    }

    /// <summary>The run of words with capitals that ends right before a verb.</summary>
    private static (int Start, int End) NameBefore(ParsedStatement statement, int end)
    {
        // "Terront then won", "Terront first won"
        end -= end > 1 && statement.Tokens[end - 1].Word is "then" or "also" or "later" or "had" or "himself" or "herself" ? 1 : 0;
        var start = end;
        while (start > 0 && end - start < MostNameWords && IsNamePart(statement, start - 1) && (start == end || IsJoined(statement, start)))
        {
            start--;
        }

        // Only at the head of the sentence is it surely the subject.
        return start == 0 || (start == 1 && statement.Tokens[0].Word is "the" or "der" or "die" or "le" or "la" or "el") ? (start, end) : (0, 0);
    }

    private static bool IsNamePart(ParsedStatement statement, int at) => char.IsUpper(statement.Text[statement.Tokens[at].Start]) && (at > 0 || !Language.IsStopAnywhere(statement.Tokens[at].Word))
        || (at > 0 && NamePart.IsConnector(statement.Tokens[at].Word) && at + 1 < statement.Tokens.Count && char.IsUpper(statement.Text[statement.Tokens[at + 1].Start]) && statement.Tokens[at].Word is not ("of" or "the"));

    private static bool IsJoined(ParsedStatement statement, int at) => NamePart.Joins(statement.Text, statement.Tokens[at - 1], statement.Tokens[at]);

    private static bool IsDenied(ParsedStatement statement) => statement.Tokens.Exists(token => Negations.IsNegation(statement.Text, token));
}
