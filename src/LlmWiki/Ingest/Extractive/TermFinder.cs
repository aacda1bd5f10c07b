using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Gathers what may be topics of one source: headings, definitions, proper names, and runs of content words (the candidate
/// phrases of RAKE: Rose, Engel, Cramer, Cowley, "Automatic keyword extraction from individual documents", 2010).
/// </summary>
internal sealed partial class TermFinder(Source source, Language language)
{
    private const int MaxHeadingWords = 5;
    private const int MaxPhraseWords = 3;

    private readonly Dictionary<(string Key, string Surface, TermKinds Kind), int> _terms = [];
    private readonly List<AliasPair> _aliases = [];

    public ImmutableArray<AliasPair> Aliases => [.. _aliases.Distinct()];

    public ImmutableArray<Term> Run(ImmutableArray<Claim> claims)
    {
        if (source.Metadata.Title is { } title)
        {
            Heading(title);
            _aliases.AddRange(source.Metadata.Aliases.Select(alias => new AliasPair(WithoutArticle(title), alias)));
        }

        foreach (var passage in source.Passages)
        {
            switch (passage.Kind)
            {
                case PassageKind.Heading:
                    Heading(passage.Text);
                    break;
                case PassageKind.Code or PassageKind.TableRow:
                    break;
                default:
                    Names(passage.Text);
                    Phrases(passage.Text);
                    _aliases.AddRange(AliasFinder.Acronyms(passage.Text));
                    break;
            }
        }

        foreach (var claim in claims)
        {
            Subject(claim);
        }

        return [.. _terms.Select(pair => new Term(pair.Key.Key, pair.Key.Surface, pair.Key.Kind, pair.Value))
            .OrderBy(term => term.Key, StringComparer.Ordinal).ThenBy(term => term.Surface, StringComparer.Ordinal).ThenBy(term => term.Kind)];
    }

    private void Subject(Claim claim)
    {
        if (claim.Subject is { } subject)
        {
            var (name, aliases) = AliasFinder.SplitParentheses(subject);
            Add(name, claim.Kind == ClaimKind.Row ? TermKinds.Row : TermKinds.Definition);
            _aliases.AddRange(aliases.Select(alias => new AliasPair(name, alias)));
            _aliases.AddRange(claim.Parts.SelectMany(part => AliasFinder.Announced(part, language)).Select(alias => new AliasPair(name, alias)));
            _aliases.AddRange(AliasFinder.SpelledOut(name, claim.Parts[0].Text));
        }
        else
        {
            _aliases.AddRange(claim.Parts.SelectMany(part => AliasFinder.AnnouncedWithName(part.Text, language)));
        }
    }

    private void Heading(string text)
    {
        var name = Numbering().Replace(text, "").Trim(' ', '.', ':', '*', '"', '“', '”');
        var (bare, aliases) = AliasFinder.SplitParentheses(WithoutArticle(name));
        var tokens = Tokens.Of(bare);
        var ideographic = tokens.Exists(token => Tokens.IsIdeograph(bare[token.Start]));
        if (tokens.Count == 0 || (tokens.Count > MaxHeadingWords && !ideographic) || bare[^1] is '?' or '？' || Language.IsGenericHeading(bare)
            || bare.AsSpan().IndexOfAny(",;:!") >= 0 || tokens.Exists(token => language.IsSelf(token.Word) || language.IsReader(token.Word) || language.IsCopula(token.Word) || char.IsDigit(token.Word[0])
                || (language.IsStop(token.Word) && !NamePart.IsConnector(token.Word))))
        {
            return;
        }

        Add(bare, TermKinds.Heading);
        _aliases.AddRange(aliases.Select(alias => new AliasPair(bare, alias)));
    }

    private string WithoutArticle(string name)
    {
        var tokens = Tokens.Of(name);
        return tokens.Count > 1 && language.IsArticle(tokens[0].Word) ? name[tokens[1].Start..] : name;
    }

    private void Names(string text)
    {
        var tokens = Tokens.Of(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var end = NameEnd(text, tokens, i);
            if (end == i)
            {
                continue;
            }

            var start = i;
            while (start < end && (NamePart.IsHonorific(tokens[start].Word) || language.IsStop(tokens[start].Word)))
            {
                start++;
            }

            if (start < end && IsName(text, tokens, start, end))
            {
                var name = WithoutPossessive(text[tokens[start].Start..tokens[end - 1].End]);
                Add(name, TermKinds.Name);
                if (NamePart.WithoutOrigin(name) is var bare && bare != name)
                {
                    Add(bare, TermKinds.Name);
                }
            }

            i = end - 1;
        }
    }

    private static int NameEnd(string text, List<Token> tokens, int start)
    {
        var end = start;
        for (var i = start; i < tokens.Count && i - start < 7; i++)
        {
            if (i > start && !NamePart.Joins(text, tokens[i - 1], tokens[i]))
            {
                break;
            }

            var capital = char.IsUpper(text[tokens[i].Start]);
            if (capital && (IsCode(text, tokens[i]) || Language.IsCommonAnywhere(tokens[i].Word)) && (i == start || IsCode(text, tokens[i]) || Dates.IsWord(tokens[i].Word)))
            {
                break;
            }

            if (capital)
            {
                end = i + 1;
            }
            else if (i == start || !NamePart.IsConnector(tokens[i].Word))
            {
                break;
            }

            if (text[tokens[i].End - 1] is 's' && text.AsSpan(tokens[i].Start, tokens[i].Length).IndexOfAny("'’") > 0)
            {
                break;
            }
        }

        return end;
    }

    /// <summary>"TL-004": a mark in a register, not a name.</summary>
    private static bool IsCode(string text, Token token) =>
        token.End + 1 < text.Length && text[token.End] is '-' or '–' or '/' && char.IsDigit(text[token.End + 1]) && text.AsSpan(token.Start, token.Length).IndexOfAnyInRange('a', 'z') < 0;

    private bool IsName(string text, List<Token> tokens, int start, int end)
    {
        var acronym = NamePart.IsAcronym(text[tokens[start].Start..tokens[end - 1].End]);
        var single = end - start == 1;
        if (single && language.Code == "de" && !acronym)
        {
            return false;
        }

        // The first word of a sentence has its capital from there.
        var atHead = start == 0 || text.AsSpan(tokens[start - 1].End, tokens[start].Start - tokens[start - 1].End).IndexOfAny(".!?:;\"“„(*") >= 0;
        return !single || acronym || (!atHead && tokens[start].Length > 2 && !Language.IsCommonAnywhere(tokens[start].Word));
    }

    private static string WithoutPossessive(string name) =>
        name.EndsWith("'s", StringComparison.Ordinal) || name.EndsWith("’s", StringComparison.Ordinal) ? name[..^2] : name;

    private void Phrases(string text)
    {
        var tokens = Tokens.Of(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            for (var end = i; end < tokens.Count && end - i < MaxPhraseWords && IsContent(text, tokens, i, end); end++)
            {
                if (end > i && IsNoun(tokens[end].Word))
                {
                    Add(text[tokens[i].Start..tokens[end].End], TermKinds.Phrase);
                }
            }
        }
    }

    private bool IsContent(string text, List<Token> tokens, int start, int at)
    {
        var token = tokens[at];
        return token.Length > 2 && char.IsLower(text[token.Start]) && !language.IsStop(token.Word) && !char.IsDigit(token.Word[0])
            && !token.Word.EndsWith("ly", StringComparison.Ordinal)
            && (at == start || text.AsSpan(tokens[at - 1].End, token.Start - tokens[at - 1].End) is " " or "-");
    }

    /// <summary>Endings that an English noun phrase does not close with.</summary>
    private bool IsNoun(string word) => language.Code != "en"
        || !(word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ous", StringComparison.Ordinal) || word.EndsWith("ful", StringComparison.Ordinal)
            || word.EndsWith("able", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal));

    private void Add(string surface, TermKinds kind)
    {
        var key = NamePart.KeyOf(surface);
        if (key.Length == 0)
        {
            return;
        }

        var slot = (key, surface, kind);
        _terms[slot] = _terms.GetValueOrDefault(slot) + 1;
    }

    [GeneratedRegex(@"^(?:(?:chapter|ch|section|part|kapitel|chapitre|step)\.?\s+)?(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[ivxIVX]{1,5}[.)]|[a-zA-Z]\))\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();
}
