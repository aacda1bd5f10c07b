using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>Who did something, or what stands in a place that only one can have.</summary>
/// <param name="Relation">"win" of "was won by" and "the winner of"; "is" or "was" where the place has a noun of its own.</param>
/// <param name="Filler">Keys of the name in the slot.</param>
/// <param name="Frame">All else that is said, with the years.</param>
internal sealed record NameSlot(string Relation, string Shown, HashSet<string> Filler, string Frame, bool IsUnique);

/// <summary>Two statements that name different people for one deed, or different things for one place: "won by", "the capital of".</summary>
internal static class Doers
{
    private const int MostNameWords = 5;

    /// <summary>Of these there may be several, or they are another name of the same.</summary>
    private static readonly HashSet<string> Many = Set(
        "son daughter brother sister child friend member student pupil part result example cause effect reason aim goal purpose name nickname alias synonym type kind form version feature element advantage successor neighbor partner title subject topic focus value rest list use uses "
        + "sohn tochter bruder schwester freund mitglied teil ziel fils fille frere ami hijo hija hermano amigo parte");

    /// <summary>Posts that one holds after another: who held one is told of a year, who holds it of today.</summary>
    private static readonly HashSet<string> Posts = Set("king queen emperor president mayor director chairman chairwoman captain minister head chief coach editor secretary leader owner bishop abbot governor principal rector");

