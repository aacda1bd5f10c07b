using System.Text.RegularExpressions;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Claims;

/// <summary>What a passage needs, read off its words, to be told on its own.</summary>
internal enum Standing
{
    /// <summary>It makes sense by itself.</summary>
    Alone,

    /// <summary>It makes sense by itself, but reads better with the sentence before it: "They shook.", "Renold supplied it."</summary>
    Soft,

    /// <summary>It begins with or turns on a word that stands for something told before.</summary>
    Leans,

    /// <summary>The same, and the word is "he" or "she".</summary>
    LeansOnPerson,

    /// <summary>It is told in the first person.</summary>
    Self,

    /// <summary>It leads into the list that follows.</summary>
    LeadsIn,

    /// <summary>It is no statement; the reason says what it is.</summary>
    NoStatement,
}

/// <summary>Judges single passages. All of it is by word lists and marks; where a language is unknown, more stands alone.</summary>
internal static partial class Sentence
{
    public static (Standing Standing, string Reason) Judge(Passage passage, Language language)
    {
        var text = passage.Text;
        var tokens = Tokens.Of(text);
        if (tokens.Count == 0)
        {
            return (Standing.NoStatement, "no words");
        }

        if (text.Split(' ').All(word => word.Length > 1 && word[0] == '#'))
        {
            return (Standing.NoStatement, "tags");
        }

        if (passage.IsTask || TaskBox().IsMatch(text))
        {
            return (Standing.NoStatement, "to-do");
        }

        if (text.TrimEnd('"', '”', '’', ')', '*', '_', ' ')[^1] is '?' or '？' or '؟')
        {
            return (Standing.NoStatement, "question");
        }

        var folded = Folding.Fold(text);
        if (Array.Exists(language.Refers, phrase => folded.Contains(phrase, StringComparison.Ordinal)))
        {
            return (Standing.NoStatement, "speaks of its own text");
        }

        if (text[^1] is ':' or '：')
        {
            return (Standing.LeadsIn, "leads into a list");
        }

        if (tokens.Exists(token => language.IsSelf(token.Word)))
        {
            return (Standing.Self, "first person");
        }

        if (Address().IsMatch(text) && tokens.Count < 10 && Address().Count(text) * 4 > tokens.Count - 4)
        {
            return (Standing.NoStatement, "link");
        }

        if (tokens[0].Word is "please" or "bitte" || text.Contains('→', StringComparison.Ordinal))
        {
            return (Standing.NoStatement, "speaks to the reader");
        }

        return Lean(tokens, text, language) switch
        {
            Standing.Alone => (IsSoft(tokens, text, language) ? Standing.Soft : Standing.Alone, ""),
            var leaning => (leaning, "leans on the text before it"),
        };
    }

    /// <summary>Whether the first word stands for something told before.</summary>
    public static bool LeansAtHead(string text, Language language) =>
        Tokens.Of(text) is { Count: > 0 } tokens && language.Leans(tokens[0].Word) && !IsDummySubject(tokens, language);

    /// <summary>Whether a sentence turns on a word that stands for something told before it: "It shook", "In 1885 he showed it".</summary>
    public static bool NeedsContext(string text, Language language) =>
        Tokens.Of(text) is { Count: > 0 } tokens && Lean(tokens, text, language) is Standing.Leans or Standing.LeansOnPerson;

    /// <summary>Two to four words with capitals: "John Kemp Starley".</summary>
    public static bool IsPersonName(string text)
    {
        var words = text.Split(' ');
        return words.Length is 2 or 3 or 4 && Array.TrueForAll(words, word => word.Length > 0 && (char.IsUpper(word[0]) || NamePart.IsConnector(word)))
            && Tokens.Of(text).TrueForAll(token => !Language.IsCommonAnywhere(token.Word) && !Language.IsStopAnywhere(token.Word) | NamePart.IsConnector(token.Word)) && text.AsSpan().IndexOfAny(",:;?!&") < 0;
    }

    /// <summary>A name stands in it that is not the name of where something is.</summary>
    public static bool NamesSomebody(string text, Language language)
    {
        var tokens = Tokens.Of(text);
        return Enumerable.Range(0, tokens.Count).Any(i => IsAntecedent(text, tokens, i, language));
    }

