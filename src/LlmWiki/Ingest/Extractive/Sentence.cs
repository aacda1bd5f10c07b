using System.Text.RegularExpressions;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Extractive;

/// <summary>What a passage needs, read off its words, to be told on its own.</summary>
internal enum Standing
{
    /// <summary>It makes sense by itself.</summary>
    Alone,

    /// <summary>It begins with or turns on a word that stands for something told before.</summary>
    Leans,

    /// <summary>It is so short that it reads better with the sentence before it: "They shook."</summary>
    Brief,

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

        if (Leans(tokens, text, language))
        {
            return (Standing.Leans, "leans on the text before it");
        }

        return (IsShort(tokens, text) && Definition.SubjectOf(text, language) is null ? Standing.Brief : Standing.Alone, "");
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

    private static bool Leans(List<Token> tokens, string text, Language language)
    {
        if (language.Leans(tokens[0].Word) && !IsDummySubject(tokens, language))
        {
            return true;
        }

        if (language.IsReader(tokens[0].Word))
        {
            return true;
        }

        // "Without it there would be …": what stands before the pronoun says nothing it could stand for.
        for (var i = 1; i < Math.Min(4, tokens.Count) && language.IsStop(tokens[i - 1].Word); i++)
        {
            if (language.Words("back").Contains(tokens[i].Word))
            {
                return true;
            }
        }

        // "In 1885 he showed …": a person's pronoun before any name of a person's kind.
        for (var i = 0; i < tokens.Count; i++)
        {
            if (language.IsPerson(tokens[i].Word))
            {
                return true;
            }

            if (i > 0 && char.IsUpper(text[tokens[i].Start]) && !language.IsStop(tokens[i].Word) && !language.Words("common").Contains(tokens[i].Word))
            {
                return false;
            }
        }

        return false;
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
