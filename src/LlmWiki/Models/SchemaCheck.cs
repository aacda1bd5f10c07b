using System.Globalization;
using System.Text.Json;

namespace LlmWiki.Models;

/// <summary>Compares a value with a <see cref="ReplySchema"/>, whose keywords are known to be those below.</summary>
internal static class SchemaCheck
{
    /// <param name="at">The place of the value, for the message: <c>$.claims[2].kind</c>.</param>
    public static string? Problem(JsonElement value, JsonElement schema, string at)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return Type(value, schema, at) ?? Choice(value, schema, at) ?? value.ValueKind switch
        {
            JsonValueKind.Object => Properties(value, schema, at),
            JsonValueKind.Array => Items(value, schema, at),
            JsonValueKind.String => Length(value, schema, at),
            JsonValueKind.Number => Range(value, schema, at),
            _ => null,
        };
    }

    private static string? Type(JsonElement value, JsonElement schema, string at)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return null;
        }

        string[] allowed = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];
        return allowed.Any(name => Is(value, name)) ? null : $"{at} is {Shown(value)}, not of type {string.Join(" or ", allowed)}";
    }

    private static bool Is(JsonElement value, string type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Object, "object") or (JsonValueKind.Array, "array") or (JsonValueKind.String, "string") => true,
        (JsonValueKind.True or JsonValueKind.False, "boolean") or (JsonValueKind.Null, "null") or (JsonValueKind.Number, "number") => true,
        (JsonValueKind.Number, "integer") => value.TryGetInt64(out _),
        _ => false,
    };

    private static string? Choice(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(value, constant))
        {
            return $"{at} is {Shown(value)}, not {Shown(constant)}";
        }

        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)))
        {
            return $"{at} is {Shown(value)}, not one of {string.Join(", ", values.EnumerateArray().Take(20).Select(Shown))}";
        }

        if (schema.TryGetProperty("anyOf", out var branches))
        {
            string?[] problems = [.. branches.EnumerateArray().Select(branch => Problem(value, branch, at))];
            return problems.Contains(null) ? null : string.Join(", and ", problems);
        }

        return null;
    }

    private static string? Properties(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(one => one.GetString()!))
            {
                if (!value.TryGetProperty(name, out _))
                {
                    return $"{at} lacks \"{name}\"";
                }
            }
        }

        var known = schema.TryGetProperty("properties", out var properties);
        var open = !schema.TryGetProperty("additionalProperties", out var others) || others.ValueKind != JsonValueKind.False;
        foreach (var property in value.EnumerateObject())
        {
            var name = property.Name;
            if (!known || !properties.TryGetProperty(name, out var inner))
            {
                if (!open)
                {
                    return $"{at} has \"{name}\", which is not asked for";
                }

                inner = others;
            }

            if (Problem(property.Value, inner, $"{at}.{name}") is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Items(JsonElement value, JsonElement schema, string at)
    {
        if (Bounds(value.GetArrayLength(), schema, ("minItems", "maxItems")) is { } problem)
        {
            return $"{at} has {problem} items";
        }

        return schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().Select((item, i) => Problem(item, items, string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"))).FirstOrDefault(found => found is not null)
            : null;
    }

    private static string? Length(JsonElement value, JsonElement schema, string at) =>
        Bounds(value.GetString()!.EnumerateRunes().Count(), schema, ("minLength", "maxLength")) is { } problem ? $"{at} has {problem} characters" : null;

    private static string? Range(JsonElement value, JsonElement schema, string at) =>
        Bounds(value.GetDouble(), schema, ("minimum", "maximum")) is { } problem ? $"{at} is {problem}" : null;

    private static string? Bounds(double number, JsonElement schema, (string Least, string Most) names)
    {
        var low = schema.TryGetProperty(names.Least, out var least) && number < least.GetDouble();
        var high = schema.TryGetProperty(names.Most, out var most) && number > most.GetDouble();
        return low || high ? string.Create(CultureInfo.InvariantCulture, $"{number}, not at {(low ? $"least {least}" : $"most {most}")}") : null;
    }

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : value.GetRawText();
}
