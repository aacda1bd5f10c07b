using System.Collections.Immutable;
using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>
/// One thing a value may be. The places of a schema, each with its JSON pointer (<c>#/properties/a</c>), are numbered from 0, the root. Each
/// has one shape or several to choose from; shapes name places by number and do not hold each other, so neither depth nor recursion of a
/// schema is recursion of ours.
/// </summary>
internal abstract record Shape;

/// <summary>Whatever stands at another place: a <c>$ref</c>, or a member of <c>anyOf</c> or <c>oneOf</c>.</summary>
internal sealed record LinkShape(int Target) : Shape;

/// <summary>Exactly one value: <c>const</c>, one of an <c>enum</c>, true, false, null.</summary>
/// <param name="Json">The value as it is generated.</param>
/// <param name="Height">Arrays and objects within each other; 0 for a scalar.</param>
internal sealed record LiteralShape(JsonElement Value, string Json, int Height) : Shape;

internal sealed record ObjectShape(ImmutableArray<Member> Members) : Shape;

/// <param name="Target">The place of its value.</param>
internal sealed record Member(string Name, int Target, bool Required);

internal sealed record ArrayShape(int Item, int Min, int Max) : Shape;

internal sealed record StringShape(int Min, int Max) : Shape;

/// <param name="Min">From minus <see cref="Largest"/>.</param>
/// <param name="Max">To <see cref="Largest"/>.</param>
internal sealed record IntegerShape(long Min, long Max) : Shape
{
    /// <summary>The largest integer of <see cref="JsonSchemaGrammar.MaxDigits"/> digits.</summary>
    public const long Largest = 999_999_999_999_999_999;

    public static IntegerShape Any { get; } = new(-Largest, Largest);
}

internal sealed record NumberShape : Shape;
