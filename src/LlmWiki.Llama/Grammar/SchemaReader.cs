using System.Collections.Immutable;
using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>Reads a schema into its places, one after the other, from the root along every link.</summary>
internal sealed partial class SchemaReader
{
    /// <summary>More is a schema by mistake or malice.</summary>
    private const int MaxPlaces = 2_000;

    private readonly JsonElement _root;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Queue<(string Pointer, JsonElement Schema)> _waiting = [];
    private readonly List<ImmutableArray<int>> _exclusive = [];

    private SchemaReader(JsonElement root) => _root = root;

    public static SchemaTable Read(JsonElement schema)
    {
        var reader = new SchemaReader(schema);
        var places = new List<(string Pointer, ImmutableArray<Shape> Shapes)>();
        reader.Visit(SchemaPointer.Root, schema);
        while (reader._waiting.TryDequeue(out var next))
            places.Add((next.Pointer, reader.Shapes(new Keywords(next.Pointer, next.Schema))));

        var table = SchemaTable.Of(places);
        foreach (var members in reader._exclusive)
            Exclusion.Check(table, members);
        return table;
    }

    /// <summary>The number of the place, which is read when its turn comes.</summary>
    private int Visit(string pointer, JsonElement schema)
    {
        if (_numbers.TryGetValue(pointer, out var known))
            return known;
        if (_numbers.Count == MaxPlaces)
            throw SchemaProblem.At(SchemaPointer.Root, $"has more than {MaxPlaces} parts");
        _waiting.Enqueue((pointer, schema));
        return _numbers[pointer] = _numbers.Count;
    }

    private ImmutableArray<Shape> Shapes(Keywords keywords)
    {
        ImmutableArray<Shape> shapes =
            keywords.Take("$ref") is { } reference ? [Link(reference, keywords)]
            : keywords.Take("anyOf") is { } any ? Choice(any, keywords.At("anyOf"))
            : keywords.Take("oneOf") is { } one ? Exclusive(Choice(one, keywords.At("oneOf")))
            : keywords.Take("const") is { } value ? [Literal(value, keywords, "const")]
            : keywords.Take("enum") is { } values ? Enumeration(values, keywords)
            : keywords.Take("type") is { } types ? [.. TypeNames(types, keywords.At("type")).SelectMany(type => OfType(type, keywords))]
            : throw SchemaProblem.At(keywords.Place, "says neither type, enum, const, anyOf, oneOf nor $ref, so it would hold nothing");
        keywords.Finish();
        return shapes;
    }

    private LinkShape Link(JsonElement reference, Keywords keywords)
    {
        // What .NET writes beside a reference to a list it has described before; an empty schema says nothing.
        keywords.TakeEmpty("items");
        var at = keywords.At("$ref");
        var (place, schema) = SchemaPointer.Resolve(_root, SchemaText.Of(reference, at), at);
        return new LinkShape(Visit(place, schema));
    }

    private ImmutableArray<Shape> Choice(JsonElement members, string at)
    {
        if (members.ValueKind != JsonValueKind.Array || members.GetArrayLength() == 0)
            throw SchemaProblem.At(at, "must be a list with at least one schema");
        return [.. members.EnumerateArray().Select((member, i) => new LinkShape(Visit($"{at}/{i}", member)))];
    }

    private ImmutableArray<Shape> Exclusive(ImmutableArray<Shape> choice)
    {
        _exclusive.Add([.. choice.Cast<LinkShape>().Select(link => link.Target)]);
        return choice;
    }

    private static ImmutableArray<Shape> Enumeration(JsonElement values, Keywords keywords)
    {
        var at = keywords.At("enum");
        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
            throw SchemaProblem.At(at, "must be a list with at least one value");
        var types = keywords.Take("type") is { } names ? TypeNames(names, keywords.At("type")) : null;
        return [.. values.EnumerateArray().Select((value, i) => value.ValueKind is JsonValueKind.Array or JsonValueKind.Object
            ? throw SchemaProblem.At($"{at}/{i}", "is neither text, number, boolean nor null", "Write it as a const in an anyOf.")
            : Constant(value, types, $"{at}/{i}"))];
    }

    private static LiteralShape Literal(JsonElement value, Keywords keywords, string keyword) =>
        Constant(value, keywords.Take("type") is { } names ? TypeNames(names, keywords.At("type")) : null, keywords.At(keyword));

    private static LiteralShape Constant(JsonElement value, IReadOnlyList<string>? types, string at)
    {
        if (types is not null && !types.Any(type => IsOf(value, type)))
            throw SchemaProblem.At(at, $"is not of type {string.Join(" or ", types)}");
        var (json, height) = CompactJson.Of(value, JsonSchemaGrammar.MaxDepth, at);
        return new LiteralShape(value, json, height);
    }
}
