using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>What a statement says around one amount.</summary>
internal sealed class Frame
{
    private static readonly HashSet<string> Restricting = new(StringComparer.Ordinal)
    {
        "with", "without", "of", "that", "which", "who", "in", "on", "at", "for", "from", "to", "by", "per", "if", "when", "where", "than", "after", "before", "during", "until", "since", "as",
        "mit", "ohne", "von", "die", "der", "das", "auf", "an", "bei", "pro", "avec", "sans", "de", "qui", "que", "dans", "con", "sin", "en",
    };

    private static readonly string[][] Sides =
    [
        ["first", "second", "third", "fourth", "fifth", "sixth", "last", "next", "previous", "later", "earlier", "former", "latter"],
        ["north", "south", "east", "west", "northern", "southern", "eastern", "western"],
        ["new", "old", "original", "current", "modern", "today", "now"],
        ["front", "rear", "back", "upper", "lower", "inner", "outer", "top", "bottom", "left", "right"],
        ["big", "small", "great", "little", "large", "long", "short", "high", "low", "tall"],
        ["summer", "winter", "spring", "autumn", "day", "night", "morning", "evening"],
    ];

    public Frame(ParsedStatement statement, Quantity amount)
    {
        var tokens = statement.Tokens;
        var figure = tokens.FindLastIndex(Math.Max(0, Math.Min(tokens.Count, amount.At) - 1), token => char.IsDigit(token.Word[0]) || Figures.Of(token.Word).Count > 0);
        figure = figure < 0 ? Math.Min(tokens.Count, amount.At) : figure;
        IsMeasure = amount.IsMeasure;
        for (var i = 0; i < figure; i++)
        {
            if (ParsedStatement.IsContent(statement.Text, tokens[i]) && !Months.IsName(tokens[i].Word))
            {
                Words.Add(tokens[i].Key);
                if (statement.Names.Contains(tokens[i].Key))
                {
                    Names.Add(tokens[i].Key);
                    AddAttached(statement, i);
                }
            }
        }

        if (statement.HasPronoun)
        {
            Names.UnionWith(statement.Names);
            Words.UnionWith(statement.Names);
        }

        Telling = [.. statement.TellingApart.Where(word => Words.Contains(word) || tokens.Take(figure).Any(token => token.Word == word || word.EndsWith(token.Word, StringComparison.Ordinal)))];
        Verb = tokens.Take(figure).LastOrDefault(token => ParsedStatement.IsContent(statement.Text, token) && !char.IsUpper(statement.Text[token.Start])).Key ?? "";
        Restriction = RestrictionOf(statement, amount.At);
    }

    public bool IsMeasure { get; }

    /// <summary>Words before the amount that say something.</summary>
    public HashSet<string> Words { get; } = [];

    public HashSet<string> Names { get; } = [];

    /// <summary>Words that stand right before a name and say which of several it is: "racing" of "the racing Ariel".</summary>
    public HashSet<string> Attached { get; } = [];

    /// <summary>Of the words before the amount those that tell one of several apart.</summary>
    public HashSet<string> Telling { get; }

    /// <summary>The last word before the amount: "weighed".</summary>
    public string Verb { get; }

    /// <summary>What directly follows the amount and narrows it: "on rails" of "two cranes on rails".</summary>
    public HashSet<string> Restriction { get; }

    /// <summary>Both have words that tell apart, and not the same: "first" and "second".</summary>
    public bool IsToldApartFrom(Frame other) => Array.Exists(Sides, side =>
    {
        var (own, others) = (side.Where(Telling.Contains).ToList(), side.Where(other.Telling.Contains).ToList());
        return own.Count > 0 && others.Count > 0 && !own.SequenceEqual(others);
    });

    private void AddAttached(ParsedStatement statement, int at)
    {
        if (at > 0 && ParsedStatement.IsContent(statement.Text, statement.Tokens[at - 1]) && !statement.Names.Contains(statement.Tokens[at - 1].Key)
            && statement.Tokens[at].Start == statement.Tokens[at - 1].End + 1)
        {
            Attached.Add(statement.Tokens[at - 1].Key);
        }
    }

    private static HashSet<string> RestrictionOf(ParsedStatement statement, int at)
    {
        var tokens = statement.Tokens;
        var words = new HashSet<string>();
        if (at >= tokens.Count || at == 0 || !Restricting.Contains(tokens[at].Word) || HasStop(statement.Text, tokens, at))
        {
            return words;
        }

        for (var i = at; i < tokens.Count && (i == at || !HasStop(statement.Text, tokens, i)) && tokens[i].Word is not ("and" or "und" or "et" or "y" or "but"); i++)
        {
            if (ParsedStatement.IsContent(statement.Text, tokens[i]) && !Months.IsName(tokens[i].Word))
            {
                words.Add(tokens[i].Key);
            }
        }

        return words;
    }

    private static bool HasStop(string text, List<Token> tokens, int at) => text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End).IndexOfAny(",;:(—–") >= 0;
}
