using System.Globalization;
using LlmWiki.Words;

namespace LlmWiki.Lint.Rules;

/// <param name="Start">Where the number stands.</param>
/// <param name="Length">Up to the end of the noun.</param>
internal sealed record Counted(int Number, int Start, int Length);

/// <summary>
/// Finds the number of things that a sentence announces: "the race had five stages:". Where it may count anything else, none is found: a
/// wrong finding costs more than a missed one.
/// </summary>
internal static class CountedThings
{
    private const int Most = 20;
    private const int MostBetween = 2;

    private static readonly Dictionary<string, int> Numbers = new[]
    {
        "two zwei deux", "three drei trois tres", "four vier quatre cuatro", "five funf cinq cinco", "six sechs seis", "seven sieben siete", "eight acht huit ocho", "nine neun neuf nueve", "ten zehn diez",
        "eleven onze", "twelve zwolf douze doce", "thirteen dreizehn treize", "fourteen vierzehn quatorze", "fifteen funfzehn quinze", "sixteen sechzehn", "seventeen siebzehn", "eighteen achtzehn", "nineteen neunzehn", "twenty zwanzig vingt",
    }.SelectMany((row, at) => row.Split(' ').Select(word => (word, Value: at + 2))).ToDictionary(pair => pair.word, pair => pair.Value, StringComparer.Ordinal);

    private static readonly HashSet<string> Irregular = Set("people children men women criteria phenomena mice teeth feet dinge arten grunde regeln schritte punkte teile wege moglichkeiten werkzeuge schiffe stufen fragen ziele phasen etapes regles points");

    /// <summary>What measures and is not listed.</summary>
    private static readonly HashSet<string> Measures = Set(
        "year month week day hour minute second millisecond time km kilometer kilometre meter metre mile foot inch percent degree dollar euro pound word line character char byte bit page point space column row pixel px kg gram digit letter people user jahre monate wochen tage stunden minuten an mois jour heure fois factor dimension hop vote star");

    /// <summary>Words before a number that make it a bound, a part, a place in an order or a name.</summary>
    private static readonly HashSet<string> NotBefore = Set(
        "least most over under than about around nearly almost approximately roughly some first last next previous other another or every within after before until since per each both of top these those any and between from up minus plus x "
        + "version chapter step part section phase level figure table day week page item number no stage grade class type tier beta alpha milestone release mindestens hochstens etwa ungefahr rund uber unter ersten letzten alle jeder oder von bis moins environ premiers derniers ou primeros ultimos menos");

    /// <summary>Words that say that the list below is a part, or of something else.</summary>
    private static readonly HashSet<string> NotIn = Set("among including includes include example examples e.g such like partly mainly following differ differs zum beispiel etwa folgende folgenden folgendes unter anderem notamment exemple ejemplo");

    private static readonly HashSet<string> Endings = Set("are were is exist exists apply follow matter remain stand help below available supported possible needed required there sind waren gibt gelten sont etaient son");

    private static readonly HashSet<string> Links = Set("to of for in on you we i they that which when where who how with by from here und zu fur von in im pour de dans para");

    public static Counted? Of(string lead, bool isHeading)
    {
        var tokens = Tokens.Of(lead);
        if (tokens.Exists(token => NotIn.Contains(token.Word)) || lead.Contains("e.g.", StringComparison.Ordinal))
        {
            return null;
        }

        Counted? found = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (NumberOf(tokens[i].Word) is { } number && NounAfter(lead, tokens, i, isHeading) is { } noun)
            {
                if (found is not null)
                {
                    // Which of two numbers counts the list is not said.
                    return null;
                }

                if (!MayAnnounce(lead, tokens, i, noun, isHeading))
                {
                    return null;
                }

                found = new Counted(number, tokens[i].Start, tokens[noun].End - tokens[i].Start);
            }
        }

        return found;
    }

    private static int? NumberOf(string word) =>
        Numbers.TryGetValue(word, out var value) ? value
        : word.Length <= 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits is >= 2 and <= Most ? digits : null;

    /// <summary>The plural noun behind a number, words that describe it passed over; null where something else stands there.</summary>
    private static int? NounAfter(string lead, List<Token> tokens, int at, bool isHeading)
    {
        for (var i = at + 1; i < tokens.Count && i <= at + 1 + (isHeading ? 1 : MostBetween); i++)
        {
            if (lead.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End) is not " " || (Language.IsStopAnywhere(tokens[i].Word) && !Irregular.Contains(tokens[i].Word)) || Measures.Contains(tokens[i].Key) || Measures.Contains(tokens[i].Word))
            {
                return null;
            }

            if (IsPlural(tokens[i]))
            {
                return i;
            }
        }

        return null;
    }

    private static bool IsPlural(Token token) => Irregular.Contains(token.Word) || (token.Key != token.Word && token.Word.Length > 3 && token.Word[^1] == 's' && !token.Word.EndsWith("'s", StringComparison.Ordinal))
        || (token.Word.Length > 5 && (token.Word.EndsWith("ies", StringComparison.Ordinal) || token.Word.EndsWith("ees", StringComparison.Ordinal) || token.Word.EndsWith("oes", StringComparison.Ordinal)));

    private static bool MayAnnounce(string lead, List<Token> tokens, int at, int noun, bool isHeading)
    {
        var before = at > 0 ? tokens[at - 1] : default;
        if (at > 0 && (NotBefore.Contains(before.Word) || char.IsDigit(before.Word[0]) || lead[tokens[at].Start - 1] is '-' or '.' or '/' or '#' or '='))
        {
            return false;
        }

        if (at > 1 && before.Word == "to" && tokens[at - 2].Word is "up" or "close" or "next")
        {
            return false;
        }

        // "Version 2 notes", "Windows 10 settings"
        if (at > 0 && char.IsDigit(tokens[at].Word[0]) && (char.IsUpper(lead[before.Start]) || isHeading))
        {
            return false;
        }

        var rest = noun + 1 < tokens.Count ? lead[tokens[noun].End..].Trim(' ', ':') : "";
        var isSubject = at == 0 || (at == 1 && Language.IsStopAnywhere(before.Word)) || IsDefinite(before.Word);
        return rest.Length == 0 || (rest[0] is not (',' or ';' or '(' or '-' or '–' or '/')
            && (Endings.Contains(tokens[^1].Word) || (!isSubject && Links.Contains(tokens[noun + 1].Word)) || (at == 0 && isHeading && Links.Contains(tokens[noun + 1].Word))));
    }

    private static bool IsDefinite(string word) => word is "the" or "our" or "its" or "their" or "my" or "your" or "his" or "her" or "die" or "den" or "der" or "les" or "los" or "las" or "all";

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
