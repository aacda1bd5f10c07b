using System.Text;

namespace LlmWiki.TinyModels;

/// <summary>The key-value part of the file, and the bytes of all that stands before the weights.</summary>
internal sealed class Metadata : IDisposable
{
    private readonly MemoryStream _values = new();
    private readonly BinaryWriter _writer;
    private ulong _count;

    private Metadata() => _writer = new BinaryWriter(_values);

    public static Metadata Of(ModelShape shape)
    {
        var metadata = new Metadata();
        metadata.Add("general.architecture", shape.Architecture);
        metadata.Add("general.name", shape.Name);
        metadata.Add("general.license", "cc0-1.0");
        metadata.Add("general.file_type", FileType(shape.WeightType));
        metadata.Add("general.quantization_version", 2u);
        metadata.AddSizes(shape);
        if (shape.IsBert)
        {
            metadata.AddWordPieces(shape);
        }
        else
        {
            metadata.AddBytePairs(shape);
        }

        return metadata;
    }

    public byte[] ToBytes(IReadOnlyList<Tensor> tensors)
    {
        using var all = new MemoryStream();
        using var writer = new BinaryWriter(all);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensors.Count);
        writer.Write(_count);
        _values.WriteTo(all);
        var offset = 0L;
        foreach (var tensor in tensors)
        {
            Text(writer, tensor.Name);
            writer.Write((uint)tensor.Sizes.Length);
            foreach (var size in tensor.Sizes)
            {
                writer.Write(size);
            }

            writer.Write((uint)tensor.Type);
            writer.Write(offset);
            offset += tensor.Bytes + RandomWeights.Padding(tensor.Bytes);
        }

        writer.Write(new byte[RandomWeights.Padding(all.Length)]);
        return all.ToArray();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _values.Dispose();
    }

    private void AddSizes(ModelShape shape)
    {
        var prefix = shape.Architecture;
        Add($"{prefix}.block_count", (uint)shape.Layers);
        Add($"{prefix}.context_length", (uint)shape.ContextLength);
        Add($"{prefix}.embedding_length", (uint)shape.Width);
        Add($"{prefix}.feed_forward_length", (uint)shape.FeedForward);
        Add($"{prefix}.attention.head_count", (uint)shape.Heads);
        if (shape.Pooling != Pooling.None)
        {
            Add($"{prefix}.pooling_type", (uint)shape.Pooling);
        }

        if (shape.IsBert)
        {
            Add($"{prefix}.attention.layer_norm_epsilon", 1e-6f);
            Add($"{prefix}.attention.causal", value: false);
            return;
        }

        Add($"{prefix}.attention.head_count_kv", (uint)shape.KeyValueHeads);
        Add($"{prefix}.attention.key_length", (uint)shape.HeadWidth);
        Add($"{prefix}.attention.value_length", (uint)shape.HeadWidth);
        Add($"{prefix}.attention.layer_norm_rms_epsilon", 1e-6f);
        Add($"{prefix}.rope.dimension_count", (uint)shape.HeadWidth);
        Add($"{prefix}.rope.freq_base", 1e6f);
        Add($"{prefix}.vocab_size", (uint)shape.VocabularySize);
    }

    private void AddBytePairs(ModelShape shape)
    {
        var vocabulary = BytePairs.Make(shape.VocabularySize, shape.ThinkTokens);
        Add("tokenizer.ggml.model", "gpt2");
        Add("tokenizer.ggml.pre", "qwen2");
        AddTokens(vocabulary.Tokens, vocabulary.Types);
        Add("tokenizer.ggml.merges", vocabulary.Merges);
        Add("tokenizer.ggml.bos_token_id", vocabulary.EndOfText);
        Add("tokenizer.ggml.eos_token_id", vocabulary.EndOfTurn);
        Add("tokenizer.ggml.padding_token_id", vocabulary.EndOfText);
        Add("tokenizer.ggml.add_bos_token", value: false);
        if (shape.ChatTemplate is { } template)
        {
            Add("tokenizer.chat_template", template);
        }
    }

    private void AddWordPieces(ModelShape shape)
    {
        var vocabulary = WordPieces.Make(shape.VocabularySize);
        Add("tokenizer.ggml.model", "bert");
        Add("tokenizer.ggml.token_type_count", 2u);
        AddTokens(vocabulary.Tokens, vocabulary.Types);
        Add("tokenizer.ggml.padding_token_id", 0u);
        Add("tokenizer.ggml.unknown_token_id", 1u);
        Add("tokenizer.ggml.bos_token_id", 2u);
        Add("tokenizer.ggml.cls_token_id", 2u);

        // Spelled so in the format.
        Add("tokenizer.ggml.seperator_token_id", 3u);
        Add("tokenizer.ggml.mask_token_id", 4u);
    }

    private void AddTokens(IReadOnlyList<string> tokens, IReadOnlyList<int> types)
    {
        Add("tokenizer.ggml.tokens", tokens);
        Key("tokenizer.ggml.token_type", 9);
        _writer.Write(5u);
        _writer.Write((ulong)types.Count);
        foreach (var type in types)
        {
            _writer.Write(type);
        }
    }

    private void Add(string key, uint value)
    {
        Key(key, 4);
        _writer.Write(value);
    }

    private void Add(string key, float value)
    {
        Key(key, 6);
        _writer.Write(value);
    }

    private void Add(string key, bool value)
    {
        Key(key, 7);
        _writer.Write(value);
    }

    private void Add(string key, string value)
    {
        Key(key, 8);
        Text(_writer, value);
    }

    private void Add(string key, IReadOnlyList<string> values)
    {
        Key(key, 9);
        _writer.Write(8u);
        _writer.Write((ulong)values.Count);
        foreach (var value in values)
        {
            Text(_writer, value);
        }
    }

    private void Key(string key, uint type)
    {
        _count++;
        Text(_writer, key);
        _writer.Write(type);
    }

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    /// <summary>llama.cpp's number for "most weights are of this type".</summary>
    private static uint FileType(WeightType type) => type switch
    {
        WeightType.F32 => 0,
        WeightType.Q4_0 => 2,
        WeightType.Q8_0 => 7,
        WeightType.Q4_K => 15,
        _ => 18,
    };
}
