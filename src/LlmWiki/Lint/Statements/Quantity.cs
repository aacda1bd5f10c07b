using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>
/// A number of a statement that can be held against another: what it counts or measures, and how much. Not one is made of what is only
/// about, at least or between, of a part ("two of the six"), a label ("version 3"), a time of day or a year.
/// </summary>
/// <param name="Kind">What is told: a dimension with its base unit ("length"), or the key of the noun that is counted.</param>
/// <param name="Value">In the base unit of the dimension.</param>
/// <param name="At">Index of the first token behind the number.</param>
/// <param name="Modifiers">Words between a count and its noun: "red" of "three red ships".</param>
internal sealed record Quantity(string Kind, decimal Value, bool IsMeasure, string Text, int At, string Modifiers)
{
    private const int MostNounWords = 3;

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
    private static readonly HashSet<string> Labels = new(StringComparer.Ordinal)
    {
        "version", "v", "page", "chapter", "part", "section", "figure", "table", "volume", "vol", "no", "number", "nr", "model", "class", "type", "grade",
        "level", "line", "step", "phase", "stage", "round", "room", "group", "team", "issue", "rule", "article", "paragraph", "release", "seite", "kapitel", "teil", "band", "tome", "chapitre",
    };

    public static List<Quantity> Of(string text, List<Token> tokens)
    {
        var figures = Figures.Of(text);
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
        var isGlued = (before.Length > 0 && before[^1] is ':' or '.' or '/' or '#' or '-' or '–' or '×' or '=') || (after.Length > 0 && after[0] is ':' or '/' or '×' or '=') || (after.Length > 0 && char.IsLetter(after[0]));
        var isLabel = at > 0 && Labels.Contains(tokens[at - 1].Word);
        var isPart = at + 1 < tokens.Count && tokens[at + 1].Word is "of" or "von" or "times" or "mal" or "fois" or "veces" or "or" or "oder" or "more" or "other" or "th" or "st" or "nd" or "rd";
        return !isRange && !isGlued && !isLabel && !isPart && !(at > 0 && tokens[at - 1].Word is "of" && at > 1 && tokens[at - 2].Word is "out" or "one");
    }

    /// <summary>"8 to 12", "8–12", "8 or 12".</summary>
    private static bool IsJoin(string between) => between.Trim(' ', '\u00A0') is "-" or "–" or "—" or "to" or "or" or "bis" or "oder" or "à" or "ou" or "a" or "o" or "x" or "×" or ":" or "and a half";

    private static Quantity? Make(string text, List<Token> tokens, Figure figure)
    {
        var next = tokens.FindIndex(token => token.Start >= figure.Start + figure.Text.Length);
        if (figure.Unit.Length > 0)
        {
            var (dimension, factor) = Units.GetValueOrDefault(figure.Unit, (figure.Unit, 1m));
            return new Quantity(dimension, figure.Values[0] * factor, true, Shown(text, tokens, figure, next), next < 0 ? tokens.Count : next, "");
        }

        var words = new List<Token>();
        for (var i = next; i >= 0 && i < tokens.Count && words.Count < MostNounWords; i++)
        {
            var gap = i == next ? text[(figure.Start + figure.Text.Length)..tokens[i].Start] : text[tokens[i - 1].End..tokens[i].Start];
            if (gap.Trim() is not ("" or "-") || Language.IsStopAnywhere(tokens[i].Word) || char.IsDigit(tokens[i].Word[0]))
            {
                break;
            }

            words.Add(tokens[i]);
            if (IsPlural(tokens[i]))
            {
                break;
            }
        }

        return words.Count == 0 ? null : new Quantity(words[^1].Key, figure.Values[0], false, text[figure.Start..words[^1].End], next + words.Count, string.Join(' ', words[..^1].Select(word => word.Key)));
    }

    private static bool IsPlural(Token token) => token.Key.Length < token.Word.Length || token.Word is "people" or "men" or "women" or "children" or "feet" or "teeth";

    private static string Shown(string text, List<Token> tokens, Figure figure, int next)
    {
        var end = figure.Start + figure.Text.Length;
        return next >= 0 && tokens[next].Start <= end + 1 && !Language.IsStopAnywhere(tokens[next].Word) ? text[figure.Start..tokens[next].End] : figure.Text;
    }
}
