using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>The one spelling of a constant that is generated: no white space, no escape that JSON does not ask for.</summary>
internal static class CompactJson
{
    /// <summary>The value as JSON; <paramref name="room"/> is how many arrays and objects may lie within each other.</summary>
    public static (string Json, int Height) Of(JsonElement value, int room, string place)
    {
        if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object && room == 0)
            throw SchemaProblem.At(place, $"is nested deeper than {JsonSchemaGrammar.MaxDepth} levels");

        return value.ValueKind switch
        {
            JsonValueKind.String => (Quoted(SchemaText.Of(value, place)), 0),
            JsonValueKind.Array => Inside('[', value.EnumerateArray().Select(item => Of(item, room - 1, place)), ']'),
            JsonValueKind.Object => Inside('{', value.EnumerateObject().Select(property => Pair(property, room, place)), '}'),
            _ => (value.GetRawText(), 0),
        };
    }

    public static string Quoted(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => json.Append('\\').Append(c),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                _ when char.IsControl(c) => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        return json.Append('"').ToString();
    }

    private static (string Json, int Height) Pair(JsonProperty property, int room, string place)
    {
        var (json, height) = Of(property.Value, room - 1, place);
        return (Quoted(SchemaText.Of(property, place)) + ":" + json, height);
    }

    private static (string Json, int Height) Inside(char open, IEnumerable<(string Json, int Height)> parts, char close)
    {
        var all = parts.ToList();
        return (open + string.Join(',', all.Select(part => part.Json)) + close, 1 + all.Select(part => part.Height).DefaultIfEmpty().Max());
    }
}
