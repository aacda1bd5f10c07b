using System.Collections.Immutable;
using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>
/// <c>oneOf</c> asks that a value be valid under one member only. A grammar can say "this or that", so the members must exclude each other
/// on sight: by type, by constant, or, for objects, by a property that both require and that excludes itself.
/// </summary>
internal static class Exclusion
{
    /// <summary>An object, then its property: a longer look would grow with the power of the depth.</summary>
    private const int MaxSteps = 2;

    public static void Check(SchemaTable table, ImmutableArray<int> members)
    {
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (!Exclude(table, members[i], members[j], MaxSteps))
                {
                    throw SchemaProblem.At(table.Pointer(members[i]), $"may be valid together with {table.Pointer(members[j])}, which oneOf forbids",
                        "Use anyOf, or give each member a required property with its own const.");
                }
            }
        }
    }

    private static bool Exclude(SchemaTable table, int a, int b, int steps) =>
        steps > 0 && table[a].All(one => table[b].All(other => Exclude(table, one, other, steps)));

    private static bool Exclude(SchemaTable table, Shape a, Shape b, int steps) => (a, b) switch
    {
        (LiteralShape one, LiteralShape other) => !JsonElement.DeepEquals(one.Value, other.Value),
        (ObjectShape one, ObjectShape other) => one.Members.Any(member => member.Required
            && other.Members.FirstOrDefault(same => same.Required && same.Name == member.Name) is { } same
            && Exclude(table, member.Target, same.Target, steps - 1)),
        _ => Kind(a) != Kind(b),
    };

    private static JsonValueKind Kind(Shape shape) => shape switch
    {
        ObjectShape => JsonValueKind.Object,
        ArrayShape => JsonValueKind.Array,
        StringShape => JsonValueKind.String,
        LiteralShape literal => literal.Value.ValueKind,
        _ => JsonValueKind.Number,
    };
}
