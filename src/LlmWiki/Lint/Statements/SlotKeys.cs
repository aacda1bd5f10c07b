using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint.Statements;

/// <summary>Under what a statement is looked up to be held against others, and what it says there.</summary>
/// <param name="Key">Of subject and slot: only statements that share one are compared.</param>
/// <param name="Value">Of what it says: statements that say the same are not compared.</param>
public readonly record struct SlotKey(ulong Key, ulong Value, int Statement);

/// <summary>Makes the keys of a statement.</summary>
internal static class SlotKeys
{
    private const int MostSubjects = 4;
    private const int FewestWords = 3;

    public static IEnumerable<SlotKey> Of(ParsedStatement statement)
    {
        if (!statement.IsAssertion)
        {
            return [];
        }

        return Amounts(statement).Concat(Events(statement)).Concat(Deeds(statement)).Concat(Clauses(statement)).Distinct();
    }

    private static IEnumerable<string> Subjects(ParsedStatement statement, IEnumerable<string> words)
    {
        var all = words.ToList();
        var names = all.Where(statement.Names.Contains).ToList();
        return (names.Count > 0 ? names : all).Distinct().Take(MostSubjects);
    }

    private static SlotKey Key(ParsedStatement statement, string kind, string slot, string subject, string value) =>
        new(StableHash.Of(kind, slot, subject), StableHash.Of(value), statement.Statement.Number);

    private static IEnumerable<SlotKey> Amounts(ParsedStatement statement) =>
        from amount in statement.Quantities
        from subject in Subjects(statement, new Frame(statement, amount).Words.Where(word => word != amount.Kind))
        select Key(statement, "amount", amount.Kind, subject, amount.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<SlotKey> Events(ParsedStatement statement)
    {
        if (statement.Years.Count > 1 || (statement.Years.Count == 0 && statement.Days.Count != 1))
        {
            return [];
        }

        var verbs = statement.Tokens.Where(token => EventWords.Once.Contains(token.Word) || EventWords.Firsts.Contains(token.Word)).Select(token => token.Key).Distinct().Take(2);
        var value = string.Join(' ', statement.Years) + " " + string.Join(' ', statement.Days.Select(day => (day.Day * 100) + day.Month));
        return from verb in verbs from subject in Subjects(statement, statement.Content) select Key(statement, "event", verb, subject, value);
    }

    private static IEnumerable<SlotKey> Deeds(ParsedStatement statement) => Doers.SlotOf(statement) is not { } slot ? []
        : Subjects(statement, slot.Rest).Select(subject => Key(statement, "deed", slot.Relation, subject, string.Join(' ', slot.Filler)));

    /// <summary>A clause without its "not" and with a blank for words that have an opposite.</summary>
    private static IEnumerable<SlotKey> Clauses(ParsedStatement statement) =>
        from clause in Words.Clauses.Of(statement.Text, statement.Tokens)
        let words = clause.Where(token => ParsedStatement.IsContent(statement.Text, token) || EventWords.HasOpposite(token.Word)).ToList()
        where words.Count >= FewestWords
        let frame = string.Join(' ', words.Select(token => EventWords.HasOpposite(token.Word) ? "±" : token.Key))
        let value = string.Join(' ', clause.Where(token => Negations.IsNegation(statement.Text, token) || EventWords.HasOpposite(token.Word)).Select(token => token.Word))
        select Key(statement, "clause", "", frame, value);
}
