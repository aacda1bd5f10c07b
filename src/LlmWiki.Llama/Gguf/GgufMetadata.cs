using System.Collections.Frozen;

namespace LlmWiki.Llama.Gguf;

/// <summary>What a model file says of itself, by key. Long lists (the vocabulary) are not kept, only counted.</summary>
public sealed class GgufMetadata
{
    private readonly FrozenDictionary<string, GgufValue> _values;

    internal GgufMetadata(IReadOnlyDictionary<string, GgufValue> values) => _values = values.ToFrozenDictionary();

    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>A text as it stands in the file; ill-formed UTF-8 is U+FFFD. Null where there is none under this key.</summary>
    public string? Text(string key) => _values.GetValueOrDefault(key)?.Value as string;

    /// <summary>A whole number of any width; null where there is none.</summary>
    public long? Integer(string key) => _values.GetValueOrDefault(key)?.Value as long?;

    public double? Real(string key) => _values.GetValueOrDefault(key)?.Value as double?;

    public bool? Flag(string key) => _values.GetValueOrDefault(key)?.Value as bool?;

    /// <summary>A list of at most 4,096 whole numbers or flags (1 and 0), one per layer for instance; null where there is none.</summary>
    public IReadOnlyList<long>? Integers(string key) => _values.GetValueOrDefault(key)?.Value as long[];

    /// <summary>How long a list is; null where there is none.</summary>
    public long? Count(string key) => _values.GetValueOrDefault(key) is { Type: GgufValueType.Array } list ? list.Count : null;

    internal GgufValue? Find(string key) => _values.GetValueOrDefault(key);
}

/// <summary>A value: text, long, double or bool; for lists their length, and the numbers where they are whole and few.</summary>
internal sealed record GgufValue(GgufValueType Type, object? Value, GgufValueType Element = GgufValueType.Array, long Count = 0);

/// <summary>The numbers are those of the format.</summary>
internal enum GgufValueType : uint
{
    U8 = 0,
    I8 = 1,
    U16 = 2,
    I16 = 3,
    U32 = 4,
    I32 = 5,
    F32 = 6,
    Bool = 7,
    Text = 8,
    Array = 9,
    U64 = 10,
    I64 = 11,
    F64 = 12,
}
