using System.Collections.Immutable;
using System.Text.Json;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>Says whether a value is valid under a schema, written from the meaning of the keywords alone.</summary>
internal static class SchemaCheck
{
    public static bool Valid(JsonElement root, JsonElement schema, JsonElement value) => Valid(root, schema, value, []);

    /// <param name="followed">References that led here without a step into the value: one of them again says nothing new.</param>
    private static bool Valid(JsonElement root, JsonElement schema, JsonElement value, ImmutableHashSet<string> followed)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return !followed.Contains(reference.GetString()!) && Valid(root, At(root, reference.GetString()!), value, followed.Add(reference.GetString()!));
        if (schema.TryGetProperty("anyOf", out var any))
            return any.EnumerateArray().Any(member => Valid(root, member, value, followed));
        if (schema.TryGetProperty("oneOf", out var one))
            return one.EnumerateArray().Count(member => Valid(root, member, value, followed)) == 1;
        if (schema.TryGetProperty("const", out var constant))
            return JsonElement.DeepEquals(constant, value);
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)))
            return false;
        return !schema.TryGetProperty("type", out var type) || Types(type).Any(name => OfType(root, schema, name, value));
    }

    public static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    public static JsonElement At(JsonElement root, string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (place, name) => place.GetProperty(name));

    public static int Bound(JsonElement schema, string keyword, int otherwise) => schema.TryGetProperty(keyword, out var bound) ? bound.GetInt32() : otherwise;

    public static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!) : [];

    private static bool OfType(JsonElement root, JsonElement schema, string type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) => Object(root, schema, value),
        ("array", JsonValueKind.Array) => Between(schema, "minItems", "maxItems", value.GetArrayLength())
            && value.EnumerateArray().All(item => Valid(root, schema.GetProperty("items"), item)),
        ("string", JsonValueKind.String) => Between(schema, "minLength", "maxLength", value.GetString()!.EnumerateRunes().Count()),
        ("integer", JsonValueKind.Number) => value.TryGetDecimal(out var number) && decimal.IsInteger(number)
            && (!schema.TryGetProperty("minimum", out var min) || number >= min.GetDecimal())
            && (!schema.TryGetProperty("maximum", out var max) || number <= max.GetDecimal()),
        ("number", JsonValueKind.Number) => double.IsFinite(value.GetDouble()),
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", JsonValueKind.Null) => true,
        _ => false,
    };

    /// <summary>Only the listed properties, each once, and in their order, which is the order of generation.</summary>
    private static bool Object(JsonElement root, JsonElement schema, JsonElement value)
    {
        var names = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToList();
        var places = value.EnumerateObject().Select(property => names.IndexOf(property.Name)).ToList();
        return places.TrueForAll(place => place >= 0)
            && places.SequenceEqual(places.Distinct().Order())
            && Required(schema).All(name => value.TryGetProperty(name, out _))
            && value.EnumerateObject().All(property => Valid(root, schema.GetProperty("properties").GetProperty(property.Name), property.Value));
    }

    private static bool Between(JsonElement schema, string least, string most, int count) =>
        Bound(schema, least, 0) <= count && count <= Bound(schema, most, int.MaxValue);
}
