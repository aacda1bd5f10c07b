using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace LlmWiki.Lint.Statements;

/// <summary>Two statements that disagree; the first is the earlier by page and place.</summary>
internal sealed record StatementPair(Statement First, Statement Second, Disagreement Disagreement);

/// <summary>
/// Finds the statements of a wiki that disagree. Only statements that share a key and say something else under it are compared, and each
/// with a few under one key at most, so the work grows with the wiki and not with its square.
/// </summary>
internal sealed class StatementPairs
{
    /// <summary>Partners of one statement under one key.</summary>
    private const int MostPartners = 12;

    private readonly record struct Entry(ulong Key, int Page, int Statement, ulong Value);

    private StatementPairs(ImmutableArray<StatementPair> found, int candidates, int statements) => (Found, Candidates, Statements) = (found, candidates, statements);

    /// <summary>In order of the second statement, each pair of texts once.</summary>
    public ImmutableArray<StatementPair> Found { get; }

    /// <summary>How many pairs were compared.</summary>
    public int Candidates { get; }

    public int Statements { get; }

    public static StatementPairs Of(IReadOnlyList<LintPage> pages)
    {
        var candidates = CandidatesOf(pages);
        var found = Compared(pages, candidates).Where(each => each.Disagreement is not null)
            .Select(each => new StatementPair(each.Left.Statement, each.Right.Statement, each.Disagreement!)).ToList();

        // The same two sentences may stand on several pages.
        return new StatementPairs([.. found.DistinctBy(pair => string.CompareOrdinal(pair.First.Text, pair.Second.Text) < 0 ? (pair.First.Text, pair.Second.Text) : (pair.Second.Text, pair.First.Text))],
            candidates.Count, pages.Sum(page => page.Keys.Select(key => key.Statement).Distinct().Count()));
    }

    /// <summary>The pairs that were compared and of which nothing is certain, in the same order.</summary>
    public static IEnumerable<(ParsedStatement Left, ParsedStatement Right)> UndecidedOf(IReadOnlyList<LintPage> pages) =>
        Compared(pages, CandidatesOf(pages)).Where(each => each.Disagreement is null).Select(each => (each.Left, each.Right));

    private static ParallelQuery<(ParsedStatement Left, ParsedStatement Right, Disagreement? Disagreement)> Compared(
        IReadOnlyList<LintPage> pages, List<((int Page, int Statement) Left, (int Page, int Statement) Right)> candidates)
    {
        var parsed = new ConcurrentDictionary<(int, int), ParsedStatement>();
        ParsedStatement Parsed((int Page, int Statement) at) =>
            parsed.GetOrAdd(at, key => new ParsedStatement(pages[key.Item1].Statements[key.Item2], pages[key.Item1].Outline.Title));
        return candidates.AsParallel().AsOrdered().Select(pair => (Left: Parsed(pair.Left), Right: Parsed(pair.Right)))
            .Select(pair => (pair.Left, pair.Right, Disagreement.Between(pair.Left, pair.Right)));
    }

    private static List<((int Page, int Statement) Left, (int Page, int Statement) Right)> CandidatesOf(IReadOnlyList<LintPage> pages)
    {
        var entries = new List<Entry>();
        for (var i = 0; i < pages.Count; i++)
        {
            entries.AddRange(pages[i].Keys.Select(key => new Entry(key.Key, i, key.Statement, key.Value)));
        }

        entries.Sort((left, right) => left.Key != right.Key ? left.Key.CompareTo(right.Key) : left.Page != right.Page ? left.Page.CompareTo(right.Page) : left.Statement.CompareTo(right.Statement));
        var pairs = new HashSet<((int, int), (int, int))>();
        for (int start = 0, end; start < entries.Count; start = end)
        {
            end = start + 1;
            while (end < entries.Count && entries[end].Key == entries[start].Key)
            {
                end++;
            }

            AddPairs(entries, start, end, pairs);
        }

        return [.. pairs.OrderBy(pair => pair.Item2).ThenBy(pair => pair.Item1)];
    }

    private static void AddPairs(List<Entry> entries, int start, int end, HashSet<((int, int), (int, int))> pairs)
    {
        for (var i = start; i < end; i++)
        {
            for (var (at, partners) = (i + 1, 0); at < end && partners < MostPartners; at++)
            {
                if (entries[at].Value != entries[i].Value && (entries[at].Page, entries[at].Statement) != (entries[i].Page, entries[i].Statement))
                {
                    pairs.Add(((entries[i].Page, entries[i].Statement), (entries[at].Page, entries[at].Statement)));
                    partners++;
                }
            }
        }
    }
}
