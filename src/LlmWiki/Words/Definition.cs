namespace LlmWiki.Words;

/// <summary>
/// Finds what a sentence defines: "A freewheel is a …", "John Boyd Dunlop, a Scottish surgeon, …". The lexico-syntactic
/// patterns are those of Hearst, "Automatic acquisition of hyponyms from large text corpora" (COLING 1992), held to the
/// head of the sentence.
/// </summary>
internal static class Definition
{
    private const int MaxNameWords = 5;
    private const int MaxAside = 90;

    /// <summary>The name that is defined, as written and without its article; null where none is.</summary>
    public static string? SubjectOf(string sentence, Language language)
    {
        var tokens = Tokens.Of(sentence);
        var start = tokens.Count > 0 && language.IsArticle(tokens[0].Word) ? 1 : 0;
        var end = start;
        while (end < tokens.Count && end - start < MaxNameWords && IsNamePart(sentence, tokens, start, end, language))
        {
            end++;
        }

        if (end == start || end >= tokens.Count || NamePart.IsConnector(tokens[end - 1].Word))
        {
            return null;
        }

        var name = NamePart.WithoutOrigin(sentence[tokens[start].Start..tokens[end - 1].End]);
        return IsDefined(sentence, tokens, end, name, language) && !IsCommon(tokens, start, end) ? name : null;
    }

    private static bool IsNamePart(string sentence, List<Token> tokens, int start, int at, Language language)
    {
        if (at > start && !NamePart.Joins(sentence, tokens[at - 1], tokens[at]))
        {
            return false;
        }

        var word = tokens[at].Word;
        if (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("s'", StringComparison.Ordinal))
        {
            return false;
        }

        return (at > start && NamePart.IsConnector(word)) || (!language.IsStop(word) && !language.IsCopula(word) && !char.IsDigit(word[0]));
    }

    private static bool IsDefined(string sentence, List<Token> tokens, int end, string name, Language language)
    {
        var at = SkipAside(sentence, tokens[end - 1].End);
        var next = tokens.FindIndex(end, token => token.Start >= at);
        var copula = next > 0 && next + 1 < tokens.Count && OnlyBlanks(sentence, at, tokens[next].Start)
            && language.IsCopula(tokens[next].Word) && language.IsArticle(tokens[next + 1].Word);
        var apposition = sentence.AsSpan(tokens[end - 1].End).StartsWith(", ") && name.Contains(' ', StringComparison.Ordinal) && IsProper(name)
            && language.IsArticle(tokens[end].Word) && OnlyBlanks(sentence, tokens[end - 1].End + 1, tokens[end].Start);
        return copula || apposition;
    }

    private static bool IsProper(string name) => name.Split(' ').All(word => char.IsUpper(word[0]) || NamePart.IsConnector(word));

    /// <summary>Passes over "(1854–1901)" and ", also called the ordinary,".</summary>
    private static int SkipAside(string sentence, int at)
    {
        if (sentence.AsSpan(at).StartsWith(" (") && sentence.IndexOf(')', at) is > 0 and var close && close - at < MaxAside)
        {
            at = close + 1;
        }

        if (sentence.AsSpan(at).StartsWith(", ") && sentence.LastIndexOf(',', Math.Min(sentence.Length - 1, at + MaxAside)) is var comma && comma > at)
        {
            at = comma + 1;
        }

        return at;
    }

    private static bool OnlyBlanks(string text, int from, int to) => from <= to && string.IsNullOrWhiteSpace(text[from..to]);

    private static bool IsCommon(List<Token> tokens, int start, int end) =>
        end - start == 1 && (tokens[start].Word.EndsWith("est", StringComparison.Ordinal) || Language.IsCommonAnywhere(tokens[start].Word) || tokens[start].Word.Length < 3);
}

/// <summary>How the words of a name stand together.</summary>
internal static class NamePart
{
    private static readonly HashSet<string> Connectors = new(StringComparer.Ordinal)
    {
        "of", "de", "du", "des", "la", "le", "von", "van", "der", "den", "da", "di", "del", "dos", "the", "et", "zu", "y", "e", "al", "bin", "ibn",
    };

