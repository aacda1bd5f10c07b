using System.Text.RegularExpressions;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// Holds a sentence of a model against the passages that it cites: numbers with their units, months, names, negations, doubts, speakers,
/// and the words as such. It is meant to be strict: what it refuses wrongly is told in the words of the source instead, and is right too.
/// </summary>
/// <param name="translates">The sentence is in another language than the passages: then only numbers and names can be compared.</param>
internal sealed partial class ClaimCheck(Source source, Language language, bool translates = false)
{
    private const int MostWords = 70;
    private const int FewestWords = 3;
    private const int MostLetters = 500;

    // Of five words of a sentence one may be a word that the passages do not have, and never three in a row.
    private const int WordsForOneOther = 5;
    private const int MostOthersInARow = 2;

    // Headings and title say what passages are about; of four words of a sentence one stands in the passages themselves.
    private const int LeastOwnWords = 4;

    /// <summary>The first thing that does not hold, told so that the model can mend it; null where all holds.</summary>
    public string? Problem(string claim, IReadOnlyList<Passage> cited)
    {
        var tokens = Tokens.Of(claim);
        return Form(claim, tokens) ?? Against(claim, tokens, new Evidence(source, cited));
    }

    /// <summary>The names of a claim that the passages do not have, as they are compared.</summary>
    public IReadOnlyList<string> MissingNames(string claim, IReadOnlyList<Passage> cited)
    {
        var evidence = new Evidence(source, cited);
        return [.. Names(claim, Tokens.Of(claim)).Where(name => !evidence.HasName(name.Key) && !HasMonth(name, evidence)).Select(name => name.Key)];
    }

    private string? Form(string claim, List<Token> tokens)
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

        if (claim[^1] is '?' or '？' or '؟')
        {
            return "it is a question";
        }

        if (tokens.Find(token => language.IsSelf(token.Word)) is { Word: not null } self)
        {
            return $"\"{self.Word}\" is not known outside the file; write who";
        }

        if (OwnText().IsMatch(claim))
        {
            return "it speaks of the file or the passages; say the fact itself";
        }

