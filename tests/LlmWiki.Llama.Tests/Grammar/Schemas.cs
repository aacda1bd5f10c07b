using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmWiki.Llama.Tests.Grammar;

/// <summary>Random schemas of all that is understood. References lead back only where a value may end.</summary>
internal sealed class Schemas(Random random)
{
    private static readonly string[] Names =
        ["a", "b", "kind", "root", "char", "text-0-1000", "a b", "\"", "\\", "\n", "é", "😀", "日本", "a/b", "a~b", "</think>", "<|im_end|>", "", "\u2028", "name with many words, longer than a rule's name may be"];

    private static readonly long[] Integers =
        [0, 1, -1, 5, 9, 10, 11, 42, 99, 100, 101, 255, 256, 999, 1_000, 1_001, 65_535, -7, -10, -99, -100, -12_345, 123_456_789, 999_999_999_999_999_999, -999_999_999_999_999_999, 100_000_000_000_000_000];

    public static JsonElement Next(Random random)
    {
        var schemas = new Schemas(random);
        var root = schemas.Schema(4);
        root["$defs"] = new JsonObject { ["one"] = schemas.Schema(2), ["two"] = schemas.Schema(2) };
        root["title"] = "Random";
        return JsonSerializer.SerializeToElement(root);
    }

    private JsonObject Schema(int depth) => random.Next(depth == 0 ? 6 : 13) switch
    {
        0 => Text(),
        1 => Integer(),
        2 => new JsonObject { ["type"] = Pick("number", "boolean", "null"), ["description"] = "any" },
        3 => new JsonObject { ["const"] = Scalar() },
        4 => new JsonObject { ["enum"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Scalar())]) },
        5 => new JsonObject { ["type"] = new JsonArray("string", "null", "integer", "boolean"), ["maxLength"] = 3 },
        6 => List(Schema(depth - 1)),
        7 => new JsonObject { ["anyOf"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Schema(depth - 1))]) },
        8 => new JsonObject { ["oneOf"] = new JsonArray(Kind("x", depth), Kind("y", depth), new JsonObject { ["type"] = "string", ["maxLength"] = 2 }) },
        9 => Back(),
        10 => new JsonObject { ["const"] = new JsonObject { ["k"] = Scalar(), ["l"] = new JsonArray(Scalar(), new JsonObject()) } },
        _ => Object(depth),
    };

    private JsonObject Text()
    {
        var schema = new JsonObject { ["type"] = "string" };
        var min = random.Next(12);
        if (random.Next(2) == 0)
            schema["minLength"] = min;
        if (random.Next(3) != 0)
            schema["maxLength"] = min + random.Next(12) + (random.Next(10) == 0 ? random.Next(4_000) : 0);
        return schema;
    }

    private JsonObject Integer()
    {
        var schema = new JsonObject { ["type"] = "integer" };
        var (a, b) = (Pick(Integers) + random.Next(-3, 4), Pick(Integers) + random.Next(-3, 4));
        var limit = Integers.Max();
        if (random.Next(4) != 0)
            schema["minimum"] = Math.Clamp(Math.Min(a, b), -limit, limit);
        if (random.Next(4) != 0)
            schema["maximum"] = Math.Clamp(Math.Max(a, b), -limit, limit);
        return schema;
    }

    private JsonObject List(JsonObject items)
    {
        var min = random.Next(3);
        var schema = new JsonObject { ["type"] = "array", ["items"] = items, ["maxItems"] = min + random.Next(4) };
        if (random.Next(2) == 0)
            schema["minItems"] = min;
        return schema;
    }

    private JsonObject Object(int depth)
    {
        var names = Enumerable.Range(0, random.Next(6)).Select(_ => Pick(Names)).Distinct().ToList();
        var properties = new JsonObject();
        foreach (var name in names)
            properties[name] = Schema(depth - 1);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (random.Next(4) != 0)
            schema["required"] = new JsonArray([.. names.Where(_ => random.Next(3) != 0).Select(name => JsonValue.Create(name))]);
        if (random.Next(2) == 0)
            schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Kind(string kind, int depth) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind }, ["value"] = Schema(depth - 1) },
        ["required"] = new JsonArray("kind"),
    };

    private JsonObject Back()
    {
        var reference = new JsonObject { ["$ref"] = Pick("#", "#/$defs/one", "#/$defs/two") };
        return random.Next(2) == 0
            ? new JsonObject { ["type"] = "array", ["items"] = reference, ["maxItems"] = random.Next(3) }
            : new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, reference) };
    }

    private JsonNode? Scalar() => random.Next(6) switch
    {
        0 => JsonValue.Create(Pick(Integers)),
        1 => JsonValue.Create(random.NextDouble() * 100),
        2 => JsonValue.Create(random.Next(2) == 0),
        3 => null,
        _ => JsonValue.Create(Pick(Names) + (random.Next(3) == 0 ? Pick(Names) : "")),
    };

    private T Pick<T>(params T[] from) => from[random.Next(from.Length)];
}