    private static readonly HashSet<string> Titles = Set("mount lake river king queen saint st sir dr prof professor mr mrs duke count city lord lady prince princess general captain the of von de");

    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right) => left.Name is { } one && right.Name is { } other && one.Relation == other.Relation && one.Frame == other.Frame
        && !one.Filler.Where(word => !Titles.Contains(word)).Any(other.Filler.Contains) && (one.IsUnique || other.IsUnique) && left.MayShareSubject(right)
        ? new Disagreement(DisagreementKind.Contradiction, "who or what", one.Shown, other.Shown) : null;

    /// <summary>The slot of a statement; null where none can be told for sure.</summary>
    public static NameSlot? Of(ParsedStatement statement) =>
        statement.IsIndefinite || statement.Tokens.Exists(token => Negations.IsNegation(statement.Text, token)) ? null : Deed(statement) ?? Place(statement);

    /// <summary>"X was won by Y", "Y won X".</summary>
    private static NameSlot? Deed(ParsedStatement statement)
    {
        var tokens = statement.Tokens;
        var at = tokens.FindIndex(token => EventWords.Deeds.ContainsKey(token.Word) && !EventWords.Offices.Contains(token.Word));
        if (at < 1 || char.IsUpper(statement.Text[tokens[at].Start]))
        {
            return null;
        }

        var by = tokens.FindIndex(at, Math.Min(3, tokens.Count - at), token => token.Word is "by" or "von" or "par" or "por");
        var isGerman = tokens[at].Word.StartsWith("ge", StringComparison.Ordinal) || tokens[at].Word.StartsWith("er", StringComparison.Ordinal);
        by = by < 0 && isGerman ? tokens.FindLastIndex(at, token => token.Word == "von") : by;
        var (start, end) = by >= 0 ? NameFrom(statement, by + 1) : NameBefore(statement, at);
        return end <= start ? null : Make(statement, EventWords.Deeds[tokens[at].Word], at, start, end);
    }

    /// <summary>"The capital of X is Y", "Y is the capital of X", "X's capital is Y".</summary>
    private static NameSlot? Place(ParsedStatement statement)
    {
        var tokens = statement.Tokens;
        var copula = tokens.FindIndex(token => token.Word is "is" or "was" or "ist" or "war" or "est" or "etait" or "es" or "era" && token.Start > 0);
        if (copula < 1)
        {
            return null;
        }

        var isForward = IsDefinite(statement, 0, copula);
        var (start, end) = isForward ? NameFrom(statement, SkipArticle(statement, copula + 1)) : NameBefore(statement, copula);
        var noun = NounOf(statement, isForward ? 0 : copula + 1, isForward ? copula : tokens.Count);
        if (end <= start || noun < 0 || Many.Contains(tokens[noun].Key) || (isForward ? end < Parts.EndOfMain(statement) : !(IsThe(tokens[Math.Min(copula + 1, tokens.Count - 1)].Word) || char.IsUpper(statement.Text[tokens[Math.Min(copula + 1, tokens.Count - 1)].Start])) || !IsDefinite(statement, copula + 1, tokens.Count)))
        {
            return null;
        }

        var isPast = Tenses.IsPastWord(tokens[copula].Word);
        if (isPast && statement.Years.Count == 0 && Posts.Contains(tokens[noun].Word) && !Array.Exists(statement.Said, word => word is not null && Meanings.IsOrder(word)))
        {
            return null;
        }

        return EventWords.Deeds.TryGetValue(tokens[noun].Word, out var deed) ? Make(statement, deed, noun, start, end) : Make(statement, isPast ? "was" : "is", -1, start, end);
    }

    private static int SkipArticle(ParsedStatement statement, int at) => at + 2 < statement.Tokens.Count && statement.Tokens[at].Word == "the" && statement.Tokens[at + 2].Word == "of" ? at + 3 : at;

    /// <summary>"the capital of Ravenia", "Ravenia's capital".</summary>
    private static bool IsDefinite(ParsedStatement statement, int start, int end)
    {
        var tokens = statement.Tokens;
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Word.EndsWith("'s", StringComparison.Ordinal) || statement.Text.AsSpan(tokens[i].Start, tokens[i].Length).EndsWith("’s"))
            {
                return true;
            }
        }

        return start < end && IsThe(tokens[start].Word) && tokens.FindIndex(start, end - start, token => IsOf(token.Word)) > start;
    }

    public static bool IsThe(string word) => word is "the" or "der" or "die" or "das" or "la" or "le" or "el";

    private static bool IsOf(string word) => word is "of" or "von" or "de" or "du" or "del" or "des";

    /// <summary>The noun before "of", or the last word of "Ravenia's capital".</summary>
    private static int NounOf(ParsedStatement statement, int start, int end)
    {
        var of = statement.Tokens.FindIndex(start, end - start, token => IsOf(token.Word));
        return of > start ? of - 1 : end - 1;
    }

    private static NameSlot? Make(ParsedStatement statement, string relation, int verb, int start, int end)
    {
        var tokens = statement.Tokens;
        var filler = new HashSet<string>();
        for (var i = start; i < end; i++)
        {
            if (ParsedStatement.IsContent(statement.Text, tokens[i]))
            {
                filler.Add(tokens[i].Key);
            }
        }

        var frame = Parts.Frame(statement, 0, Math.Max(end, Parts.EndOfMain(statement)), i => (i >= start && i < end) || i == verb || EventWords.Dating.Contains(tokens[i].Word));
        var years = string.Join(' ', statement.Years.Order(StringComparer.Ordinal));
        var isUnique = relation == "win" ? statement.Years.Count > 0 || frame.Split(' ').Any(Meanings.IsOrder) : statement.Years.Count > 0 || HasName(statement, start, end, verb);
        return frame.Length == 0 || filler.Count == 0 ? null : new NameSlot(relation, statement.Text[tokens[start].Start..tokens[end - 1].End], filler, (frame + " " + years).Trim(), isUnique);
    }

    private static bool HasName(ParsedStatement statement, int start, int end, int verb)
    {
        if (start > 0 && char.IsUpper(statement.Text[0]) && !Language.IsStopAnywhere(statement.Tokens[0].Word))
        {
            return true;
        }

        for (var i = 0; i < statement.Tokens.Count; i++)
        {
            if ((i < start || i >= end) && i != verb && statement.Names.Contains(statement.Tokens[i].Key))
            {
                return true;
            }
        }

        return false;
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
        end -= end > 1 && statement.Tokens[end - 1].Word is "then" or "also" or "later" or "had" or "himself" or "herself" or "first" ? 1 : 0;
        var start = end;
        while (start > 0 && end - start < MostNameWords && IsNamePart(statement, start - 1) && (start == end || IsJoined(statement, start)))
        {
            start--;
        }

        // Only at the head of the sentence is it surely the subject.
        return start == 0 || (start == 1 && IsThe(statement.Tokens[0].Word)) ? (start, end) : (0, 0);
    }

    private static bool IsNamePart(ParsedStatement statement, int at) => char.IsUpper(statement.Text[statement.Tokens[at].Start]) && (at > 0 || !Language.IsStopAnywhere(statement.Tokens[at].Word))
        || (at > 0 && NamePart.IsConnector(statement.Tokens[at].Word) && at + 1 < statement.Tokens.Count && char.IsUpper(statement.Text[statement.Tokens[at + 1].Start]) && statement.Tokens[at].Word is not ("of" or "the"));

    private static bool IsJoined(ParsedStatement statement, int at) => NamePart.Joins(statement.Text, statement.Tokens[at - 1], statement.Tokens[at]);

    private static HashSet<string> Set(string words) => words.Split(' ').ToHashSet(StringComparer.Ordinal);
}
