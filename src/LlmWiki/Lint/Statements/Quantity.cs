using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>
/// A number of a statement that can be held against another: what it counts or measures, and how much. Not one is made of what is only
/// about, at least or between, of a part ("two of the six"), a label ("version 3"), a time of day or a year.
/// </summary>
/// <param name="Kind">What is told: a dimension with its base unit ("length"), or the key of the noun that is counted.</param>
/// <param name="Value">In the base unit of the dimension.</param>
/// <param name="Figure">Index of the token that it begins with.</param>
/// <param name="At">Index of the first token behind it.</param>
/// <param name="Modifiers">Words between a count and its noun: "red" of "three red ships".</param>
internal sealed record Quantity(string Kind, decimal Value, bool IsMeasure, string Text, int Figure, int At, string Modifiers)
{
    private const int MostNounWords = 3;

    /// <summary>Only amounts of one slot are held against each other.</summary>
    public string Slot { get; } = (IsMeasure ? "m " : "n ") + Kind + " " + Modifiers;

    private static readonly Dictionary<string, (string Dimension, decimal Factor)> Units = new(StringComparer.Ordinal)
    {
        ["mm"] = ("length", 0.001m),
        ["cm"] = ("length", 0.01m),
        ["m"] = ("length", 1m),
        ["km"] = ("length", 1000m),
        ["mi"] = ("length", 1609.344m),
        ["ft"] = ("length", 0.3048m),
        ["inch"] = ("length", 0.0254m),
        ["g"] = ("weight", 0.001m),
        ["kg"] = ("weight", 1m),
        ["lb"] = ("weight", 0.45359237m),
        ["pound"] = ("weight", 0.45359237m),
        ["ton"] = ("weight", 1000m),
        ["s"] = ("time", 1m),
        ["min"] = ("time", 60m),
        ["h"] = ("time", 3600m),
        ["day"] = ("time", 86_400m),
        ["week"] = ("time", 604_800m),
        ["kmh"] = ("speed", 1m),
        ["mph"] = ("speed", 1.609344m),
        ["w"] = ("power", 1m),
        ["kw"] = ("power", 1000m),
    };

    /// <summary>Words before a number that make it a name: "version 3", "page 12".</summary>
    public static readonly HashSet<string> Labels = new(StringComparer.Ordinal)
    {
        "version", "v", "page", "chapter", "part", "section", "figure", "table", "volume", "vol", "no", "number", "nr", "model", "class", "type", "grade",
        "level", "line", "step", "phase", "stage", "round", "room", "group", "team", "issue", "rule", "article", "paragraph", "release", "seite", "kapitel", "teil", "band", "tome", "chapitre",
    };

    public static List<Quantity> Of(string text, List<Token> tokens, List<Figure> figures)
    {
        var found = new List<Quantity>();
        for (var i = 0; i < figures.Count; i++)
        {
            if (IsExact(text, tokens, figures, i) && Make(text, tokens, figures[i]) is { } quantity)
            {
                found.Add(quantity);
            }
        }

        return found;
    }

    private static bool IsExact(string text, List<Token> tokens, List<Figure> figures, int i)
    {
        var figure = figures[i];
        var (end, at) = (figure.Start + figure.Text.Length, tokens.FindIndex(token => token.End > figure.Start));
        if (figure.IsOfName || figure.IsYear || figure.Hedge is not null || figure.Values.Count != 1 || at < 0 || tokens[at].End > end + 1)
        {
            return false;
        }

        var after = text.AsSpan(end);
        var before = text.AsSpan(0, figure.Start);
        var isRange = (i + 1 < figures.Count && IsJoin(text[Math.Min(end, figures[i + 1].Start)..figures[i + 1].Start])) || (i > 0 && IsJoin(text[Math.Min(figures[i - 1].Start + figures[i - 1].Text.Length, figure.Start)..figure.Start]));
        var isGlued = (before.Length > 0 && (before[^1] is ':' or '.' or '/' or '#' or '-' or '–' or '×' or '=' or '_' or '(' or '<' or '>' || char.IsLetter(before[^1]))) || (after.Length > 0 && after[0] is ':' or '/' or '×' or '=') || (after.Length > 0 && char.IsLetter(after[0]));
        isGlued |= before.TrimEnd() is [.., '<' or '>' or '=' or '≤' or '≥' or '~' or '≈' or '±' or '+'];
        var isLabel = at > 0 && (Labels.Contains(tokens[at - 1].Word) || char.IsUpper(text[tokens[at - 1].Start]) && IsName(text, tokens, at - 1));
        var isPart = at + 1 < tokens.Count && figure.Unit != "%" && tokens[at + 1].Word is "of" or "von" or "times" or "mal" or "fois" or "veces" or "or" or "oder" or "more" or "other" or "th" or "st" or "nd" or "rd";
        return !isRange && !isGlued && !isLabel && !isPart && !(at > 0 && tokens[at - 1].Word is "of" && at > 1 && tokens[at - 2].Word is "out" or "one");
    }

