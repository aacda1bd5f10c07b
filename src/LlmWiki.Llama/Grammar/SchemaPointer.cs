using System.Globalization;
using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>JSON pointers as URI fragments (RFC 6901), the only references that are followed.</summary>
internal static class SchemaPointer
{
    public const string Root = "#";

    public static string Below(string place, string name) =>
        place + "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The place and what stands there; the same place is always spelled alike.</summary>
    public static (string Place, JsonElement Schema) Resolve(JsonElement root, string reference, string from)
    {
        if (reference != Root && !reference.StartsWith("#/", StringComparison.Ordinal))
            throw SchemaProblem.At(from, $"refers to '{reference}', which is not in this schema", "Write a reference such as \"#/$defs/name\".");

        var (place, schema) = (Root, root);
        foreach (var part in reference.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            schema = Child(schema, name, place) ?? throw SchemaProblem.At(from, $"refers to '{reference}', which does not exist");
            place = Below(place, name);
        }

        return (place, schema);
    }

    private static JsonElement? Child(JsonElement schema, string name, string place)
    {
        if (schema.ValueKind == JsonValueKind.Array)
            return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < schema.GetArrayLength() ? schema[i] : null;

        if (schema.ValueKind != JsonValueKind.Object)
            return null;

        var named = schema.EnumerateObject().Where(property => SchemaText.Of(property, place) == name).Take(2).ToList();
        return named.Count switch
        {
            0 => null,
            1 => named[0].Value,
            _ => throw SchemaProblem.At(Below(place, name), "is there twice"),
        };
    }
}
