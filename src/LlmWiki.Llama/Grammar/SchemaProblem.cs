using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>Errors of a schema, all worded alike.</summary>
internal static class SchemaProblem
{
    /// <param name="place">JSON pointer of the keyword or value at fault.</param>
    /// <param name="what">Goes on where the pointer ends.</param>
    public static WikiException At(string place, string what, string? hint = null) => new($"JSON schema: {place} {what}", hint);
}

/// <summary>Texts of a schema. Half a surrogate pair (<c>"\ud800"</c>) parses as JSON, yet is no text.</summary>
internal static class SchemaText
{
    public static string Of(JsonElement text, string place)
    {
        try
        {
            return text.ValueKind == JsonValueKind.String ? text.GetString()! : throw SchemaProblem.At(place, "must be a string");
        }
        catch (InvalidOperationException e)
        {
            throw new WikiException($"JSON schema: {place} is no valid Unicode text", inner: e);
        }
    }

    public static string Of(JsonProperty property, string place)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException e)
        {
            throw new WikiException($"JSON schema: {place} holds a name that is no valid Unicode text", inner: e);
        }
    }
}
