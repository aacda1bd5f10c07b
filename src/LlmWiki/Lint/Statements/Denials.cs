using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>Two statements of which one denies what the other says, or says the opposite.</summary>
internal static class Denials
{
    private const int FewestShared = 3;

    /// <summary>Behind a "not" these make it something else than a denial.</summary>
    private static readonly HashSet<string> Softeners = new(StringComparer.Ordinal)
    {
        "only", "just", "longer", "yet", "always", "all", "every", "everybody", "everyone", "necessarily", "until", "much", "many", "very", "quite", "merely", "both", "nur", "immer", "alle", "mehr", "seulement", "toujours", "solo", "siempre",
    };

    public static Disagreement? Compare(ParsedStatement left, ParsedStatement right)
    {
        if (!left.Years.SetEquals(right.Years))
        {
            return null;
        }

        foreach (var one in Clauses.Of(left.Text, left.Tokens))
        {
            foreach (var other in Clauses.Of(right.Text, right.Tokens))
            {
                if (Compare(left, right, one, other) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static Disagreement? Compare(ParsedStatement left, ParsedStatement right, List<Token> one, List<Token> other)
    {
        var (said, against) = (Negators(left, one), Negators(right, other));
        var (words, others) = (Words(left, one), Words(right, other));
        if (words.Count < FewestShared || words.Count != others.Count || words.TrueForAll(left.Names.Contains) || !(HasSubject(left, one) || left.Statement.Page == right.Statement.Page) || Amounts(one) != Amounts(other))
        {
            return null;
        }

        if (said != against && said + against == 1 && words.SequenceEqual(others))
        {
            return new Disagreement(DisagreementKind.Contradiction, "whether it is so", said == 1 ? "denied" : "said", said == 1 ? "said" : "denied");
        }

        var differing = Enumerable.Range(0, words.Count).Where(i => words[i] != others[i]).ToList();
        return said == against && said == 0 && differing.Count == 1 && EventWords.AreOpposites(words[differing[0]], others[differing[0]])
            ? new Disagreement(DisagreementKind.Contradiction, "opposite words", words[differing[0]], others[differing[0]]) : null;
    }

    /// <summary>How often a clause says no; 9 where what it says is softer than that.</summary>
    private static int Negators(ParsedStatement statement, List<Token> clause)
    {
        var count = 0;
        for (var i = 0; i < clause.Count; i++)
        {
            if (Negations.IsNegation(statement.Text, clause[i]))
            {
                count += i + 1 < clause.Count && Softeners.Contains(clause[i + 1].Word) ? 9 : 1;
            }
        }

        return count;
    }

    /// <summary>The words of a clause that say something, in order, as written but for case.</summary>
    private static List<string> Words(ParsedStatement statement, List<Token> clause) =>
        [.. clause.Where(token => ParsedStatement.IsContent(statement.Text, token) || EventWords.HasOpposite(token.Word)).Select(token => EventWords.HasOpposite(token.Word) ? token.Word : token.Key)];

    private static bool HasSubject(ParsedStatement statement, List<Token> clause) => clause.Exists(token => statement.Names.Contains(token.Key)) || clause.Count >= 4;

    private static string Amounts(List<Token> clause) => string.Join(' ', clause.Where(token => char.IsDigit(token.Word[0])).Select(token => token.Word));
}
