using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Lint.Statements;

/// <summary>Under what a statement is looked up to be held against others, and what it says there.</summary>
/// <param name="Key">Of subject and slot: only statements that share one are compared.</param>
/// <param name="Value">Of what it says: statements that say the same are not compared.</param>
public readonly record struct SlotKey(ulong Key, ulong Value, int Statement);

/// <summary>
/// Makes the keys of a statement. A key holds all that two statements must have in common to disagree, so that few that do not
/// disagree share one.
/// </summary>
internal static class SlotKeys
{
    public static IEnumerable<SlotKey> Of(ParsedStatement statement)
    {
        var keys = new HashSet<SlotKey>();
        if (!statement.IsAssertion)
        {
            return keys;
        }

        void Add(string kind, string key, string value) => keys.Add(new SlotKey(StableHash.Of(kind, key), StableHash.Of(value), statement.Statement.Number));
        foreach (var amount in statement.Quantities)
        {
            foreach (var key in Amounts.KeysOf(statement, amount))
            {
                Add(amount.Slot, key, amount.Value.ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (var told in statement.Events)
        {
            foreach (var key in EventYears.KeysOf(told))
            {
                Add("event", key, told.When);
            }
        }

        if (statement.Name is { } name)
        {
            Add("name " + name.Relation, name.Frame, string.Join(' ', name.Filler));
        }

        if (statement.Main is { } main)
        {
            Add("main", main.Frame, main.Value);
        }

        if (statement.List is { } list)
        {
            Add("list", list.Frame, string.Join(", ", list.Items.Order(StringComparer.Ordinal)));
        }

        return keys;
    }
}