        return Sentence.LeansAtHead(claim, language) ? $"it begins with \"{tokens[0].Word}\"; write what that stands for"
            : Sentence.NeedsContext(claim, language) ? "it has a \"he\", \"she\" or \"it\" without saying who or what" : null;
    }

    private string? Against(string claim, List<Token> tokens, Evidence evidence) =>
        Numbers(claim, evidence) ?? MonthsOf(claim, evidence) ?? UnknownName(claim, tokens, evidence) ?? (translates ? null
            : Turned(claim, tokens, evidence) ?? Certain(tokens, evidence) ?? Order(claim, tokens, evidence) ?? OtherWords(claim, tokens, evidence));

    private static string? Numbers(string claim, Evidence evidence)
    {
        foreach (var figure in Figures.Of(claim))
        {
            var same = evidence.Figures.Where(figure.IsSame).ToList();
            if (same.Count == 0 && !evidence.Figures.Any(exact => Figures.IsRounded(figure, exact)) && !InDateAbove(figure, evidence))
            {
                return $"the number {figure.Text} is not in the passages";
            }

            if (same.Count > 0 && figure.Unit.Length > 0 && same.TrueForAll(found => found.Unit.Length > 0 && found.Unit != figure.Unit))
            {
                return $"the unit of {figure.Text} is another in the passages";
            }

            if (same.Count > 0 && figure.Hedge is null && same.TrueForAll(found => found.Hedge is not null))
            {
                return $"the passages do not say {figure.Text} as exact; keep their word for that";
            }
        }

        return null;
    }

    /// <summary>In a log the date stands above what it dates.</summary>
    private static bool InDateAbove(Figure figure, Evidence evidence) =>
        evidence.Headings.Any(heading => Dates.IsDate(heading.Text) && Figures.Of(heading.Text).Exists(figure.IsSame));

    private static string? MonthsOf(string claim, Evidence evidence)
    {
        var months = Months.In(claim);
        months.ExceptWith(Months.In(evidence.Text));
        months.ExceptWith(evidence.Headings.SelectMany(heading => Months.In(heading.Text)));
        return months.Count == 0 ? null : "it names a month that is not in the passages";
    }

    private string? UnknownName(string claim, List<Token> tokens, Evidence evidence)
    {
        foreach (var name in Names(claim, tokens))
        {
            if (!evidence.HasName(name.Key) && !HasMonth(name, evidence))
            {
                return $"the name \"{claim[name.Start..name.End]}\" is not in the passages";
            }
        }

        return null;
    }

    private static bool HasMonth(Token name, Evidence evidence) => Months.IsName(name.Word) && Months.In(evidence.Text).Count > 0;

    /// <summary>
    /// Words with a capital inside the sentence; the first one too, unless it is a function word or one that the file writes small: a
    /// sentence may not begin with somebody who is not in the file.
    /// </summary>
    private IEnumerable<Token> Names(string claim, List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var first = claim[tokens[i].Start];
            if (char.IsUpper(first) && !(i > 0 && language.IsStop(tokens[i].Word)) && !(i == 0 && IsPlainOpening(tokens[0])))
            {
                yield return tokens[i];
            }
        }
    }

    private bool IsPlainOpening(Token first) => Language.IsStopAnywhere(first.Word) || language.Words("report").Contains(first.Word) || SmallWords.Contains(first.Key)
        || SmallWords.Any(word => WordForms.AreOne(word, first.Key));

    private HashSet<string> SmallWords => _smallWords ??= [.. source.Passages.Where(passage => passage.Kind != PassageKind.Code)
        .SelectMany(passage => Tokens.Of(passage.Text).Where(token => !char.IsUpper(passage.Text[token.Start])).Select(token => token.Key))];

    private HashSet<string>? _smallWords;

    /// <summary>A negation that is in only one of the two, next to words that are in both.</summary>
    private static string? Turned(string claim, List<Token> tokens, Evidence evidence)
    {
        var said = tokens.Exists(IsNegation);
        var passages = evidence.Tokens.Any(IsNegation);
        if (said && !passages)
        {
            return "it denies what the passages say";
        }

        if (said || !passages)
        {
            return null;
        }

        var own = tokens.Where(token => !Language.IsStopAnywhere(token.Word)).Select(token => token.Key).ToHashSet();
        return Negated(evidence).Any(own.Contains) ? "the passages deny it; keep their \"not\"" : null;

        static bool IsNegation(Token token) => Extractive.Numbers.IsNegation(token.Word);
    }

    /// <summary>The first two content words behind each negation, up to a comma or the end of the clause.</summary>
    private static IEnumerable<string> Negated(Evidence evidence)
    {
        var tokens = evidence.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!Extractive.Numbers.IsNegation(tokens[i].Word))
            {
                continue;
            }

            for (var (at, found) = (i + 1, 0); at < tokens.Count && found < 2; at++)
            {
                if (evidence.Text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End).IndexOfAny(",.;:—") >= 0 || tokens[at].Word is "but" or "sondern" or "aber" or "mais" or "sino" or "pero")
                {
                    break;
                }

                if (!Language.IsStopAnywhere(tokens[at].Word) || tokens[at].Length == 1)
                {
                    found++;
                    yield return tokens[at].Key;
                }
            }
        }
    }

    /// <summary>Doubts and speakers of the passages that are left out, and words like "first" and "only" that are put in.</summary>
    private string? Certain(List<Token> tokens, Evidence evidence)
    {
        if (Lacks("doubt", tokens, evidence) is { } doubt)
        {
            return $"the passages say \"{doubt}\"; keep the doubt";
        }

        if (Lacks("report", tokens, evidence) is { } report && !tokens.Exists(token => language.Words("doubt").Contains(token.Word)))
        {
            return $"the passages say \"{report}\"; keep who says it";
        }

        var absolute = tokens.Find(token => language.Words("absolute").Contains(token.Word) && !evidence.Has(token.Key));
        return absolute.Word is null ? null : $"\"{absolute.Word}\" is not in the passages";
    }

    /// <summary>A word of a kind that each of the passages has, and the claim has none of.</summary>
    private string? Lacks(string kind, List<Token> tokens, Evidence evidence)
    {
        var words = language.Words(kind);
        if (words.Count == 0 || tokens.Exists(token => words.Contains(token.Word)))
        {
            return null;
        }

        // With a capital, "May" is a month.
        var found = evidence.Cited.Select(passage => Tokens.Of(passage.Text).Find(token => words.Contains(token.Word) && !(token.Word == "may" && passage.Text[token.Start] == 'M'))).ToList();
        return found.TrueForAll(token => token.Word is not null) ? found[0].Word : null;
    }

    /// <summary>Two numbers that changed places while the names beside them did not.</summary>
    private static string? Order(string claim, List<Token> tokens, Evidence evidence)
    {
        var told = Figures.Of(claim);
        if (told.Count < 2 || told.Exists(figure => told.Exists(other => other != figure && other.IsSame(figure))))
        {
            return null;
        }

        var places = told.ConvertAll(figure => evidence.Figures.Where(figure.IsSame).Select(found => found.Start).ToList());
        var words = tokens.Where(token => !Language.IsStopAnywhere(token.Word) && !char.IsDigit(token.Word[0]))
            .Select(token => (token, Found: evidence.Tokens.Where(other => other.Key == token.Key).ToList())).Where(pair => pair.Found.Count == 1).ToList();
        for (var i = 1; i < told.Count; i++)
        {
            var turned = places[i - 1].Count == 1 && places[i].Count == 1 && places[i][0] < places[i - 1][0];
            var before = words.Where(pair => pair.token.Start < told[i].Start).Select(pair => pair.Found[0].Start).DefaultIfEmpty(-1).Last();
            var earlier = words.Where(pair => pair.token.Start < told[i - 1].Start).Select(pair => pair.Found[0].Start).DefaultIfEmpty(-1).Last();
            if (turned && earlier >= 0 && before > earlier)
            {
                return $"{told[i - 1].Text} and {told[i].Text} stand beside other words in the passages";
            }
        }

        return null;
    }

    private static string? OtherWords(string claim, List<Token> tokens, Evidence evidence)
    {
        var content = tokens.Where(token => !char.IsDigit(token.Word[0]) && (Tokens.IsIdeograph(claim[token.Start]) || (token.Length > 2 && !Language.IsStopAnywhere(token.Word)))).ToList();
        var own = content.Count(token => evidence.IsOwn(token.Key)) + Figures.Of(claim).Count;
        if (own == 0 || own * LeastOwnWords < content.Count)
        {
            return "the passages do not say that";
        }

        var (others, row, letters) = (0, 0, 0);
        var strange = new List<string>();
        for (var i = 0; i < content.Count; i++)
        {
            var ideograph = Tokens.IsIdeograph(claim[content[i].Start]);
            letters += ideograph ? 1 : 0;
            var known = ideograph ? IsKnown(content, i, evidence) : evidence.Has(content[i].Key);
            row = known ? 0 : row + 1;
            others += known ? 0 : 1;
            if (!known)
            {
                strange.Add(claim[content[i].Start..content[i].End]);
            }

            // A word of a script without blanks has about two characters.
            if (row > MostOthersInARow * (ideograph ? 2 : 1))
            {
                return Strange(strange);
            }
        }

        return others > Math.Max(letters > content.Count / 2 ? 2 : 1, content.Count / WordsForOneOther) ? Strange(strange) : null;
    }

    private static string Strange(List<string> words) => $"the passages do not say: {string.Join(' ', words.TakeLast(6))}; use their words";

    private static bool IsKnown(List<Token> content, int at, Evidence evidence) => evidence.Has(content[at].Key)
        && (at == 0 || content[at - 1].End != content[at].Start || evidence.HasPair(content[at - 1].Word + content[at].Word)
            || (at + 1 < content.Count && evidence.HasPair(content[at].Word + content[at + 1].Word)));

    [GeneratedRegex(@"\b(?:passages?\s+\d|the\s+(?:passages?|text|file|source|document|excerpt|chunk)\s+(?:says?|states?|mentions?|describes?|notes?|explains?|provides?)|this\s+(?:passage|text|file|document|section))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnText();
}
