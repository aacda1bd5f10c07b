using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>A statement taken apart for comparing it with others.</summary>
internal sealed class ParsedStatement
{
    private const int MostWords = 60;
    private const int FewestWords = 2;

    private static readonly HashSet<string> Pronouns = new(StringComparer.Ordinal) { "it", "he", "she", "they", "its", "his", "her", "their", "er", "sie", "es", "il", "elle", "ils", "elles", "el", "ella" };

    /// <summary>Words that tell one of several apart: statements that differ in one are about different things.</summary>
    private static readonly HashSet<string> Telling = new(StringComparer.Ordinal)
    {
        "first", "second", "third", "fourth", "fifth", "sixth", "last", "next", "previous", "later", "earlier", "former", "latter", "other", "another", "new", "old", "original", "current", "today", "now", "modern",
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower", "left", "right", "front", "rear", "back", "inner", "outer", "top", "bottom",
        "big", "small", "great", "little", "large", "long", "short", "high", "low", "tall", "male", "female", "men", "women", "children", "summer", "winter", "spring", "autumn", "day", "night", "morning", "evening",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "half", "whole", "each", "every", "per", "total", "average", "maximum", "minimum", "main",
    };

    public ParsedStatement(Statement statement, string title)
    {
        Statement = statement;
        Tokens = Words.Tokens.Of(statement.Text);
        var first = Tokens.Count > 0 ? Tokens[0].Word : "";
        Years = [.. Figures.Of(statement.Text).Where(figure => figure.IsYear && !figure.IsOfName).Select(figure => figure.Text).Distinct()];
        Days = Months.DaysIn(statement.Text);
        Content = [.. Tokens.Where(token => IsContent(statement.Text, token)).Select(token => token.Key)];
        Names = [.. Tokens.Skip(1).Where(token => char.IsUpper(statement.Text[token.Start]) && IsContent(statement.Text, token)).Select(token => token.Key)];
        if (Tokens.Count > 0 && char.IsUpper(statement.Text[0]) && Tokens[0].Start == 0 && IsContent(statement.Text, Tokens[0]) && Tokens.Count > 1 && (char.IsUpper(statement.Text[Tokens[1].Start]) || Names.Contains(Tokens[0].Key)))
        {
            Names.Add(Tokens[0].Key);
        }

        if (Pronouns.Contains(first))
        {
            var subject = Words.Tokens.Of(title).Where(token => IsContent(title, token)).Select(token => token.Key).ToList();
            Content.UnionWith(subject);
            Names.UnionWith(subject);
            HasPronoun = true;
        }
    }

    public Statement Statement { get; }

    public string Text => Statement.Text;

    public List<Token> Tokens { get; }

    /// <summary>Keys of the words that say something, numbers left out.</summary>
    public HashSet<string> Content { get; }

    /// <summary>Keys of the words with a capital.</summary>
    public HashSet<string> Names { get; }

    public HashSet<string> Years { get; }

    public IReadOnlyList<MonthDay> Days { get; }

    /// <summary>It begins with a pronoun, which is taken for the page's title.</summary>
    public bool HasPronoun { get; }

    /// <summary>Whether it says that something is so: not what somebody says, may be, is asked or is quoted.</summary>
    public bool IsAssertion => !Statement.IsQuoted && Tokens.Count is > FewestWords and <= MostWords && Content.Count >= FewestWords && !Text.TrimEnd().EndsWith('?')
        && Text[0] is not ('"' or '“' or '„' or '«') && !Tokens.Exists(token => CheckWords.Report.Contains(token.Word) || (CheckWords.Unreal.Contains(token.Word) && !IsMonth(token)));

    /// <summary>The words of <see cref="Telling"/> in it, and labels with their numbers: "version 3".</summary>
    public HashSet<string> TellingApart => _telling ??= [.. Tokens.Where(token => Telling.Contains(token.Word)).Select(token => token.Word), .. LabelledNumbers()];

    private HashSet<string>? _telling;

    public List<Quantity> Quantities => _quantities ??= Quantity.Of(Text, Tokens);

    private List<Quantity>? _quantities;

    /// <summary>Words that say something: no function words, no negations, no numbers.</summary>
    public static bool IsContent(string text, Token token) => !char.IsDigit(token.Word[0])
        && (Words.Tokens.IsIdeograph(text[token.Start]) ? !CheckWords.FunctionCharacters.Contains(text[token.Start]) : token.Length > 1 && (!Language.IsStopAnywhere(token.Word) || Telling.Contains(token.Word)) && !CheckWords.IsNegation(token.Word));

    private bool IsMonth(Token token) => token.Word is "may" && Text[token.Start] == 'M';

    /// <summary>"version 3", "v2", "chapter 4", "3.1": numbers that are part of a name.</summary>
    private IEnumerable<string> LabelledNumbers()
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            var isNumber = char.IsDigit(Tokens[i].Word[0]);
            if (isNumber && i > 0 && Tokens[i - 1].Word is "version" or "v" or "release" or "chapter" or "part" or "volume" or "model" or "page" or "no" or "step" or "stage")
            {
                yield return Tokens[i - 1].Word + Tokens[i].Word;
            }
            else if (Tokens[i].Word.Length is > 1 and < 6 && Tokens[i].Word[0] == 'v' && Tokens[i].Word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                yield return Tokens[i].Word;
            }
        }
    }
}
