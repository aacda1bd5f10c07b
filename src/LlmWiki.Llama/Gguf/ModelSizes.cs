using System.Collections.Immutable;

namespace LlmWiki.Llama.Gguf;

/// <summary>
/// The sizes of the network as the metadata gives them, checked against each other. Much of what is refused here would make
/// llama.cpp divide by zero or run into an assertion, which ends the process and cannot be caught.
/// </summary>
internal sealed record ModelSizes(int Context, int Width, int Layers)
{
    // llama.cpp's own limit.
    private const int MostLayers = 512;

    // Room is made for as many tokens.
    private const int WidestWindow = 1 << 24;

    private const int MostHeads = 65_536;
    private const int LongestHead = 65_536;

    public ImmutableArray<int> Heads { get; private init; }

    public ImmutableArray<int> KeyValueHeads { get; private init; }

    /// <summary>Numbers in one head's key; 0 for networks without attention.</summary>
    public int KeyLength { get; private init; }

    public int ValueLength { get; private init; }

    public static ModelSizes Of(GgufPart part, string architecture)
    {
        var keys = new SizeKeys(part, architecture);
        var sizes = new ModelSizes(
            keys.Required("context_length", int.MaxValue), keys.Required("embedding_length", 1 << 24), keys.Required("block_count", MostLayers));
        keys.Optional("nextn_predict_layers", 0, sizes.Layers - 1);
        keys.PerLayer("attention.sliding_window", sizes.Layers, WidestWindow);
        if (IsRecurrent(architecture) && keys.Optional("attention.head_count", 0, MostHeads) is null or 0)
        {
            return sizes with { Heads = [], KeyValueHeads = [] };
        }

        sizes = WithHeads(sizes, keys);
        CheckRotation(sizes, keys);
        return sizes;
    }

    // They keep a state instead of attending to what was before, and need say nothing of heads.
    private static bool IsRecurrent(string architecture) => architecture.Contains("mamba", StringComparison.Ordinal) || architecture.Contains("rwkv", StringComparison.Ordinal);

    private static ModelSizes WithHeads(ModelSizes sizes, SizeKeys keys)
    {
        var heads = keys.PerLayer("attention.head_count", sizes.Layers, MostHeads) ?? throw keys.Missing("attention.head_count");
        var keyValueHeads = keys.PerLayer("attention.head_count_kv", sizes.Layers, MostHeads) ?? heads;
        var first = heads.FirstOrDefault(count => count > 0);
        if (first == 0)
        {
            throw keys.Contradicts("attention.head_count", "it has no attention heads");
        }

        for (var layer = 0; layer < sizes.Layers; layer++)
        {
            if (keyValueHeads[layer] > 0 && (heads[layer] < keyValueHeads[layer] || heads[layer] % keyValueHeads[layer] != 0))
            {
                throw keys.Contradicts("attention.head_count_kv", $"{heads[layer]:N0} heads cannot share {keyValueHeads[layer]:N0} keys");
            }
        }

        return sizes with
        {
            Heads = heads,
            KeyValueHeads = keyValueHeads,
            KeyLength = HeadLength(sizes, keys, "attention.key_length", first),
            ValueLength = HeadLength(sizes, keys, "attention.value_length", first),
        };
    }

    private static int HeadLength(ModelSizes sizes, SizeKeys keys, string key, int heads)
    {
        if (keys.Optional(key, 1, LongestHead) is { } said)
        {
            return said;
        }

        return sizes.Width % heads == 0 && sizes.Width / heads <= LongestHead
            ? sizes.Width / heads
            : throw keys.Contradicts("attention.head_count", $"a width of {sizes.Width:N0} cannot be parted among {heads:N0} heads");
    }

    /// <summary>Positions turn pairs of numbers within a head.</summary>
    private static void CheckRotation(ModelSizes sizes, SizeKeys keys)
    {
        foreach (var key in (string[])["rope.dimension_count", "rope.dimension_count_swa"])
        {
            if (keys.Optional(key, 0, LongestHead) is { } turned && (turned % 2 != 0 || turned > Math.Max(sizes.KeyLength, keys.Optional("attention.key_length_swa", 1, LongestHead) ?? 0)))
            {
                throw keys.Contradicts(key, $"{turned:N0} of {sizes.KeyLength:N0} numbers cannot be turned in pairs");
            }
        }
    }
}

/// <summary>Looks up the sizes of one architecture and holds them within bounds.</summary>
internal readonly struct SizeKeys(GgufPart part, string architecture)
{
    /// <summary>From 1 to <paramref name="most"/>.</summary>
    public int Required(string key, int most) => Optional(key, 1, most) ?? throw Missing(key);

    public int? Optional(string key, int least, int most)
    {
        if (part.Metadata.Find(Full(key)) is not { } value)
        {
            return null;
        }

        return value.Value is long number && number >= least && number <= most ? (int)number : throw OutOfBounds(key, value, least, most);
    }

    /// <summary>One number for all layers, or one for each.</summary>
    public ImmutableArray<int>? PerLayer(string key, int layers, int most)
    {
        if (part.Metadata.Find(Full(key)) is not { Type: GgufValueType.Array } list)
        {
            return Optional(key, 0, most) is { } same ? [.. Enumerable.Repeat(same, layers)] : null;
        }

        return list.Value is long[] numbers && numbers.Length == layers && Array.TrueForAll(numbers, number => number >= 0 && number <= most)
            ? [.. numbers.Select(number => (int)number)]
            : throw Contradicts(key, $"its {layers} layers need as many numbers from 0 to {most:N0}, and it has a list of {list.Count:N0}");
    }

    public WikiException Missing(string key) => part.Contradicts($"it does not say '{Full(key)}'");

    public WikiException Contradicts(string key, string what) => part.Contradicts($"{what} ('{Full(key)}')");

    private WikiException OutOfBounds(string key, GgufValue value, int least, int most) => part.Contradicts(value.Value is long number
        ? $"'{Full(key)}' is {number:N0}, and must be from {least:N0} to {most:N0}"
        : $"'{Full(key)}' is no whole number");

    private string Full(string key) => $"{architecture}.{key}";
}
