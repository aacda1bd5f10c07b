namespace LlmWiki.TinyModels;

/// <summary>One tensor: its sizes with the row length first, as the file lists them.</summary>
internal sealed record Tensor(string Name, WeightType Type, Filling Filling, params long[] Sizes)
{
    public long Elements => Sizes.Aggregate(1L, (product, size) => product * size);

    public long Bytes => Elements / Type.BlockElements() * Type.BlockBytes();
}

internal enum Filling
{
    Random,
    Ones,
    Zeros,
}

internal static class WeightTypes
{
    /// <summary>Weights in one block.</summary>
    public static int BlockElements(this WeightType type) => type switch
    {
        WeightType.F32 => 1,
        WeightType.Q4_0 or WeightType.Q8_0 => 32,
        _ => 256,
    };

    /// <summary>Bytes of one block, its scales included.</summary>
    public static int BlockBytes(this WeightType type) => type switch
    {
        WeightType.F32 => 4,
        WeightType.Q4_0 => 18,
        WeightType.Q8_0 => 34,
        WeightType.Q4_K => 144,
        WeightType.Q6_K => 210,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}

/// <summary>Which tensors an architecture has, under the names that llama.cpp looks for.</summary>
internal static class TensorList
{
    public static IReadOnlyList<Tensor> Of(ModelShape shape) => [.. shape.IsBert ? Bert(shape) : Decoder(shape)];

    private static IEnumerable<Tensor> Decoder(ModelShape shape)
    {
        yield return Matrix("token_embd", shape.HeadType, shape.Width, shape.VocabularySize);
        yield return Norm("output_norm", shape.Width);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            foreach (var tensor in DecoderLayer(shape, layer))
            {
                yield return tensor with { Name = $"blk.{layer}.{tensor.Name}" };
            }
        }
    }

    private static IEnumerable<Tensor> DecoderLayer(ModelShape shape, int layer)
    {
        var (type, fine) = (shape.WeightType, FineType(shape, layer));
        int queries = shape.HeadWidth * shape.Heads, keys = shape.HeadWidth * shape.KeyValueHeads;
        yield return Norm("attn_norm", shape.Width);
        yield return Matrix("attn_q", type, shape.Width, queries);
        yield return Matrix("attn_k", type, shape.Width, keys);
        yield return Matrix("attn_v", fine, shape.Width, keys);
        yield return Matrix("attn_output", type, queries, shape.Width);
        if (shape.Architecture == "qwen2")
        {
            yield return Bias("attn_q", queries);
            yield return Bias("attn_k", keys);
            yield return Bias("attn_v", keys);
        }
        else if (shape.Architecture == "qwen3")
        {
            yield return Norm("attn_q_norm", shape.HeadWidth);
            yield return Norm("attn_k_norm", shape.HeadWidth);
        }

        yield return Norm("ffn_norm", shape.Width);
        yield return Matrix("ffn_gate", type, shape.Width, shape.FeedForward);
        yield return Matrix("ffn_up", type, shape.Width, shape.FeedForward);
        yield return Matrix("ffn_down", fine, shape.FeedForward, shape.Width);
    }

    private static IEnumerable<Tensor> Bert(ModelShape shape)
    {
        yield return Matrix("token_embd", shape.HeadType, shape.Width, shape.VocabularySize);
        yield return Matrix("position_embd", shape.WeightType, shape.Width, shape.ContextLength);
        yield return Matrix("token_types", WeightType.F32, shape.Width, 2);
        yield return Norm("token_embd_norm", shape.Width);
        yield return Bias("token_embd_norm", shape.Width);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            foreach (var (name, rows, columns) in ((string, int, int)[])
                     [("attn_q", shape.Width, shape.Width), ("attn_k", shape.Width, shape.Width), ("attn_v", shape.Width, shape.Width),
                         ("attn_output", shape.Width, shape.Width), ("ffn_up", shape.Width, shape.FeedForward), ("ffn_down", shape.FeedForward, shape.Width)])
            {
                yield return Matrix($"blk.{layer}.{name}", shape.WeightType, rows, columns);
                yield return Bias($"blk.{layer}.{name}", columns);
            }

            foreach (var name in (string[])["attn_output_norm", "layer_output_norm"])
            {
                yield return Norm($"blk.{layer}.{name}", shape.Width);
                yield return Bias($"blk.{layer}.{name}", shape.Width);
            }
        }
    }

    /// <summary>Q4_K_M keeps values and the way back from the feed-forward part at six bits in half of the layers.</summary>
    private static WeightType FineType(ModelShape shape, int layer)
    {
        var eighth = shape.Layers / 8;
        var fine = layer < eighth || layer >= 7 * shape.Layers / 8 || (layer - eighth) % 3 == 2;
        return shape.WeightType == WeightType.Q4_K && fine ? WeightType.Q6_K : shape.WeightType;
    }

    private static Tensor Matrix(string name, WeightType type, int row, int rows) => new(name + ".weight", type, Filling.Random, row, rows);

    private static Tensor Norm(string name, int width) => new(name + ".weight", WeightType.F32, Filling.Ones, width);

    private static Tensor Bias(string name, int width) => new(name + ".bias", WeightType.F32, Filling.Zeros, width);
}
