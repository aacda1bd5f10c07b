using System.Text.RegularExpressions;
using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>
/// "Since 2025: …" and "Until 2019: …" before a statement: how a page tells what is so, and what was so before. What stands behind "until"
/// is told of the past, whatever its verb says.
/// </summary>
/// <param name="Since">With a place for the year.</param>
internal sealed partial record Era(string Since, string Until)
{
    /// <summary>Words of a label.</summary>
    private const int Words = 2;

    private static readonly Dictionary<string, Era> ByLanguage = new(StringComparer.Ordinal)
    {
        ["en"] = new("Since {0}: ", "Until {0}: "),
        ["de"] = new("Seit {0}: ", "Bis {0}: "),
        ["fr"] = new("Depuis {0} : ", "Jusqu'en {0} : "),
        ["es"] = new("Desde {0}: ", "Hasta {0}: "),
    };

    /// <summary>The labels in the language of a statement; null where none are known.</summary>
    public static Era? Of(string statement) => ByLanguage.GetValueOrDefault(Language.Of(Tokens.Of(statement).Select(token => token.Word)).Code);

    /// <summary>Whether a statement has one of the labels.</summary>
    public static bool IsIn(string statement) => Label().IsMatch(statement);

    public static bool IsPast(string statement) => Label().Match(statement).Groups["until"].Success;

    /// <summary>How many words at the head of a statement say no more than since when it is so.</summary>
    public static int WordsOfSince(string statement) => Label().Match(statement).Groups["since"].Success ? Words : 0;

    /// <summary>The label of a statement, its blank included; empty where it has none.</summary>
    public static string LabelOf(string statement) => Label().Match(statement).Value;

    [GeneratedRegex(@"\A(?:(?<since>Since|Seit|Depuis|Desde)|(?<until>Until|Bis|Jusqu['’]en|Hasta)) \d{4} ?: ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Label();
}