    /// <summary>"Orbiter 3" is a name; "In Brede 12 people" is none.</summary>
    private static bool IsName(string text, List<Token> tokens, int at) => char.IsDigit(text[tokens[at + 1].Start]) && text.AsSpan(tokens[at].End, tokens[at + 1].Start - tokens[at].End) is " "
        && !Language.IsStopAnywhere(tokens[at].Word) && !Months.IsName(tokens[at].Word);

    /// <summary>"8 to 12", "8–12", "8 or 12".</summary>
    private static bool IsJoin(string between) => between.Trim(' ', '\u00A0') is "-" or "–" or "—" or "to" or "or" or "bis" or "oder" or "à" or "ou" or "a" or "o" or "x" or "×" or ":" or "and a half";

    private static Quantity? Make(string text, List<Token> tokens, Figure figure)
    {
        var (start, end) = (figure.Start, figure.Start + figure.Text.Length);
        var at = tokens.FindIndex(token => token.End > start);
        var next = tokens.FindIndex(token => token.Start >= end);
        next = next < 0 ? tokens.Count : next;
        if (figure.Unit.Length > 0)
        {
            var (dimension, factor) = Units.GetValueOrDefault(figure.Unit, (figure.Unit, 1m));
            var isBehind = next < tokens.Count && tokens[next].Start <= end + 1 && !Language.IsStopAnywhere(tokens[next].Word) && (end >= text.Length || text[end] != '%');
            return new Quantity(dimension, figure.Values[0] * factor, true, Shown(text, tokens, figure, next), at, isBehind ? next + 1 : next, "");
        }

        var words = NounAt(text, tokens, end, next);
        return words.Count > 0 && decimal.IsInteger(figure.Values[0]) ? new Quantity(words[^1].Key, figure.Values[0], false, text[start..words[^1].End], at, next + words.Count, string.Join(' ', words[..^1].Select(word => word.Key)))
            : IsBare(text, tokens, at, next, end) ? new Quantity("", figure.Values[0], false, figure.Text, at, next, "") : null;
    }

    /// <summary>"The population of Skarvik is 8,400."</summary>
    private static bool IsBare(string text, List<Token> tokens, int at, int next, int end) => at > 2 && tokens[at - 1].Word is "is" or "was" or "ist" or "betragt" or "est" or "es"
        && (next >= tokens.Count || text.AsSpan(end, tokens[next].Start - end).IndexOfAny(",;:.(") >= 0) && char.IsDigit(tokens[at].Word[0]);

    /// <summary>The noun that is counted, with what stands before it.</summary>
    private static List<Token> NounAt(string text, List<Token> tokens, int end, int next)
    {
        var words = new List<Token>();
        for (var i = next; i < tokens.Count && words.Count < MostNounWords; i++)
        {
            var gap = text.AsSpan(i == next ? end : tokens[i - 1].End, tokens[i].Start - (i == next ? end : tokens[i - 1].End));
            if (gap.Trim() is not ("" or "-") || (Language.IsStopAnywhere(tokens[i].Word) && !Meanings.IsTelling(tokens[i].Word)) || char.IsDigit(tokens[i].Word[0]) || Months.IsName(tokens[i].Word))
            {
                break;
            }

            words.Add(tokens[i]);
            if (IsPlural(tokens[i]))
            {
                break;
            }
        }

        return words;
    }

    private static bool IsPlural(Token token) => token.Key.Length < token.Word.Length || token.Word is "people" or "men" or "women" or "children" or "feet" or "teeth";

    private static string Shown(string text, List<Token> tokens, Figure figure, int next)
    {
        var end = figure.Start + figure.Text.Length;
        return next < tokens.Count && tokens[next].Start <= end + 1 && !Language.IsStopAnywhere(tokens[next].Word) ? text[figure.Start..tokens[next].End] : figure.Text;
    }
}
