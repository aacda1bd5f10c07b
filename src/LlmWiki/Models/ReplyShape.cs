using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace LlmWiki.Models;

/// <summary>
/// The shape of a reply, made of the record that it is read into. What the code can count up (numbers of passages, names of sections) is
/// enumerated, so that a model held to the schema cannot name what is not there.
/// </summary>
internal sealed class ReplyShape<T>
    where T : class
{
    private readonly JsonTypeInfo<T> _type;
    private readonly ReplySchema _asked;
    private readonly ReplySchema _read;

    /// <param name="bounds">Keywords for the properties of these names, wherever they stand.</param>
    public ReplyShape(string name, JsonTypeInfo<T> type, IReadOnlyDictionary<string, JsonObject> bounds)
    {
        (Name, _type) = (name, type);
        _asked = Schema(type, bounds);
        _read = Schema(type, new Dictionary<string, JsonObject>());
    }

    public string Name { get; }

    public JsonElement Json => _asked.Json;

    public string Text => _asked.Text;

    /// <summary>
    /// The reply; else what is wrong with it. Values out of bounds are let through: who asked looks at each item, and one that names what
    /// is not there does not spoil the others.
    /// </summary>
    public (T? Value, string? Problem) Read(string reply)
    {
        var (json, problem) = ReplyJson.Of(reply, _read);
        try
        {
            return json is null ? (null, problem) : (JsonSerializer.Deserialize(json, _type), null);
        }
        catch (JsonException error)
        {
            // A number that is none of ours, as 99999999999.
            return (null, error.Message);
        }
    }

    private static ReplySchema Schema(JsonTypeInfo<T> type, IReadOnlyDictionary<string, JsonObject> bounds)
    {
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Bounded(context.PropertyInfo?.Name, node, bounds),
        };
        return new ReplySchema(JsonDocument.Parse(type.GetJsonSchemaAsNode(options).ToJsonString()).RootElement);
    }

    private static JsonNode Bounded(string? name, JsonNode node, IReadOnlyDictionary<string, JsonObject> bounds)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        if (schema["properties"] is JsonObject properties)
        {
            schema["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]);
            schema["additionalProperties"] = false;
        }

        if (name is not null && bounds.TryGetValue(name, out var more))
        {
            foreach (var (keyword, value) in more)
            {
                schema[keyword] = value?.DeepClone();
            }
        }

        return schema;
    }
}

/// <summary>Keywords for parts of a <see cref="ReplyShape{T}"/>.</summary>
internal static class Bounds
{
    public static JsonObject OneOf(IEnumerable<int> values) => new() { ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    public static JsonObject OneOf(IEnumerable<string> values) => new() { ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    public static JsonObject Letters(int most) => new() { ["minLength"] = 1, ["maxLength"] = most };

    public static JsonObject Items(int most, int least = 0) => new() { ["minItems"] = least, ["maxItems"] = most };

    /// <summary>A list of some of these numbers, at least one.</summary>
    public static JsonObject SomeOf(IReadOnlyCollection<int> values, int most)
    {
        var list = Items(Math.Min(most, values.Count), 1);
        list["items"] = OneOf(values);
        return list;
    }
}
