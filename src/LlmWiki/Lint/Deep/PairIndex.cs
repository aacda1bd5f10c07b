using System.Globalization;
using LlmWiki.Lint.Statements;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Deep;

/// <summary>
/// Brings statements together that may be about one thing: they share a name, or a word where there is none, and count, date or deny
/// something differently. Looser than the keys of <see cref="SlotKeys"/>, under which code decides. Each statement meets a few under one
/// key at most, so the work grows with the wiki and not with its square.
/// </summary>
internal static class PairIndex
{
    /// <summary>Partners of one statement under one key.</summary>
    private const int MostPartners = 8;

    private const int MostSubjects = 4;

    private readonly record struct Entry(ulong Key, ulong Value, int Statement);

    public static IEnumerable<(ParsedStatement Left, ParsedStatement Right)> Of(IEnumerable<LintPage> pages)
    {
        var statements = pages.AsParallel().AsOrdered().SelectMany(Assertions).ToList();
        var entries = statements.AsParallel().AsOrdered().SelectMany((statement, i) => KeysOf(statement).Distinct().Select(key => new Entry(key.Key, key.Value, i))).ToList();
        entries.Sort((left, right) => left.Key != right.Key ? left.Key.CompareTo(right.Key) : left.Statement != right.Statement ? left.Statement.CompareTo(right.Statement) : left.Value.CompareTo(right.Value));
        var pairs = new HashSet<(int Left, int Right)>();
        for (var i = 0; i < entries.Count; i++)
        {
            for (var (at, partners) = (i + 1, 0); at < entries.Count && entries[at].Key == entries[i].Key && partners < MostPartners; at++)
            {
                if (entries[at].Value != entries[i].Value && entries[at].Statement != entries[i].Statement)
                {
                    pairs.Add((entries[i].Statement, entries[at].Statement));
                    partners++;
                }
            }
        }

        return pairs.Order().Select(pair => (statements[pair.Left], statements[pair.Right]));
    }

    private static IEnumerable<ParsedStatement> Assertions(LintPage page) => page.Statements.Where(statement => statement.IsComparable(page.Outline))
        .Select(statement => new ParsedStatement(statement, page.Outline.Title)).Where(parsed => parsed.IsAssertion);

    private static IEnumerable<(ulong Key, ulong Value)> KeysOf(ParsedStatement statement)
    {
        var subjects = (statement.Names.Count > 0 ? statement.Names : statement.Content).Order(StringComparer.Ordinal).Take(MostSubjects).ToList();
        var isDenial = statement.Tokens.Exists(token => Negations.IsNegation(statement.Text, token));
        foreach (var subject in subjects)
        {
            foreach (var amount in statement.Quantities)
            {
                yield return Key("amount " + amount.Kind, subject, amount.Value.ToString(CultureInfo.InvariantCulture));
            }

            if (statement.Years.Count > 0)
            {
                yield return Key("year", subject, string.Join(' ', statement.Years.Order(StringComparer.Ordinal)));
            }

            foreach (var word in statement.Content.Order(StringComparer.Ordinal).Take(MostSubjects))
            {
                yield return Key("denial " + word, subject, isDenial ? "no" : "yes");
            }
        }
    }

    private static (ulong Key, ulong Value) Key(string slot, string subject, string value) => (StableHash.Of(slot, subject), StableHash.Of(value));
}
