using System.Text.Json;

namespace LlmWiki.Models;

/// <summary>
/// The shape a reply must have: the part of JSON Schema that our prompts use (object, required, properties, additionalProperties, array with
/// bounds, string with bounds, enum, const, anyOf, numbers with bounds).
/// </summary>
internal sealed class ReplySchema
{
    private static readonly HashSet<string> Known =
    [
        "type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "enum", "const", "anyOf",
        "minLength", "maxLength", "minimum", "maximum", "title", "description", "default", "examples", "$schema",
    ];

    private readonly JsonElement _schema;

    /// <exception cref="ArgumentException">It has a keyword that could not be checked.</exception>
    public ReplySchema(JsonElement schema)
    {
        _schema = schema.Clone();
        Refuse(_schema);
        Text = _schema.GetRawText();
        IsStrict = Strict(_schema);
    }

    /// <summary>The schema as JSON.</summary>
    public string Text { get; }

    public JsonElement Json => _schema;

    /// <summary>Every object names all its properties as required and allows no other: what OpenAI's strict mode asks for.</summary>
    public bool IsStrict { get; }

    /// <summary>The first thing about the value that does not fit, with its place; null where it fits.</summary>
    public string? Problem(JsonElement value) => SchemaCheck.Problem(value, _schema, "$");

    private static void Refuse(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Known.Contains(keyword.Name))
            {
                throw new ArgumentException($"a reply cannot be checked for the keyword '{keyword.Name}' of its schema", nameof(schema));
            }
        }

        foreach (var inner in Inner(schema))
        {
            Refuse(inner);
        }
    }

    private static bool Strict(JsonElement schema)
    {
        var properties = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var named) ? named.EnumerateObject().Count() : 0;
        var isObject = schema.ValueKind == JsonValueKind.Object && (properties > 0 || (schema.TryGetProperty("type", out var type) && type.ToString() == "object"));
        var closed = !isObject || (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False
            && schema.TryGetProperty("required", out var required) && required.GetArrayLength() == properties);
        return closed && Inner(schema).All(Strict);
    }

    private static IEnumerable<JsonElement> Inner(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var lists = (schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(one => one.Value) : [])
            .Concat(schema.TryGetProperty("anyOf", out var branches) ? branches.EnumerateArray() : Enumerable.Empty<JsonElement>());
        return lists
            .Concat(schema.TryGetProperty("items", out var items) ? [items] : [])
            .Concat(schema.TryGetProperty("additionalProperties", out var others) ? [others] : []);
    }
}
