using System.Text.RegularExpressions;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Claims;

/// <summary>
/// Holds a sentence of a model against the passages that it cites: numbers with their units and what stands beside them, dates, names and
/// their order, negations, doubts, speakers, quotations, and the words as such. It is meant to be strict: what it refuses wrongly is told in the
/// words of the source instead, and is right too.
/// </summary>
/// <param name="wanted">The language that pages are to be in, where that is said.</param>
internal sealed partial class ClaimCheck(Source source, Language language, string? wanted = null)
{
    // Headings and title say what passages are about; of four words of a sentence one stands in the passages themselves.
    private const int LeastOwnWords = 4;

    // In a sentence of a language one word in five at least is a function word of it.
    private const int WordsForOneStop = 5;

    private static readonly IReadOnlySet<string> NoWords = new HashSet<string>();

    /// <summary>The first thing that does not hold, told so that the model can mend it; null where all holds.</summary>
    /// <param name="named">Words that stand in passages above, which say what the cited ones are about.</param>
    public string? Problem(string claim, IReadOnlyList<Passage> cited, IReadOnlySet<string>? named = null)
    {
        var tokens = Tokens.Of(claim);
        return ClaimForm.Problem(claim, tokens, language) ?? Against(claim, tokens, new ClaimEvidence(source, cited, named ?? NoWords));
    }

    /// <summary>The names of a claim that the passages do not have, and the numbers that are part of one ("TL-004").</summary>
    public IReadOnlyList<Token> MissingNames(string claim, IReadOnlyList<Passage> cited, IReadOnlySet<string> named)
    {
        var evidence = new ClaimEvidence(source, cited, named);
        var tokens = Tokens.Of(claim);
        var numbers = Enumerable.Range(1, Math.Max(0, tokens.Count - 1)).Where(i => IsNumberOfName(claim, tokens, i)).Select(i => tokens[i]);
        return [.. Names(claim, tokens).Concat(numbers).Where(name => !evidence.HasName(name.Key) && !HasMonth(name, evidence)).Distinct().OrderBy(name => name.Start)];
    }

    /// <summary>The other words that the passages do not have.</summary>
    public IReadOnlyList<Token> MissingWords(string claim, IReadOnlyList<Passage> cited, IReadOnlySet<string> named)
    {
        var evidence = new ClaimEvidence(source, cited, named);
        return [.. Content(claim, Tokens.Of(claim)).Where(token => !IsKnown(claim, token, evidence))];
    }

    private static bool IsNumberOfName(string claim, List<Token> tokens, int at) =>
        char.IsDigit(tokens[at].Word[0]) && char.IsUpper(claim[tokens[at - 1].Start]) && tokens[at].Start == tokens[at - 1].End + 1 && claim[tokens[at - 1].End] == '-';

    private string? Against(string claim, List<Token> tokens, ClaimEvidence evidence) =>
        Numbers(claim, tokens, evidence) ?? Dates(claim, evidence) ?? UnknownName(claim, tokens, evidence)
            ?? (IsTranslated(claim, tokens, evidence) ? Present(claim, tokens, evidence)
                : Negation.Problem(claim, tokens, evidence, language) ?? Speech.Problem(claim, tokens, evidence) ?? Turned(tokens, evidence) ?? Beside.Problem(claim, tokens, evidence) ?? OtherWords(claim, tokens, evidence));

    /// <summary>Whether a claim is in the language that is wanted, and its passages are not: words cannot be compared then.</summary>
    private bool IsTranslated(string claim, List<Token> tokens, ClaimEvidence evidence) => wanted is not null && wanted != language.Code
        && (language.Code == Language.Unknown.Code ? char.IsAscii(claim[0]) && !char.IsAscii(evidence.Text[0]) : tokens.Count(token => language.IsStop(token.Word)) * WordsForOneStop < tokens.Count);

