using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>The keyword <c>type</c> and those that belong to one type.</summary>
internal sealed partial class SchemaReader
{
    private static List<string> TypeNames(JsonElement types, string at)
    {
        var names = (types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().AsEnumerable() : [types])
            .Select(type => SchemaText.Of(type, at)).Distinct().ToList();
        if (names.Count == 0)
            throw SchemaProblem.At(at, "must name at least one type");
        if (names.Find(name => name is not ("object" or "array" or "string" or "integer" or "number" or "boolean" or "null")) is { } unknown)
            throw SchemaProblem.At(at, $"names the unknown type '{unknown}'");

        // Every integer is a number; bounds of the one would not hold the other.
        if (names.Contains("number"))
            names.Remove("integer");
        return names;
    }

    private static bool IsOf(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.TryGetDecimal(out var number) && decimal.IsInteger(number),
        _ => false,
    };

    private IEnumerable<Shape> OfType(string type, Keywords keywords) => type switch
    {
        "object" => [Object(keywords)],
        "array" => [Array(keywords)],
        "string" => [Text(keywords)],
        "integer" => [Integer(keywords)],
        "number" => [new NumberShape()],
        "boolean" => [Word("true"), Word("false")],
        _ => [Word("null")],
    };

    private static LiteralShape Word(string json)
    {
        using var word = JsonDocument.Parse(json);
        return new LiteralShape(word.RootElement.Clone(), json, 0);
    }

    private ObjectShape Object(Keywords keywords)
    {
        var at = keywords.At("properties");
        if (keywords.Take("properties") is not { ValueKind: JsonValueKind.Object } properties)
            throw SchemaProblem.At(at, "is missing or no object", "An object with no properties is written \"properties\": {}.");
        if (keywords.Take("additionalProperties") is { ValueKind: not JsonValueKind.False })
            throw SchemaProblem.At(keywords.At("additionalProperties"), "must be false: only the listed properties are generated");

        var required = Required(keywords);
        var members = new List<Member>();
        foreach (var property in properties.EnumerateObject())
        {
            var name = SchemaText.Of(property, at);
            if (members.Exists(member => member.Name == name))
                throw SchemaProblem.At(SchemaPointer.Below(at, name), "is there twice");
            members.Add(new Member(name, Visit(SchemaPointer.Below(at, name), property.Value), required.Remove(name)));
        }

        foreach (var name in required)
            throw SchemaProblem.At(keywords.At("required"), $"names '{name}', which is not in properties");
        return new ObjectShape([.. members]);
    }

    private static HashSet<string> Required(Keywords keywords)
    {
        var at = keywords.At("required");
        if (keywords.Take("required") is not { } names)
            return [];
        if (names.ValueKind != JsonValueKind.Array)
            throw SchemaProblem.At(at, "must be a list of names");
        return [.. names.EnumerateArray().Select(name => SchemaText.Of(name, at))];
    }

    private ArrayShape Array(Keywords keywords)
    {
        var at = keywords.At("items");
        var item = Visit(at, keywords.Take("items") ?? throw SchemaProblem.At(at, "is missing: items of any kind cannot be held"));
        var (min, max) = Bounds(keywords, "minItems", "maxItems", JsonSchemaGrammar.DefaultMaxItems);
        return new ArrayShape(item, min, max);
    }

    private static StringShape Text(Keywords keywords)
    {
        var (min, max) = Bounds(keywords, "minLength", "maxLength", JsonSchemaGrammar.DefaultMaxLength);
        return new StringShape(min, max);
    }

    private static (int Min, int Max) Bounds(Keywords keywords, string least, string most, int otherwise)
    {
        var min = keywords.TakeCount(least) ?? 0;
        var max = keywords.TakeCount(most) ?? Math.Max(min, otherwise);
        return min <= max ? (min, max) : throw SchemaProblem.At(keywords.At(most), $"is less than {least}: nothing is valid");
    }

    private static IntegerShape Integer(Keywords keywords)
    {
        var min = Bound(keywords, "minimum") ?? -IntegerShape.Largest;
        var max = Bound(keywords, "maximum") ?? IntegerShape.Largest;
        if (min > IntegerShape.Largest || max < -IntegerShape.Largest || min > max)
            throw SchemaProblem.At(keywords.Place, $"allows no integer of at most {JsonSchemaGrammar.MaxDigits} digits");
        return new IntegerShape(Math.Max(min, -IntegerShape.Largest), Math.Min(max, IntegerShape.Largest));
    }

    private static long? Bound(Keywords keywords, string keyword)
    {
        if (keywords.Take(keyword) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var bound) && decimal.IsInteger(bound)
            ? (long)Math.Clamp(bound, long.MinValue, long.MaxValue)
            : throw SchemaProblem.At(keywords.At(keyword), $"must be a whole number, not {value.GetRawText()}");
    }
}
