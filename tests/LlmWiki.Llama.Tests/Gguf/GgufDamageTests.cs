using System.Text;
using LlmWiki.Llama.Gguf;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>
/// One thing is wrong in an otherwise whole model. Most of these end the process in llama.cpp 0.4.0 when the model is loaded or first used.
/// </summary>
public sealed class GgufDamageTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("llama.attention.head_count", 0u, "no attention heads")]
    [InlineData("llama.attention.head_count", 3u, "cannot share")]
    [InlineData("llama.attention.head_count", 8u, "its heads need")]
    [InlineData("llama.attention.head_count_kv", 3u, "cannot share")]
    [InlineData("llama.attention.head_count_kv", 8u, "cannot share")]
    [InlineData("llama.attention.key_length", 32u, "not known of 'llama'")]
    [InlineData("llama.attention.key_length", 0u, "must be from 1")]
    [InlineData("llama.block_count", 0u, "must be from 1")]
    [InlineData("llama.block_count", 513u, "must be from 1 to 512")]
    [InlineData("llama.block_count", 1u, "blk.1")]
    [InlineData("llama.block_count", 3u, "layer 2 has not")]
    [InlineData("llama.context_length", 0u, "context_length")]
    [InlineData("llama.embedding_length", 32u, "token_embd.weight")]
    [InlineData("llama.rope.dimension_count", 0u, "heads have 16")]
    [InlineData("llama.rope.dimension_count", 15u, "in pairs")]
    [InlineData("llama.rope.dimension_count", 18u, "in pairs")]
    [InlineData("llama.rope.dimension_count", 8u, "heads have 16")]
    [InlineData("llama.pooling_type", 5u, "pooling_type")]
    [InlineData("llama.expert_count", 8u, "0 of 8 experts")]
    [InlineData("llama.expert_used_count", 2u, "2 of 0 experts")]
    [InlineData("llama.nextn_predict_layers", 2u, "nextn")]
    [InlineData("llama.attention.sliding_window", 0x7FFFFFFFu, "sliding_window")]
    [InlineData("llama.embedding_length_out", 65u, "embedding_length_out")]
    [InlineData("tokenizer.ggml.bos_token_id", 1056u, "bos_token_id")]
    [InlineData("tokenizer.ggml.eos_token_id", 70_000u, "eos_token_id")]
    [InlineData("general.alignment", 8u, "general.alignment")]
    [InlineData("general.alignment", 48u, "general.alignment")]
    public void A_number_that_cannot_be_is_refused(string key, uint value, string what) => Refused(Tiny().Set(key, value), what);

    [Theory]
    [InlineData("llama.attention.layer_norm_rms_epsilon", -1e-5f)]
    [InlineData("llama.rope.freq_base", float.NaN)]
    [InlineData("llama.rope.scaling.factor", float.PositiveInfinity)]
    public void A_real_number_that_cannot_be_is_refused(string key, float value) => Refused(Tiny().Set(key, value), key);

    [Theory]
    [InlineData("llama.rope.scaling.type", "spiral", "none of none, linear")]
    [InlineData("general.architecture", "", "general.architecture")]
    [InlineData("general.architecture", "llama\n", "general.architecture")]
    [InlineData("tokenizer.ggml.model", "no_vocab", "'no_vocab'")]
    [InlineData("tokenizer.ggml.model", "rwkv", "'rwkv'")]
    [InlineData("tokenizer.ggml.model", "llama", "0 of 256 bytes")]
    [InlineData("llama.block_count", "two", "whole number")]
    [InlineData("tokenizer.ggml.tokens", "none", "no vocabulary")]
    [InlineData("tokenizer.ggml.merges", "none", "tokenizer.ggml.merges")]
    public void A_word_that_cannot_be_is_refused(string key, string value, string what) => Refused(Tiny().Set(key, value), what);

    [Theory]
    [InlineData("general.architecture")]
    [InlineData("llama.block_count")]
    [InlineData("llama.context_length")]
    [InlineData("llama.embedding_length")]
    [InlineData("llama.attention.head_count")]
    [InlineData("tokenizer.ggml.tokens")]
    [InlineData("tokenizer.ggml.model")]
    public void A_key_that_must_be_there_is_missed(string key) => Refused(Tiny().Remove(key), key == "tokenizer.ggml.model" ? "'none'" : key);

    [Fact]
    public void Lists_beside_the_vocabulary_are_as_long_as_it_is()
    {
        Refused(Tiny().Set("tokenizer.ggml.token_type", new int[1055]), "token_type");
        Refused(Tiny().Set("tokenizer.ggml.scores", new int[1056]), "scores");
        Refused(Tiny().Set("tokenizer.ggml.token_type", Enumerable.Repeat(6, 1056).ToArray()), "token 0 is said to be a byte");
        Refused(Tiny().Set("llama.attention.head_count_kv", 2, 2, 2), "2 layers need as many");
    }

    [Fact]
    public void A_token_that_is_there_twice_is_refused()
    {
        var tokens = Tiny().Texts(MetadataReader.TokensKey);
        Refused(Tiny().Set(MetadataReader.TokensKey, [.. tokens[..^1], tokens[5]]), "lists 1 of 1,056 tokens twice");

        // To llama.cpp a text ends at a zero.
        Refused(Tiny().Set(MetadataReader.TokensKey, [.. tokens[..^1], tokens[5] + "\0x"]), "lists 1 of 1,056 tokens twice");
        Refused(Tiny().Set(MetadataReader.TokensKey, [.. tokens[..^2], "", "[EMPTY_1054]"]), "lists 1 of 1,056 tokens twice");
        Refused(Tiny().Set(MetadataReader.TokensKey, tokens[..100]), "100 tokens");
    }

    [Fact]
    public void A_key_or_a_tensor_that_is_there_twice_is_refused()
    {
        var pairs = Tiny();
        pairs.Pairs.Add(pairs.Pairs[3]);
        Refused(pairs, $"'{pairs.Pairs[3].Key}' twice");
        var tensors = Tiny();
        tensors.Tensors.Add(tensors.Tensors[1]);
        Refused(tensors, $"'{tensors.Tensors[1].Name}' twice");
    }

    [Theory]
    [InlineData("output_norm.weight", 26u, "of type I32")]
    [InlineData("output_norm.weight", 31u, "Q4_0_4_4")]
    [InlineData("output_norm.weight", 4u, "Q4_2")]
    [InlineData("output_norm.weight", 99u, "number 99")]
    [InlineData("output_norm.weight", 0xFFFFFFFFu, "number 4294967295")]
    [InlineData("blk.0.attn_q.weight", 14u, "no multiple of 256")]
    public void A_type_that_does_not_fit_is_refused(string tensor, uint type, string what) => Refused(Tiny().Change(tensor, old => old with { Type = type }), what);

    [Theory]
    [InlineData("output_norm.weight", 1u, 2)]
    [InlineData("output_norm.weight", 30u, 2)]
    [InlineData("blk.0.attn_q.weight", 28u, 8)]
    [InlineData("token_embd.weight", 24u, 1)]
    public void Weights_that_llama_cpp_cannot_multiply_are_refused(string tensor, uint type, int bytes) =>
        Refused(Tiny().Change(tensor, old => old with { Type = type, Data = new byte[old.Sizes.Aggregate(1L, (product, size) => product * size) * bytes] }), tensor);

    [Fact]
    public void Sizes_that_cannot_be_are_refused()
    {
        Refused(Sized(), "0 dimensions");
        Refused(Sized(1, 1, 1, 1, 1), "5 dimensions");
        Refused(Sized(64, 0), "a size of 0");
        Refused(Sized(64, -1), "a size of -1");
        Refused(Sized(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue), "larger than any file");
        Refused(Sized(1L << 40, 1L << 40), "larger than any file");
        Refused(Tiny().Change("blk.1.ffn_down.weight", tensor => tensor with { Sizes = [1L << 32] }), "of 4.56 GB are there");
    }

    [Fact]
    public void Tensors_stand_one_after_the_other()
    {
        Refused(Tiny().Change("output_norm.weight", tensor => tensor with { Offset = 32 }), "starts at 32 instead of");
        Refused(Tiny().Change("output_norm.weight", tensor => tensor with { Offset = -1 }), "starts at -1 instead of");
        Refused(Tiny().Change("token_embd.weight", tensor => tensor with { Offset = long.MaxValue }), "instead of 0");
    }

    [Theory]
    [InlineData("")]
    [InlineData("bad\u001bname")]
    [InlineData("a name")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void Names_of_tensors_are_short_and_visible(string name) => Refused(Tiny().Change("output_norm.weight", tensor => tensor with { Name = name }), "the name");

    [Theory]
    [InlineData("")]
    [InlineData("a\u0007b")]
    public void Names_of_keys_are_visible(string key) => Refused(Tiny().Set(key, 1u), "the name of key");

    [Fact]
    public void Names_of_keys_are_short() => Refused(Tiny().Set(new string('k', 2000), 1u), "the name of key");

    [Fact]
    public void Layers_of_one_model_have_the_same_tensors()
    {
        var document = Tiny();
        document.Tensors.RemoveAll(tensor => tensor.Name == "blk.1.ffn_up.weight");
        Refused(document, "layer 1 has not the same tensors");
    }

    /// <summary>The places of the counts in the file: tensors, pairs; then the first key's length, and the length of its value.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(24 + 8 + 20 + 4)]
    public void Counts_beyond_all_measure_cost_nothing(int at)
    {
        foreach (var count in (ulong[])[ulong.MaxValue, 1UL << 63, (1UL << 63) - 1, 1UL << 40, 1UL << 32, uint.MaxValue, 5_000_000])
        {
            var bytes = Tiny().ToBytes();
            Encoding.ASCII.GetString(bytes, 24 + 8, 20).ShouldBe("general.architecture");
            BitConverter.TryWriteBytes(bytes.AsSpan(at), count);
            Bounded.Read(_folder.Write("model.gguf", bytes)).ShouldBeNull();
        }
    }

    [Fact]
    public void A_list_with_a_count_beyond_all_measure_costs_nothing()
    {
        foreach (var element in Enumerable.Range(0, 14))
        {
            Bounded.Read(Write(Tiny().Set("a.list", 9, [.. BitConverter.GetBytes(element), .. BitConverter.GetBytes(ulong.MaxValue / 3)]))).ShouldBeNull();
        }
    }

    [Fact]
    public void A_header_that_fills_a_gigabyte_is_not_read_to_its_end()
    {
        var path = _folder.Write("model.gguf", [.. "GGUF"u8, 3, 0, 0, 0, .. BitConverter.GetBytes(1L), .. BitConverter.GetBytes(1L), .. BitConverter.GetBytes(1L), (byte)'a', 9, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(900_000_000L)]);
        using (var file = new FileStream(path, FileMode.Open))
        {
            // A hole, which takes no room on the disk.
            file.SetLength(1_000_000_000);
        }

        Should.Throw<WikiException>(() => GgufFile.Read(path)).Message.ShouldContain("longer than 128,000,000 bytes");
    }

    private static GgufDocument Sized(params long[] sizes) => Tiny().Change("output_norm.weight", tensor => tensor with { Sizes = sizes });

    private void Refused(GgufDocument document, string what)
    {
        var error = Should.Throw<WikiException>(() => GgufFile.Read(Write(document)));
        error.Message.ShouldContain("model.gguf");
        error.Message.ShouldContain(what);
        error.Hint.ShouldNotBeNullOrEmpty();
    }

    private string Write(GgufDocument document) => _folder.Write("model.gguf", document.ToBytes());

    private static GgufDocument Tiny() => GgufDocument.Read(TinyModel.InTemp(ModelShape.Tiny));
}