    /// <summary>What two languages can be compared in: whether something is denied, doubted, or said by somebody.</summary>
    private static string? Present(string claim, List<Token> tokens, ClaimEvidence evidence)
    {
        var kinds = new (string What, Func<string, Token, bool> Is)[]
        {
            ("deny", Negations.IsNegation),
            ("doubt", (_, token) => CheckWords.Unreal.Contains(token.Word)),
            ("report", (_, token) => CheckWords.Report.Contains(token.Word)),
        };
        var other = Array.Find(kinds, kind => tokens.Exists(token => kind.Is(claim, token)) != evidence.Tokens.Any(token => kind.Is(evidence.Text, token)));
        return other.What is null ? null : $"claim and passages do not both {other.What} it";
    }

    /// <summary>"After" where the passages say "before": small words that a claim puts in.</summary>
    private static string? Turned(List<Token> tokens, ClaimEvidence evidence)
    {
        var known = evidence.Tokens.Concat(evidence.Frames.SelectMany(Tokens.Of)).Select(token => token.Word).ToHashSet();
        var put = tokens.Find(token => CheckWords.Turning.Contains(token.Word) && !known.Contains(token.Word));
        return put.Word is null ? null : $"\"{put.Word}\" is not in the passages";
    }

    private static string? Numbers(string claim, List<Token> tokens, ClaimEvidence evidence)
    {
        foreach (var figure in Figures.Of(claim))
        {
            var same = evidence.Figures.Where(figure.IsSame).ToList();
            if (same.Count == 0 && !evidence.IsNamed(figure.Text) && !evidence.Figures.Any(exact => Figures.IsRounded(figure, exact)) && !InDateAbove(figure, evidence) && !InNameAbove(tokens, figure, evidence))
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

            if (figure.Hedge is { } side && same.Count > 0 && same.TrueForAll(found => found.Hedge is { } other && other != side))
            {
                return $"the bound of {figure.Text} is another in the passages";
            }
        }

        return Pairs().Matches(claim).Select(match => match.Value).FirstOrDefault(pair => !Plain(evidence.Text).Contains(Plain(pair), StringComparison.Ordinal)) is { } unknown
            ? $"\"{unknown}\" is not in the passages" : null;

        static string Plain(string text) => text.Replace('–', '-').Replace('—', '-').Replace('−', '-');
    }

    /// <summary>In a log the date stands above what it dates, in a history the year.</summary>
    private static bool InDateAbove(Figure figure, ClaimEvidence evidence) => evidence.Headings.Any(heading => Words.Dates.IsDate(heading.Text)
        ? Figures.Of(heading.Text).Exists(figure.IsSame)
        : figure.IsYear && !evidence.Figures.Any(own => own.IsYear) && Figures.Of(heading.Text).Exists(found => found.IsYear && found.IsSame(figure)));

    /// <summary>"Good Roads, vol. 1": a number that stands in a heading behind the same word.</summary>
    private static bool InNameAbove(List<Token> tokens, Figure figure, ClaimEvidence evidence)
    {
        var at = tokens.FindIndex(token => token.End > figure.Start);
        return at > 0 && evidence.Frames.Select(Tokens.Of).Any(words => Enumerable.Range(1, Math.Max(0, words.Count - 1)).Any(i => words[i].Word == tokens[at].Word && words[i - 1].Key == tokens[at - 1].Key));
    }

    private static string? Dates(string claim, ClaimEvidence evidence)
    {
        var months = Months.In(claim);
        months.ExceptWith(Months.In(evidence.Text));
        months.ExceptWith(evidence.Headings.SelectMany(heading => Months.In(heading.Text)));
        var known = Months.DaysIn(evidence.Text).Concat(evidence.Headings.SelectMany(heading => Months.DaysIn(heading.Text))).ToList();
        return months.Count > 0 ? "it names a month that is not in the passages"
            : Months.DaysIn(claim).Exists(day => !known.Exists(day.IsSame)) ? "the day of a month is another in the passages" : null;
    }

    private string? UnknownName(string claim, List<Token> tokens, ClaimEvidence evidence)
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

