using System.Globalization;
using System.Text.Json;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>Random compact JSON that is valid under a schema, made without its grammar.</summary>
internal sealed class Instances(JsonElement root, Random random)
{
    private static readonly string[] Characters =
        ["a", "Z", "0", " ", "é", "日", "😀", "/", "'", "<", ">", "{", "~", "\u00A0", "\uD7FF", "\uE000", "\uFFFD", "\U0010FFFF", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u00e9", "\\uD7FF", "\\ue000", "\\ud83d\\ude00", "\\uDBFF\\uDFFF"];

    public string Next() => Value(root, 8);

    private string Value(JsonElement schema, int room)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Value(SchemaCheck.At(root, reference.GetString()!), room);
        if (schema.TryGetProperty("anyOf", out var any) || schema.TryGetProperty("oneOf", out any))
            return Value(any[room <= 0 ? 0 : random.Next(any.GetArrayLength())], room);
        if (schema.TryGetProperty("const", out var constant))
            return Compact(constant);
        if (schema.TryGetProperty("enum", out var values))
            return Compact(values[random.Next(values.GetArrayLength())]);
        var types = SchemaCheck.Types(schema.GetProperty("type")).ToList();
        return types[random.Next(types.Count)] switch
        {
            "object" => Object(schema, room - 1),
            "array" => List(schema, room - 1),
            "string" => $"\"{string.Concat(Enumerable.Range(0, Count(schema, "minLength", "maxLength", 15)).Select(_ => Characters[random.Next(Characters.Length)]))}\"",
            "integer" => Integer(schema),
            "number" => random.Next(3) switch { 0 => "-0.5e-7", 1 => random.Next().ToString(CultureInfo.InvariantCulture), _ => random.NextDouble().ToString("0.0#############", CultureInfo.InvariantCulture) },
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            _ => "null",
        };
    }

    private string Object(JsonElement schema, int room)
    {
        var required = SchemaCheck.Required(schema).ToList();
        return "{" + string.Join(',', schema.GetProperty("properties").EnumerateObject()
            .Where(property => required.Contains(property.Name) || (room > 0 && random.Next(2) == 0))
            .Select(property => Quoted(property.Name) + ":" + Value(property.Value, room))) + "}";
    }

    private string List(JsonElement schema, int room) =>
        "[" + string.Join(',', Enumerable.Range(0, room <= 0 ? SchemaCheck.Bound(schema, "minItems", 0) : Count(schema, "minItems", "maxItems", 3))
            .Select(_ => Value(schema.GetProperty("items"), room))) + "]";

    private int Count(JsonElement schema, string least, string most, int spread)
    {
        var min = SchemaCheck.Bound(schema, least, 0);
        var max = SchemaCheck.Bound(schema, most, min + spread);
        return random.Next(4) switch { 0 => min, 1 => max, _ => random.Next(min, max + 1) };
    }

    private string Integer(JsonElement schema)
    {
        var min = schema.TryGetProperty("minimum", out var least) ? least.GetInt64() : -999_999_999_999_999_999;
        var max = schema.TryGetProperty("maximum", out var most) ? most.GetInt64() : 999_999_999_999_999_999;
        return (random.Next(5) switch { 0 => min, 1 => max, 2 when min <= 0 && max >= 0 => 0, _ => random.NextInt64(min, max) }).ToString(CultureInfo.InvariantCulture);
    }

    private static string Compact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject().Select(property => Quoted(property.Name) + ":" + Compact(property.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Compact)) + "]",
        JsonValueKind.String => Quoted(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