    /// <summary>Too short to say something: fewer than four words, or no sentence mark and fewer than six.</summary>
    public static bool IsFragment(string text)
    {
        var tokens = Tokens.Of(text);
        var ideographs = tokens.Count(token => token.Length == 1 && Tokens.IsIdeograph(text[token.Start]));
        var words = tokens.Count - ideographs + (ideographs / 2);
        return words < 4 || (words < 6 && !EndsSentence(text));
    }

    public static bool EndsSentence(string text) =>
        text.TrimEnd('"', '”', '’', ')', '»', '“', '*', '_')[^1..] is "." or "!" or "。" or "！" or "۔" or "।" or "…";

    private static Standing Lean(List<Token> tokens, string text, Language language)
    {
        var person = PersonWithoutName(tokens, text, language);
        if (language.Leans(tokens[0].Word) && !IsDummySubject(tokens, language))
        {
            return language.IsPerson(tokens[0].Word) ? Standing.LeansOnPerson : Standing.Leans;
        }

        // "The safety with a dropped frame was.": the rest of the clause stands in the sentence before.
        if (language.IsReader(tokens[0].Word) || (tokens.Count > 1 && language.IsCopula(tokens[^1].Word)))
        {
            return Standing.Leans;
        }

        // "Without it there would be …": what stands before the pronoun says nothing it could stand for.
        for (var i = 1; i < Math.Min(4, tokens.Count) && language.IsStop(tokens[i - 1].Word); i++)
        {
            if (language.Words("back").Contains(tokens[i].Word))
            {
                return Standing.Leans;
            }
        }

        return person ? Standing.LeansOnPerson : Standing.Alone;
    }

    /// <summary>"In 1885 he showed …": a person's pronoun before any name it could stand for.</summary>
    private static bool PersonWithoutName(List<Token> tokens, string text, Language language)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (language.IsPerson(tokens[i].Word))
            {
                return true;
            }

            if (IsAntecedent(text, tokens, i, language))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>A capital word inside a sentence, or two at its head, that does not follow "in", "at", "near" …</summary>
    private static bool IsAntecedent(string text, List<Token> tokens, int at, Language language)
    {
        if (!char.IsUpper(text[tokens[at].Start]) || language.IsStop(tokens[at].Word) || Language.IsCommonAnywhere(tokens[at].Word) || tokens[at].Length < 2)
        {
            return false;
        }

        if (at == 0)
        {
            return tokens.Count > 1 && char.IsUpper(text[tokens[1].Start]) || tokens.Count > 1 && language.IsStop(tokens[1].Word);
        }

        var before = at > 1 && language.IsArticle(tokens[at - 1].Word) ? at - 2 : at - 1;
        while (before > 0 && char.IsUpper(text[tokens[before].Start]) && !language.IsStop(tokens[before].Word))
        {
            before--;
        }

        return !language.Words("place").Contains(tokens[before].Word);
    }

    /// <summary>Short, or with a pronoun early on that may stand for something told before.</summary>
    private static bool IsSoft(List<Token> tokens, string text, Language language)
    {
        var brief = IsShort(tokens, text) && !tokens.Exists(token => char.IsDigit(token.Word[0])) && !tokens.Skip(1).Any(token => char.IsUpper(text[token.Start]))
            && Definition.SubjectOf(text, language) is null;
        return brief || tokens.Take(9).Any(token => language.Words("soft").Contains(token.Word));
    }

    private static bool IsShort(List<Token> tokens, string text) =>
        tokens.Count < 6 && !tokens.Exists(token => Tokens.IsIdeograph(text[token.Start]));

    /// <summary>"It is known that …", "There are …": the first word stands for nothing.</summary>
    private static bool IsDummySubject(List<Token> tokens, Language language) => language.Code == "en" && tokens.Count > 3
        && ((tokens[0].Word == "here" && tokens[1].Word is "is" or "are") || (tokens[0].Word is "both" && tokens[2].Word == "and")
            || (tokens[0].Word == "the" && tokens[1].Word is not "latter" and not "former"));

    [GeneratedRegex(@"^(?:[☐☑]|\[[ xX]\])", RegexOptions.CultureInvariant)]
    private static partial Regex TaskBox();

    [GeneratedRegex(@"https?://|www\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
