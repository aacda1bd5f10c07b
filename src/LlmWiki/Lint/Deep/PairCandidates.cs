using LlmWiki.Lint.Statements;

namespace LlmWiki.Lint.Deep;

/// <summary>Chooses the pairs that a model is asked about: a few of each statement, those first that promise most.</summary>
internal static class PairCandidates
{
    /// <summary>Pairs of one statement.</summary>
    private const int MostOfStatement = 3;

    private const int FewestShared = 2;
    private const double LeastShared = 0.4;
    private const int MostNames = 3;

    /// <summary>Those of the pairs that code cannot decide.</summary>
    public static List<(ParsedStatement Left, ParsedStatement Right)> Of(IEnumerable<(ParsedStatement Left, ParsedStatement Right)> pairs)
    {
        var counts = new Dictionary<Statement, int>(ReferenceEqualityComparer.Instance);
        var texts = new HashSet<(string, string)>();
        var chosen = new List<(ParsedStatement, ParsedStatement)>();
        foreach (var (left, right, _) in pairs.Select(pair => (pair.Left, pair.Right, Promise: Promise(pair.Left, pair.Right))).Where(pair => pair.Promise > 0).OrderByDescending(pair => pair.Promise))
        {
            var (ofLeft, ofRight) = (counts.GetValueOrDefault(left.Statement), counts.GetValueOrDefault(right.Statement));
            if (ofLeft < MostOfStatement && ofRight < MostOfStatement && Disagreement.Between(left, right) is null && texts.Add(string.CompareOrdinal(left.Text, right.Text) < 0 ? (left.Text, right.Text) : (right.Text, left.Text)))
            {
                (counts[left.Statement], counts[right.Statement]) = (ofLeft + 1, ofRight + 1);
                chosen.Add((left, right));
            }
        }

        return chosen;
    }

    /// <summary>How likely two statements speak of one thing; 0 where they are not alike enough, or say the same.</summary>
    private static double Promise(ParsedStatement left, ParsedStatement right)
    {
        var shared = left.Content.Count(right.Content.Contains);
        var share = (double)shared / Math.Max(1, Math.Min(left.Content.Count, right.Content.Count));
        if (!left.IsAssertion || !right.IsAssertion || shared < FewestShared || share < LeastShared || DeepQuote.AreOne(left.Text, right.Text))
        {
            return 0;
        }

        var names = Math.Min(MostNames, left.Names.Count(right.Names.Contains));
        var isSameUnit = left.Quantities.Exists(one => right.Quantities.Exists(other => other.Kind == one.Kind && other.IsMeasure == one.IsMeasure));
        return share + names + (isSameUnit ? 2 : 0);
    }
}
