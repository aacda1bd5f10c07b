using LlmWiki.Ingest.Extractive;
using LlmWiki.Sources;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// Holds a sentence of a model against the passages that it cites: numbers with their units, months, names, negations, doubts, speakers,
/// and the words as such. It is meant to be strict: what it refuses wrongly is told in the words of the source instead, and is right too.
/// </summary>
/// <param name="translates">The sentence is in another language than the passages: then only numbers and names can be compared.</param>
internal sealed class ClaimCheck(Source source, Language language, bool translates = false)
{
    // Of five words of a sentence one may be a word that the passages do not have, and never three in a row.
    private const int WordsForOneOther = 5;
    private const int MostOthersInARow = 2;

    // Headings and title say what passages are about; of four words of a sentence one stands in the passages themselves.
    private const int LeastOwnWords = 4;

    /// <summary>The first thing that does not hold, told so that the model can mend it; null where all holds.</summary>
    public string? Problem(string claim, IReadOnlyList<Passage> cited)
    {
        var tokens = Tokens.Of(claim);
        return ClaimForm.Problem(claim, tokens, language) ?? Against(claim, tokens, new Evidence(source, cited));
    }

    /// <summary>The names of a claim that the passages do not have, and the numbers that are part of one ("TL-004"), as they are compared.</summary>
    public IReadOnlyList<string> MissingNames(string claim, IReadOnlyList<Passage> cited)
    {
        var evidence = new Evidence(source, cited);
        var tokens = Tokens.Of(claim);
        var numbers = Enumerable.Range(1, Math.Max(0, tokens.Count - 1)).Where(i => IsNumberOfName(claim, tokens, i)).Select(i => tokens[i]);
        return [.. Names(claim, tokens).Concat(numbers).Where(name => !evidence.HasName(name.Key) && !HasMonth(name, evidence)).Select(name => name.Key).Distinct()];
    }

    /// <summary>The other words that the passages do not have.</summary>
    public IReadOnlyList<string> MissingWords(string claim, IReadOnlyList<Passage> cited)
    {
        var evidence = new Evidence(source, cited);
        return [.. Content(claim, Tokens.Of(claim)).Where(token => !evidence.Has(token.Key)).Select(token => token.Key).Distinct()];
    }

    private static bool IsNumberOfName(string claim, List<Token> tokens, int at) =>
        char.IsDigit(tokens[at].Word[0]) && char.IsUpper(claim[tokens[at - 1].Start]) && tokens[at].Start == tokens[at - 1].End + 1 && claim[tokens[at - 1].End] == '-';

    private string? Against(string claim, List<Token> tokens, Evidence evidence) =>
        Numbers(claim, evidence) ?? MonthsOf(claim, evidence) ?? UnknownName(claim, tokens, evidence) ?? (translates ? null
            : Negation.Problem(claim, tokens, evidence, language) ?? Certain(tokens, evidence) ?? Order(claim, tokens, evidence) ?? OtherWords(claim, tokens, evidence));

    private static string? Numbers(string claim, Evidence evidence)
    {
        foreach (var figure in Figures.Of(claim))
        {
            var same = evidence.Figures.Where(figure.IsSame).ToList();
            if (same.Count == 0 && !evidence.Figures.Any(exact => Figures.IsRounded(figure, exact)) && !InDateAbove(figure, evidence) && !InNameAbove(claim, figure, evidence))
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

    /// <summary>In a log the date stands above what it dates, in a history the year.</summary>
    private static bool InDateAbove(Figure figure, Evidence evidence) =>
        evidence.Headings.Any(heading => (Dates.IsDate(heading.Text) || figure is { Text.Length: 4, Unit: "" }) && Figures.Of(heading.Text).Exists(found => found.IsSame(figure) && (found.Text.Length == 4 || Dates.IsDate(heading.Text))));

    /// <summary>"Good Roads, vol. 1": a number that stands in a heading beside the same word.</summary>
    private static bool InNameAbove(string claim, Figure figure, Evidence evidence)
    {
        var tokens = Tokens.Of(claim);
        var at = tokens.FindIndex(token => token.End > figure.Start);
        return evidence.Frames.Any(frame =>
        {
            var words = Tokens.Of(frame);
            return Enumerable.Range(0, words.Count).Any(i => words[i].Word == tokens[at].Word
                && ((i > 0 && at > 0 && words[i - 1].Key == tokens[at - 1].Key) || (i + 1 < words.Count && at + 1 < tokens.Count && words[i + 1].Key == tokens[at + 1].Key)));
        });
    }

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
                return $"the name \"{claim[name.Start..name.End]}\" is not in the passages; cite the one that has it, or leave it out";
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
            if (char.IsUpper(first) && !(i > 0 && (language.IsStop(tokens[i].Word) || IsNoun(tokens[i - 1].Word))) && !(i == 0 && IsPlainOpening(tokens[0])))
            {
                yield return tokens[i];
            }
        }
    }

