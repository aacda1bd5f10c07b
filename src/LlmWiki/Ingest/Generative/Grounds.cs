using System.Runtime.CompilerServices;
using LlmWiki.Claims;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Generative;

/// <summary>
/// Finds what bears a sentence beside the passages that it cites. These say "he", "Starley" or "it"; who or what that is stands in a passage
/// before them, or where the file begins. Such a passage is cited too, so that the name can be looked up; nothing but the name is taken from it.
/// </summary>
internal sealed class Grounds(Source source, Language language, ClaimCheck check)
{
    /// <summary>Passages at the beginning of a file, where it says what it is about.</summary>
    private const int Opening = 16;

    /// <summary>How far a name is looked for, and how far what is not a name, in passages.</summary>
    private const int Far = 200;
    private const int Near = 4;
    private const int MostNaming = 3;
    private const int MostWords = 4;

    /// <summary>What stands before a thing that was told of already.</summary>
    private static readonly HashSet<string> Definite = ["the", "this", "that", "these", "those", "der", "die", "das", "dem", "den", "des", "le", "la", "les", "el", "los", "las"];

    private readonly ConditionalWeakTable<Passage, List<Token>> _tokens = [];

    /// <summary>The passages that bear a sentence, those that it cites first; null, and why, where they do not.</summary>
    public (IReadOnlyList<Passage>? Passages, string Why) Of(string text, IReadOnlyList<Passage> cited)
    {
        var named = new HashSet<string>();
        var naming = new List<Passage>();
        var problem = check.Problem(text, cited, named);
        while (problem is not null && naming.Count < MostNaming && (Naming(text, cited, named) ?? Telling(text, cited, named)) is { } found)
        {
            named.UnionWith(found.Words);
            naming.Add(found.Passage);
            problem = check.Problem(text, cited, named);
        }

        return problem is null ? ([.. cited.Concat(naming).Distinct()], "") : (null, problem);
    }

    private sealed record Found(Passage Passage, IReadOnlyList<string> Words);

    /// <summary>The first run of names that the passages do not have.</summary>
    private Found? Naming(string text, IReadOnlyList<Passage> cited, HashSet<string> named)
    {
        var missing = check.MissingNames(text, cited, named);
        if (missing.Count == 0)
        {
            return null;
        }

        var run = missing.TakeWhile((name, i) => i == 0 || IsNext(text, missing[i - 1], name)).ToList();
        var tokens = Tokens.Of(text).FindAll(token => !IsConnector(token));
        var (first, last) = (tokens.FindIndex(token => token.Start == run[0].Start), tokens.FindIndex(token => token.Start == run[^1].Start));
        var known = last + 1 < tokens.Count && IsName(text, tokens[last + 1]) && IsNext(text, tokens[last], tokens[last + 1]) ? tokens[last + 1]
            : first > 0 && IsName(text, tokens[first - 1]) && IsNext(text, tokens[first - 1], tokens[first]) ? tokens[first - 1] : default;
        return known.Word is not null && Extension(cited, run, known) is { } extension ? extension : Leans(cited[0]) ? Antecedent(cited[0], run) : null;
    }

