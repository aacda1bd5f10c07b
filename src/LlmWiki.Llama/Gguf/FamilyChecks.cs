using System.Collections.Immutable;

namespace LlmWiki.Llama.Gguf;

/// <summary>
/// Architectures that are the same in all layers, as most models are. llama.cpp takes tensors as optional that other models leave
/// out, and then asserts that they are there.
/// </summary>
internal static class FamilyChecks
{
    private static readonly HashSet<string> EvenFamilies =
    [
        "llama", "mistral3", "qwen2", "qwen3", "qwen3moe", "gemma", "gemma2", "gemma3", "gemma-embedding", "phi3", "granite", "smollm3", "bert", "nomic-bert",
    ];

    /// <summary>Those of them that may turn a part of each head only, to tell positions.</summary>
    private static readonly HashSet<string> PartlyTurned = ["phi3", "bert", "nomic-bert"];

    public static void Check(GgufPart part, string architecture, ImmutableArray<GgufTensor> tensors, ModelSizes sizes)
    {
        if (!EvenFamilies.Contains(architecture))
        {
            return;
        }

        CheckLengths(part, architecture, sizes);
        CheckWindows(part, architecture, sizes);
        CheckLayers(part, tensors, sizes);
        CheckAttention(part, tensors, sizes);
    }

    private static void CheckLengths(GgufPart part, string architecture, ModelSizes sizes)
    {
        if (sizes.KeyLength != sizes.ValueLength)
        {
            throw part.Contradicts($"keys of {sizes.KeyLength:N0} and values of {sizes.ValueLength:N0} numbers are not known of '{architecture}' models");
        }

        if (part.Metadata.Integer($"{architecture}.embedding_length_out") is { } longer && longer > sizes.Width)
        {
            throw part.Contradicts($"'{architecture}.embedding_length_out' is {longer:N0}, more than the width of {sizes.Width:N0}");
        }

        if (part.Metadata.Integer($"{architecture}.rope.dimension_count") is { } turned && turned != sizes.KeyLength && (turned == 0 || !PartlyTurned.Contains(architecture)))
        {
            throw part.Contradicts($"'{architecture}.rope.dimension_count' is {turned:N0}, and heads have {sizes.KeyLength:N0} numbers");
        }
    }

    /// <summary>Every sixth layer of this family attends to all; llama.cpp asserts that there is one.</summary>
    private static void CheckWindows(GgufPart part, string architecture, ModelSizes sizes)
    {
        if (architecture == "gemma-embedding" && sizes.Layers < 6)
        {
            throw part.Contradicts($"it has {sizes.Layers} layers, and the least of '{architecture}' models have 6");
        }
    }

    private static void CheckLayers(GgufPart part, ImmutableArray<GgufTensor> tensors, ModelSizes sizes)
    {
        var names = Enumerable.Range(0, sizes.Layers).Select(_ => new HashSet<string>()).ToArray();
        foreach (var tensor in tensors)
        {
            if (Layer(tensor.Name) is { } layer)
            {
                if (layer.Number >= sizes.Layers)
                {
                    throw part.Contradicts($"it has {sizes.Layers} layers and the tensor '{tensor.Name}'");
                }

                names[layer.Number].Add(layer.Name);
            }
        }

        for (var layer = 1; layer < names.Length; layer++)
        {
            if (!names[layer].SetEquals(names[0]))
            {
                throw part.Contradicts($"layer {layer} has not the same tensors as layer 0");
            }
        }
    }

    /// <summary>What the heads need, the matrices must have: llama.cpp parts what they give without asking.</summary>
    private static void CheckAttention(GgufPart part, ImmutableArray<GgufTensor> tensors, ModelSizes sizes)
    {
        foreach (var tensor in tensors)
        {
            if (Layer(tensor.Name) is not { } layer || layer.Number >= sizes.Layers)
            {
                continue;
            }

            long heads = sizes.Heads[layer.Number], keyValueHeads = sizes.KeyValueHeads[layer.Number];
            var (row, rows) = layer.Name switch
            {
                "attn_q.weight" => (sizes.Width, heads * sizes.KeyLength),
                "attn_k.weight" => (sizes.Width, keyValueHeads * sizes.KeyLength),
                "attn_v.weight" => (sizes.Width, keyValueHeads * sizes.ValueLength),
                "attn_qkv.weight" => (sizes.Width, ((heads + keyValueHeads) * sizes.KeyLength) + (keyValueHeads * sizes.ValueLength)),
                "attn_output.weight" => (heads * sizes.ValueLength, sizes.Width),
                _ => (tensor.Sizes[0], tensor.Sizes.ElementAtOrDefault(1)),
            };
            if (tensor.Sizes[0] != row || tensor.Sizes.ElementAtOrDefault(1) != rows)
            {
                throw part.Contradicts($"'{tensor.Name}' has {string.Join(" × ", tensor.Sizes)} numbers, and its heads need {row} × {rows}");
            }
        }
    }

    /// <summary>"blk.3.attn_q.weight" is layer 3 and "attn_q.weight"; null for what belongs to no layer.</summary>
    private static (int Number, string Name)? Layer(string name)
    {
        if (!name.StartsWith("blk.", StringComparison.Ordinal) || name.IndexOf('.', 4) is not (> 4 and < 10 and var end))
        {
            return null;
        }

        return int.TryParse(name.AsSpan(4..end), System.Globalization.NumberStyles.None, provider: null, out var number) ? (number, name[(end + 1)..]) : null;
    }
}