    private static readonly HashSet<string> Honorifics = new(StringComparer.Ordinal)
    {
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lady", "lord", "colonel", "col", "captain", "general", "herr", "frau", "madame", "monsieur",
    };

    /// <summary>"of", "de", "von": inside a name, never at its ends.</summary>
    public static bool IsConnector(string word) => Connectors.Contains(word);

    public static bool IsHonorific(string word) => Honorifics.Contains(word);

    /// <summary>Whether two words are one name's: a blank, a hyphen or dash of a compound, an apostrophe, or the dot of an initial.</summary>
    public static bool Joins(string text, Token left, Token right)
    {
        var gap = text.AsSpan(left.End, right.Start - left.End);
        return gap is " " or "-" or "–" or "’" or "'" or "" || (gap is ". " or "." && left.Length <= 2) || (gap is " & ");
    }

    /// <summary>"James Starley of Coventry" is James Starley; "League of American Wheelmen" is all of it.</summary>
    public static string WithoutOrigin(string name)
    {
        var of = Array.FindIndex(Origins, word => name.Contains(word, StringComparison.Ordinal));
        var at = of < 0 ? -1 : name.IndexOf(Origins[of], StringComparison.Ordinal);
        return at > 0 && name[..at].Split(' ') is { Length: > 1 } words && Array.TrueForAll(words, word => word.Length > 0 && char.IsUpper(word[0])) && !NamePart.IsBody(words[^1]) ? name[..at] : name;
    }

    private static readonly string[] Origins = [" of ", " aus ", " from "];

    private static readonly HashSet<string> Bodies = new(StringComparer.OrdinalIgnoreCase)
    {
        "league", "university", "institute", "house", "society", "department", "ministry", "bank", "museum", "school", "college", "church",
        "battle", "treaty", "act", "bill", "kingdom", "republic", "states", "union", "city", "bureau", "office", "board", "council", "court",
        "academy", "association", "federation", "order", "duke", "king", "queen", "prince", "bishop", "journal", "book", "law", "theory", "theorem",
    };

    /// <summary>Words whose name goes on behind "of".</summary>
    private static bool IsBody(string word) => Bodies.Contains(word);

    public static bool IsAcronym(string word) =>
        word.Length is >= 2 and <= 6 && word.Count(char.IsUpper) >= 2 && word.All(c => char.IsUpper(c) || char.IsDigit(c));

    /// <summary>The key of a name that a page may be called by; empty where it would be a number, date, code or common word.</summary>
    public static string KeyOf(string name)
    {
        var tokens = Tokens.Of(name);
        var ideographs = tokens.Count(token => Tokens.IsIdeograph(name[token.Start]));
        var bad = tokens.Count == 0 || (tokens.Count - ideographs > 6) || ideographs > 12 || tokens.All(token => char.IsDigit(token.Word[0]))
            || tokens.TrueForAll(token => Language.IsStopAnywhere(token.Word) || Language.IsCommonAnywhere(token.Word) || char.IsDigit(token.Word[0]))
            || (tokens.Count == 1 && ideographs == 0 && tokens[0].Word.Length < 2) || (ideographs == 1 && tokens.Count == 1)
            || HasCodeMarks(name) || tokens.Exists(token => token.Length > 4 && token.Word.All(char.IsDigit));
        return bad ? "" : string.Join(' ', tokens.Select(token => token.Key));
    }

    private static bool HasCodeMarks(string name) =>
        name.AsSpan().IndexOfAny("/\\=<>{}[]|@#$%^*~`_") >= 0 || name.Contains("://", StringComparison.Ordinal) || Slugish(name);

    private static bool Slugish(string name) => name.LastIndexOf('.') is > 0 and var dot && dot < name.Length - 1 && char.IsAsciiLetterLower(name[dot + 1]) && !name.Contains(' ', StringComparison.Ordinal);
}