    /// <summary>"Starley" is John Kemp Starley where the nearest passage above that has more than the family name says so.</summary>
    private Found? Extension(IReadOnlyList<Passage> cited, List<Token> run, Token known)
    {
        var isBefore = known.Start > run[0].Start;
        var wanted = (isBefore ? run.Append(known) : run.Prepend(known)).Select(token => token.Key).ToList();
        foreach (var passage in Above(cited[0], Far).Concat(source.Passages.Take(Opening)).Where(MayBear))
        {
            var tokens = TokensOf(passage);
            if (At(tokens, wanted) >= 0)
            {
                return new Found(passage, [.. run.Select(token => token.Key)]);
            }

            // Somebody else of that name stands nearer.
            var at = tokens.FindIndex(token => token.Key == known.Key && char.IsUpper(passage.Text[token.Start]));
            var beside = isBefore ? at - 1 : at + 1;
            if (at >= 0 && beside >= 0 && beside < tokens.Count && char.IsUpper(passage.Text[tokens[beside].Start]) && !language.IsStop(tokens[beside].Word) && beside > 0)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Who "he" or "I" is: the nearest that is named above, and nobody beyond the first other person in the same paragraph.</summary>
    private Found? Antecedent(Passage first, List<Token> run)
    {
        var wanted = run.ConvertAll(token => token.Key);
        var above = TokensOf(first).Exists(token => language.IsSelf(token.Word)) ? [] : Above(first, Far);
        foreach (var passage in above.Where(MayBear))
        {
            if (At(TokensOf(passage), wanted) >= 0)
            {
                return new Found(passage, wanted);
            }

            if (passage.Paragraph == first.Paragraph && NamesPerson(passage))
            {
                return null;
            }
        }

        return source.Passages.Take(Math.Min(Opening, first.Number - 1)).Where(MayBear).FirstOrDefault(passage => At(TokensOf(passage), wanted) >= 0) is { } opening ? new Found(opening, wanted) : null;
    }

    /// <summary>Words of names of two words and more in the file: who bears one of them may be "he".</summary>
    private HashSet<string> Persons => _persons ??= [.. source.Passages.Where(passage => passage.Kind != PassageKind.Code).SelectMany(passage => PersonsIn(passage))];

    private HashSet<string>? _persons;

    private IEnumerable<string> PersonsIn(Passage passage)
    {
        var tokens = TokensOf(passage);
        for (var i = 1; i < tokens.Count; i++)
        {
            if (IsName(passage.Text, tokens[i - 1]) && IsName(passage.Text, tokens[i]) && tokens[i].Start - tokens[i - 1].End <= 2 && Sentence.IsPersonName(passage.Text[tokens[i - 1].Start..tokens[i].End]))
            {
                yield return tokens[i - 1].Key;
                yield return tokens[i].Key;
            }
        }
    }

    private bool NamesPerson(Passage passage) => TokensOf(passage).Exists(token => IsName(passage.Text, token) && Persons.Contains(token.Key));

    /// <summary>"The race" of a passage is "the hundred-mile road race" of one just above: words that stand together in both.</summary>
    private Found? Telling(string text, IReadOnlyList<Passage> cited, HashSet<string> named)
    {
        var missing = check.MissingWords(text, cited, named);
        var run = missing.TakeWhile((word, i) => i == 0 || IsNext(text, missing[i - 1], word)).ToList();
        if (run.Count is 0 or > MostWords || Tokens.Of(text).FindLast(token => token.End < run[0].Start) is not { Word: { } before } || !(Definite.Contains(before) || (LeansOnThing(cited[0]) && (language.IsArticle(before) || before is "of" or "a" or "an" or "on"))))
        {
            return null;
        }

        var wanted = run.ConvertAll(token => token.Key);
        return Above(cited[0], Near).Where(MayBear).FirstOrDefault(passage => At(TokensOf(passage), wanted) >= 0) is { } passage ? new Found(passage, wanted) : null;
    }

    /// <summary>The passages above one under the same heading, the nearest first.</summary>
    private IEnumerable<Passage> Above(Passage first, int most) =>
        Enumerable.Range(1, first.Number - 1).Reverse().Take(most).Select(number => source.Passages[number - 1]).TakeWhile(passage => passage.Number > first.Heading).Where(passage => passage.Heading == first.Heading);

    /// <summary>It speaks of somebody or something that it does not name: "he", "I", or, behind the first sentence of a paragraph, nobody at all.</summary>
    private bool Leans(Passage passage)
    {
        var tokens = TokensOf(passage);
        return tokens is [var head, ..] && (language.IsPerson(head.Word) || language.Leans(head.Word) || tokens.Exists(token => language.IsSelf(token.Word))
            || (!NamesPerson(passage) && (tokens.Exists(token => language.IsPerson(token.Word)) || LeansOnThing(passage) || passage.Kind == PassageKind.ListItem || IsBehindAnother(passage))));
    }

    private bool LeansOnThing(Passage passage) => TokensOf(passage).Exists(token => language.Leans(token.Word) || language.Words("back").Contains(token.Word) || token.Word is "its" or "one" or "ihr" or "sein" or "seine" or "ihre" or "son" or "sa" or "ses" or "su" or "sus");

    private bool IsBehindAnother(Passage passage) => passage.Number > 1 && source.Passages[passage.Number - 2].Paragraph == passage.Paragraph;

    private static bool IsName(string text, Token token) => char.IsUpper(text[token.Start]) && !Language.IsStopAnywhere(token.Word);

    /// <summary>"League of American Wheelmen" is one name.</summary>
    private static bool IsConnector(Token token) => token.Word is "of" or "the" || NamePart.IsConnector(token.Word);

    private static bool MayBear(Passage passage) => passage.Kind is PassageKind.Sentence or PassageKind.ListItem or PassageKind.Caption && !Injection.IsMeantForModel(passage.Text);

    private static bool IsNext(string text, Token left, Token right) => right.Start <= left.End + 1 || Tokens.Of(text[left.End..right.Start]).TrueForAll(IsConnector) && text.AsSpan(left.End, right.Start - left.End).IndexOfAny(",;:()") < 0;

    /// <summary>Where words stand one behind the other; -1 where they do not.</summary>
    private static int At(List<Token> all, List<string> keys)
    {
        var tokens = all.FindAll(token => !IsConnector(token));
        return Enumerable.Range(0, Math.Max(0, tokens.Count - keys.Count + 1))
            .FirstOrDefault(at => Enumerable.Range(0, keys.Count).All(i => tokens[at + i].Key == keys[i] || WordForms.AreOneName(tokens[at + i].Key, keys[i])), -1);
    }

    private List<Token> TokensOf(Passage passage) => _tokens.GetValue(passage, each => Tokens.Of(each.Text));
}
