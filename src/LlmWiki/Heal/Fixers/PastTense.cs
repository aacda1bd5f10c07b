using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmWiki.Words;

namespace LlmWiki.Heal.Fixers;

/// <summary>A stretch of a sentence that becomes another.</summary>
internal readonly record struct WordEdit(int Start, int Length, string Text);

/// <summary>
/// Puts a short sentence that gives its year as the present into the past: "As of 2019 the club has 120 members" becomes "In 2019 the
/// club had 120 members". Only where its one verb is certain; in English and German.
/// </summary>
internal static partial class PastTense
{
    private static readonly Dictionary<string, string> Verbs = new(StringComparer.Ordinal)
    {
        ["is"] = "was",
        ["are"] = "were",
        ["has"] = "had",
        ["have"] = "had",
        ["employs"] = "employed",
        ["owns"] = "owned",
        ["weighs"] = "weighed",
        ["produces"] = "produced",
        ["ist"] = "war",
        ["sind"] = "waren",
    };

    /// <summary>Words that join another clause, or tell of another time.</summary>
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "and", "but", "or", "nor", "which", "that", "who", "whose", "whom", "where", "when", "while", "because", "since", "if", "as", "so", "though", "although", "unless", "until", "after", "before",
        "now", "today", "currently", "presently", "yet", "ago", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "do", "does", "did", "was", "were", "had", "been", "going",
        "und", "aber", "oder", "dass", "weil", "wenn", "da", "seit", "bis", "jetzt", "heute", "wird", "werden", "kann", "soll", "hat", "haben", "war", "waren", "hatte", "hatten",
    };

    /// <summary>What may stand behind "has" that is had: behind other words it may help another verb.</summary>
    private static readonly HashSet<string> Had = new(StringComparer.Ordinal) { "a", "an", "the", "no", "its", "about", "over", "only", "nearly", "some", "many", "few", "several" };

    /// <param name="date">Start and length of what gives the year, in the sentence.</param>
    /// <returns>Null where the verb is not certain, or the date is written in a way that has no past.</returns>
    public static ImmutableArray<WordEdit>? Of(string sentence, int date, int length) =>
        VerbOf(sentence, date, length) is { } verb && DateOf(sentence, date, length) is { } when ? [when, verb] : null;

    private static WordEdit? VerbOf(string sentence, int date, int length)
    {
        // What stands beside the date, its commas or brackets left out.
        var rest = string.Concat(sentence.AsSpan(0, date), new string(' ', length), sentence.AsSpan(date + length));
        var (before, after) = (rest[..date].TrimEnd().TrimEnd('(', ','), rest[(date + length)..].TrimStart(')', ',', ' '));
        if ((before + after).TrimEnd() is not [.., '.'] || MoreThanOne().IsMatch(before + " " + after.TrimEnd()[..^1]))
        {
            return null;
        }

        var tokens = Tokens.Of(rest);
        var at = tokens.FindIndex(token => Verbs.ContainsKey(token.Word));
        if (at < 0 || tokens.FindLastIndex(token => Verbs.ContainsKey(token.Word)) != at || tokens.Exists(token => Others.Contains(token.Word)) || !char.IsLower(sentence[tokens[at].Start])
            || (tokens[at].Word is "has" or "have" && !(at + 1 < tokens.Count && IsHad(tokens[at + 1]))) || (at + 1 < tokens.Count && tokens[at + 1].Word is "to" or "zu"))
        {
            return null;
        }

        return new WordEdit(tokens[at].Start, tokens[at].Length, Verbs[tokens[at].Word]);
    }

    private static bool IsHad(Token next) => Had.Contains(next.Word) || char.IsDigit(next.Word[0]) || Figures.Of(next.Word).Count > 0;

    private static WordEdit? DateOf(string sentence, int date, int length)
    {
        var said = sentence.Substring(date, length);
        var isInBrackets = date > 0 && sentence[date - 1] == '(' && date + length < sentence.Length && sentence[date + length] == ')';
        var form = Date().Match(said);
        var when = form.Groups["when"];
        if (!form.Success)
        {
            return null;
        }

        var start = said[0] == '(' ? 1 : 0;
        if (form.Groups["stand"].Success)
        {
            return isInBrackets || start == 1 ? new WordEdit(date + start, when.Index - start, "") : null;
        }

        if (form.Groups["of"].Success)
        {
            return new WordEdit(date, when.Index, isInBrackets ? "" : Before(when.Value, char.IsUpper(said[0])));
        }

        // "Currently (2018)"
        var isGerman = form.Groups["german"].Success;
        var word = !isGerman ? Before(when.Value, char.IsUpper(said[0])) : char.IsDigit(when.Value[0]) ? "" : char.IsUpper(said[0]) ? "Im " : "im ";
        return date + length < sentence.Length && sentence[date + length] == ')' ? new WordEdit(date, length + 1, word + when.Value) : null;
    }

    private static string Before(string when, bool isCapital)
    {
        var word = when.StartsWith("the ", StringComparison.Ordinal) ? "at " : Day().IsMatch(when) ? "on " : "in ";
        return isCapital ? char.ToUpperInvariant(word[0]) + word[1..] : word;
    }

    [GeneratedRegex(@"\A(?:(?<of>[Aa]s of )|\(?(?<stand>Stand:? )|(?:(?<german>[Dd]erzeit|[Zz]urzeit|[Aa]ktuell)|[Cc]urrently|[Pp]resently|[Aa]t present|[Tt]oday|[Aa]t the time of writing),? \((?:in |as of )?)(?<when>.*\d{4})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Date();

    [GeneratedRegex(@"\A\d{1,2} \p{L}|\A\p{L}+\.? \d{1,2}(?!\d)", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Day();

    // A comma within a number parts nothing.
    [GeneratedRegex("""[;:()?!"“”„«»—–]|,(?!\d{3})""", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex MoreThanOne();
}
