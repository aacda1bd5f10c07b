using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>
/// Writes the grammar that holds a reply to a JSON schema: GBNF, which llama.cpp reads (grammars/README.md of ggml-org/llama.cpp). Every
/// sentence of the grammar is one line of JSON without white space, parses with System.Text.Json and is valid under the schema. Not every
/// valid instance is a sentence: see the bounds below.
/// </summary>
/// <remarks>
/// <para>
/// Understood are <c>type</c> (one or a list), <c>properties</c>, <c>required</c>, <c>additionalProperties: false</c>, <c>items</c>,
/// <c>minItems</c>, <c>maxItems</c>, <c>minLength</c>, <c>maxLength</c>, <c>minimum</c> and <c>maximum</c> of an integer, <c>enum</c> of
/// scalars, <c>const</c>, <c>anyOf</c>, <c>oneOf</c> where its members exclude each other by type or constant, and <c>$ref</c> into the same
/// schema. Annotations are skipped. Any other keyword is an error, since a reply that merely looks held is worse than none.
/// </para>
/// <para>
/// Properties are generated in the order of the schema, and no others: an absent <c>additionalProperties</c> is taken for <c>false</c>.
/// A list or text without an upper bound gets one, and a schema that refers to itself is unrolled to <see cref="MaxDepth"/> levels, so that
/// every reply comes to an end.
/// </para>
/// </remarks>
public static class JsonSchemaGrammar
{
    /// <summary>The <c>maxLength</c> of a string that has none, in code points; a larger <c>minLength</c> takes its place.</summary>
    public const int DefaultMaxLength = 1_000;

    /// <summary>The <c>maxItems</c> of an array that has none; a larger <c>minItems</c> takes its place.</summary>
    public const int DefaultMaxItems = 64;

    /// <summary>The largest bound of a length or number of items that can be written; more is an error.</summary>
    public const int MaxCount = 16_000;

    /// <summary>Arrays and objects within each other. A schema that is deeper is an error, one that refers to itself ends there.</summary>
    public const int MaxDepth = 32;

    /// <summary>Digits of an integer, and of a number before its point: what a <see cref="long"/> holds of any digits.</summary>
    public const int MaxDigits = 18;

    /// <summary>The grammar, rules on lines of their own, the first is <c>root</c>; ASCII only.</summary>
    /// <exception cref="WikiException">
    /// The schema says something a grammar cannot hold, or nothing can be valid under it; the message names the keyword and its place as a
    /// JSON pointer.
    /// </exception>
    public static string From(JsonElement schema)
    {
        var table = SchemaReader.Read(schema);
        return GrammarWriter.Write(table, Heights.Of(table));
    }
}