    /// <summary>In German all nouns have a capital; behind an article stands no name of a person.</summary>
    private bool IsNoun(string before) => language.Code == "de" && (language.IsArticle(before) || before is "dem" or "den" or "des" or "im" or "am" or "vom" or "zum" or "zur" or "beim" or "ins");

    private bool IsPlainOpening(Token first) => Language.IsStopAnywhere(first.Word) || language.Words("report").Contains(first.Word) || SmallWords.Contains(first.Key)
        || SmallWords.Any(word => WordForms.AreOne(word, first.Key));

    private HashSet<string> SmallWords => _smallWords ??= [.. source.Passages.Where(passage => passage.Kind != PassageKind.Code)
        .SelectMany(passage => Tokens.Of(passage.Text).Where(token => !char.IsUpper(passage.Text[token.Start])).Select(token => token.Key))];

    private HashSet<string>? _smallWords;

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
        told.RemoveAll(figure => figure.Start > 1 && claim[figure.Start - 1] == '-' && char.IsLetter(claim[figure.Start - 2]));
        if (told.Count < 2 || told.Exists(figure => told.Exists(other => other != figure && other.IsSame(figure))))
        {
            return null;
        }

        var places = told.ConvertAll(figure => evidence.Figures.Where(figure.IsSame).Select(found => found.Start).ToList());
        var words = tokens.Where(token => !Language.IsStopAnywhere(token.Word) && !char.IsDigit(token.Word[0]))
            .Select(token => (token, Found: evidence.Tokens.Where(other => other.Key == token.Key).ToList())).Where(pair => pair.Found.Count == 1).ToList();
        for (var i = 1; i < told.Count; i++)
        {
            if (IsOneDate(claim, told[i - 1], told[i]) || (HaveTheirUnits(told[i - 1], told[i], evidence) && told[i - 1].Unit != told[i].Unit))
            {
                continue;
            }

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

    /// <summary>"1 July 1903": between the numbers stands a month.</summary>
    private static bool IsOneDate(string claim, Figure left, Figure right) =>
        Tokens.Of(claim[(left.Start + left.Text.Length)..right.Start]) is [var month] && Months.IsName(month.Word);

    private static bool HaveTheirUnits(Figure left, Figure right, Evidence evidence) =>
        evidence.Figures.Any(found => found.IsSame(left) && found.Unit == left.Unit) && evidence.Figures.Any(found => found.IsSame(right) && found.Unit == right.Unit);

    private static string? OtherWords(string claim, List<Token> tokens, Evidence evidence)
    {
        var content = Content(claim, tokens).ToList();
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

    /// <summary>The words that say something.</summary>
    private static IEnumerable<Token> Content(string claim, List<Token> tokens) =>
        tokens.Where(token => !char.IsDigit(token.Word[0]) && (Tokens.IsIdeograph(claim[token.Start]) || (token.Length > 2 && !Language.IsStopAnywhere(token.Word))));

    private static string Strange(List<string> words) => $"the passages do not say: {string.Join(' ', words.TakeLast(6))}; use their words";

    private static bool IsKnown(List<Token> content, int at, Evidence evidence) => evidence.Has(content[at].Key)
        && (at == 0 || content[at - 1].End != content[at].Start || evidence.HasPair(content[at - 1].Word + content[at].Word)
            || (at + 1 < content.Count && evidence.HasPair(content[at].Word + content[at + 1].Word)));
}