    private static bool HasMonth(Token name, ClaimEvidence evidence) => Months.IsName(name.Word) && Months.In(evidence.Text).Count > 0;

    /// <summary>
    /// Words with a capital inside the sentence; the first one too, unless it is a function word or one that the file writes small: a
    /// sentence may not begin with somebody who is not in the file.
    /// </summary>
    private IEnumerable<Token> Names(string claim, List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var first = claim[tokens[i].Start];
            if (char.IsUpper(first) && tokens[i].Word is not ("dr" or "mr" or "mrs" or "ms" or "prof" or "sir" or "herr" or "frau" or "mme") && !(i > 0 && (language.IsStop(tokens[i].Word) || IsNoun(tokens[i - 1].Word))) && !(i == 0 && IsPlainOpening(tokens[0])))
            {
                yield return tokens[i];
            }
        }
    }

    /// <summary>In German all nouns have a capital; behind an article stands no name of a person.</summary>
    private bool IsNoun(string before) => language.Code == "de" && (language.IsArticle(before) || before is "dem" or "den" or "des" or "im" or "am" or "vom" or "zum" or "zur" or "beim" or "ins");

    private bool IsPlainOpening(Token first) => Language.IsStopAnywhere(first.Word) || CheckWords.Report.Contains(first.Word) || SmallWords.Contains(first.Key)
        || SmallWords.Any(word => WordForms.AreOne(word, first.Key));

    private HashSet<string> SmallWords => _smallWords ??= [.. source.Passages.Where(passage => passage.Kind != PassageKind.Code)
        .SelectMany(passage => Tokens.Of(passage.Text).Where(token => !char.IsUpper(passage.Text[token.Start])).Select(token => token.Key))];

    private HashSet<string>? _smallWords;

    private static string? OtherWords(string claim, List<Token> tokens, ClaimEvidence evidence)
    {
        var content = Content(claim, tokens).ToList();
        var own = content.Count(token => evidence.IsOwn(token.Key)) + Figures.Of(claim).Count;
        if (own == 0 || own * LeastOwnWords < content.Count)
        {
            return "the passages do not say that";
        }

        var strange = content.Where(token => !IsKnown(claim, token, evidence)).Select(token => claim[token.Start..token.End]).ToList();
        var torn = Enumerable.Range(0, content.Count).FirstOrDefault(i => Tokens.IsIdeograph(claim[content[i].Start]) && !StandsTogether(content, i, evidence), -1);
        return strange.Count > 0 ? $"the passages do not say: {string.Join(' ', strange.Take(6))}; use their words"
            : torn >= 0 ? $"the passages do not say: {claim[content[torn].Start..content[torn].End]}; use their words" : null;
    }

    /// <summary>The words that say something.</summary>
    private static IEnumerable<Token> Content(string claim, List<Token> tokens) => tokens.Where(token => !char.IsDigit(token.Word[0])
        && (Tokens.IsIdeograph(claim[token.Start]) ? !CheckWords.FunctionCharacters.Contains(claim[token.Start]) : token.Length > 2 && !Language.IsStopAnywhere(token.Word)));

    private static bool IsKnown(string claim, Token token, ClaimEvidence evidence) =>
        evidence.Has(token.Key) || CheckWords.Neutral.Contains(token.Word) || (char.IsUpper(claim[token.Start]) && evidence.HasName(token.Key));

    /// <summary>Characters of a script without blanks make a word with one of their neighbours.</summary>
    private static bool StandsTogether(List<Token> content, int at, ClaimEvidence evidence) =>
        at == 0 || content[at - 1].End != content[at].Start || evidence.HasPair(content[at - 1].Word + content[at].Word)
            || (at + 1 < content.Count && evidence.HasPair(content[at].Word + content[at + 1].Word));

    /// <summary>Results, ranges, dates in figures and addresses, which are one thing each.</summary>
    [GeneratedRegex(@"\d+(?:[–—:/-]\d+)+|[^\s@]+@[^\s@]+\w", RegexOptions.CultureInvariant)]
    private static partial Regex Pairs();
}
