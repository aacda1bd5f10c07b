using System.Collections.Frozen;
using System.Text.Json;

namespace LlmWiki.Llama.Grammar;

/// <summary>The keywords of one schema object. Whoever understands one takes it; what is left at the end is refused.</summary>
internal sealed class Keywords
{
    /// <summary>They say nothing about an instance; <c>$defs</c> is read where a reference leads there.</summary>
    private static readonly FrozenSet<string> Annotations =
        FrozenSet.Create("title", "description", "default", "examples", "$schema", "$comment", "$defs");

    private readonly Dictionary<string, JsonElement> _left = [];

    public Keywords(string place, JsonElement schema)
    {
        Place = place;
        if (schema.ValueKind != JsonValueKind.Object)
            throw SchemaProblem.At(place, "is no schema object", "true, false and other values hold nothing: write an object with a 'type'.");

        foreach (var property in schema.EnumerateObject())
        {
            var name = SchemaText.Of(property, place);
            if (!_left.TryAdd(name, property.Value))
                throw SchemaProblem.At(At(name), "is there twice");
        }

        // Below the root, $id would change what the references under it mean.
        if (place == SchemaPointer.Root)
            _left.Remove("$id");
        foreach (var name in Annotations)
            _left.Remove(name);
    }

    /// <summary>JSON pointer of the schema object.</summary>
    public string Place { get; }

    public string At(string keyword) => SchemaPointer.Below(Place, keyword);

    public JsonElement? Take(string keyword) => _left.Remove(keyword, out var value) ? value : null;

    /// <summary>Takes the keyword if its value is <c>{}</c>, the schema under which everything is valid.</summary>
    public void TakeEmpty(string keyword)
    {
        if (_left.TryGetValue(keyword, out var value) && value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any())
            _left.Remove(keyword);
    }

    /// <summary>A bound of a length or of a number of items.</summary>
    public int? TakeCount(string keyword)
    {
        if (Take(keyword) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count is >= 0 and <= JsonSchemaGrammar.MaxCount
            ? count
            : throw SchemaProblem.At(At(keyword), $"must be a whole number from 0 to {JsonSchemaGrammar.MaxCount}, not {value.GetRawText()}");
    }

    public void Finish()
    {
        foreach (var name in _left.Keys)
        {
            throw SchemaProblem.At(At(name), $"cannot be held: the keyword '{name}' has no grammar here",
                "A reply that is not held by its whole schema is refused: take the keyword out, or say the same with type, enum or bounds.");
        }
    }
}
