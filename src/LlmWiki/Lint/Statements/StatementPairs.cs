using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

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

    private StatementPairs(ImmutableArray<StatementPair> found, ImmutableArray<ulong> disagreeing, ImmutableArray<ulong> agreeing, int candidates) =>
        (Found, Disagreeing, Agreeing, Candidates) = (found, disagreeing, agreeing, candidates);

    /// <summary>In order of the second statement, each pair of texts once.</summary>
    public ImmutableArray<StatementPair> Found { get; }

    /// <summary>All keys of the statements of pairs that disagree.</summary>
    public ImmutableArray<ulong> Disagreeing { get; }

    /// <summary>Hashes of the pairs that were found not to disagree, for the next time. In ascending order.</summary>
    public ImmutableArray<ulong> Agreeing { get; }

    /// <summary>How many pairs share a key and say something else.</summary>
    public int Candidates { get; }

    /// <param name="agreeing">Pairs that need not be compared, as an earlier run found them.</param>
    /// <param name="keys">Only pairs under one of these; null: under any.</param>
    public static StatementPairs Of(IReadOnlyList<LintPage> pages, IReadOnlySet<ulong>? agreeing = null, IReadOnlySet<ulong>? keys = null)
    {
        var hashes = pages.Select(page => ulong.Parse(page.Hash.Prefix(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToArray();
        ulong KeyOf(((int Page, int Statement) Left, (int Page, int Statement) Right) pair) =>
            (((hashes[pair.Left.Page] * 31) + (ulong)pair.Left.Statement) * 0x9E3779B97F4A7C15) ^ ((hashes[pair.Right.Page] * 31) + (ulong)pair.Right.Statement);

        var all = CandidatesOf(pages, keys);
        var candidates = agreeing is null || agreeing.Count == 0 ? all : all.FindAll(pair => !agreeing.Contains(KeyOf(pair)));
        var statements = new ConcurrentDictionary<int, ImmutableArray<Statement>>();
        var parsed = new ConcurrentDictionary<(int, int), ParsedStatement>();
        ParsedStatement Parsed((int Page, int Statement) at) =>
            parsed.GetOrAdd(at, key => new ParsedStatement(statements.GetOrAdd(key.Item1, page => pages[page].Statements)[key.Item2], pages[key.Item1].Outline.Title));
        var found = candidates.AsParallel().AsOrdered().Select(pair => (Left: Parsed(pair.Left), Right: Parsed(pair.Right)))
            .Select(pair => Disagreement.Between(pair.Left, pair.Right) is { } disagreement ? new StatementPair(pair.Left.Statement, pair.Right.Statement, disagreement) : null).ToList();
        var disagreeing = candidates.Zip(found).Where(pair => pair.Second is not null).Select(pair => pair.First).ToList();
        var apart = disagreeing.Select(KeyOf).ToHashSet();

        // The same two sentences may stand on several pages.
        return new StatementPairs([.. found.OfType<StatementPair>().DistinctBy(pair => string.CompareOrdinal(pair.First.Text, pair.Second.Text) < 0 ? (pair.First.Text, pair.Second.Text) : (pair.Second.Text, pair.First.Text))],
            [.. disagreeing.SelectMany(pair => new[] { pair.Left, pair.Right }).Distinct().SelectMany(at => pages[at.Page].Keys.Where(key => key.Statement == at.Statement)).Select(key => key.Key).Distinct()],
            [.. all.Select(KeyOf).Where(key => !apart.Contains(key)).Distinct().Order()], all.Count);
    }

    private static List<((int Page, int Statement) Left, (int Page, int Statement) Right)> CandidatesOf(IReadOnlyList<LintPage> pages, IReadOnlySet<ulong>? keys)
    {
        var entries = new List<Entry>();
        for (var i = 0; i < pages.Count; i++)
        {
            entries.AddRange(pages[i].Keys.Where(key => keys is null || keys.Contains(key.Key)).Select(key => new Entry(key.Key, i, key.Statement, key.Value)));
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
