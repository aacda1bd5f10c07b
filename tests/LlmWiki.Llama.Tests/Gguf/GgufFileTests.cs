using LlmWiki.Llama.Gguf;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>What a whole file says of itself.</summary>
public sealed class GgufFileTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_of_texts_is_described()
    {
        var shape = ModelShape.Tiny;
        var path = TinyModel.InTemp(shape);
        var file = GgufFile.Read(path);
        (file.Architecture, file.Name, file.License, file.Quantization).ShouldBe(("llama", "Tiny", "cc0-1.0", "Q8_0"));
        (file.ContextLength, file.EmbeddingLength, file.LayerCount).ShouldBe((shape.ContextLength, shape.Width, shape.Layers));
        (file.HeadCount, file.KeyValueHeadCount, file.KeyLength, file.ValueLength).ShouldBe((4, 2, 16, 16));
        (file.VocabularySize, file.TokenizerModel, file.ChatTemplate).ShouldBe((shape.VocabularySize, "gpt2", ModelShape.ChatMl));
        (file.IsEmbeddingModel, file.PoolingType).ShouldBe((false, null));
        file.FileBytes.ShouldBe(new FileInfo(path).Length);
        file.Parts.ShouldBe([path]);
    }

    [Fact]
    public void Weights_are_counted_with_norms_and_tables()
    {
        var file = GgufFile.Read(TinyModel.InTemp(ModelShape.Tiny));
        const int Layer = (64 * 64 * 2) + (64 * 32 * 2) + (64 * 160 * 3), Norms = (64 * 2 * 2) + 64, Table = 64 * 1056;
        file.ParameterCount.ShouldBe((Layer * 2) + Table + Norms);
        file.WeightBytes.ShouldBe((((Layer * 2) + Table) / 32 * 34) + (Norms * 4));
    }

    [Fact]
    public void An_encoder_and_a_decoder_with_pooling_are_embedding_models()
    {
        var encoder = GgufFile.Read(TinyModel.InTemp(ModelShape.TinyEmbedding));
        (encoder.IsEmbeddingModel, encoder.PoolingType, encoder.ChatTemplate).ShouldBe((true, GgufPooling.Mean, null));
        var decoder = GgufFile.Read(TinyModel.InTemp(ModelShape.Tiny with { Architecture = "qwen3", Pooling = Pooling.Last }));
        (decoder.IsEmbeddingModel, decoder.PoolingType).ShouldBe((true, GgufPooling.Last));
    }

    [Fact]
    public void The_cache_takes_what_layers_heads_and_types_make()
    {
        var file = GgufFile.Read(TinyModel.InTemp(ModelShape.Tiny with { Architecture = "qwen3", HeadDimension = 32 }));
        const int F16 = 1, Q80 = 8;
        file.KeyValueBytesPerToken(F16, F16).ShouldBe(2 * 2 * 32 * 2 * 2);
        file.KeyValueBytesPerToken(Q80, Q80).ShouldBe(2 * 2 * 32 * 2 * 34 / 32);
        file.KeyValueBytesPerToken(F16, Q80).ShouldBe((2 * 2 * 32 * 2) + (2 * 2 * 32 * 34 / 32));
        GgufFile.Read(TinyModel.InTemp(ModelShape.TinyEmbedding)).KeyValueBytesPerToken(F16, F16).ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => file.KeyValueBytesPerToken(4, F16));
    }

    [Fact]
    public void Layers_may_differ_in_their_heads()
    {
        var file = Read(Hybrid());
        (file.HeadCount, file.KeyValueHeadCount).ShouldBe((4, 2));
        file.KeyValueBytesPerToken(1, 1).ShouldBe(2 * 16 * 2 * 2);
    }

    [Fact]
    public void What_the_file_does_not_name_is_taken_from_elsewhere()
    {
        var file = Read(Tiny().Remove("general.name").Remove("general.file_type").Remove("general.license").Remove("llama.attention.key_length").Remove("llama.attention.value_length"));
        (file.Name, file.Quantization, file.License, file.KeyLength, file.ValueLength).ShouldBe(("model", "Q8_0", null, 16, 16));
    }

    [Fact]
    public void A_file_type_has_the_name_that_people_know() =>
        Read(Tiny().Set("general.file_type", 15u)).Quantization.ShouldBe("Q4_K_M");

    [Fact]
    public void A_hostile_name_cannot_write_to_the_terminal() =>
        Read(Tiny().Set("general.name", "\u001b]0;x\u0007A\u001b[31m model\r\n\u202Eb" + new string('c', 500))).Name.ShouldBe("]0;xA[31m model b" + new string('c', 63) + "…");

    [Fact]
    public void Ill_formed_UTF8_is_read_with_replacements() =>
        Read(Tiny().Set("general.name", 8, [3, 0, 0, 0, 0, 0, 0, 0, (byte)'a', 0xFF, (byte)'b'])).Name.ShouldBe("a\uFFFDb");

    [Fact]
    public void Metadata_is_had_by_type()
    {
        var metadata = Read(Tiny().Set("a.list", 1, 2, 3).Set("a.texts", "x", "y")).Metadata;
        (metadata.Text("general.architecture"), metadata.Integer("general.architecture")).ShouldBe(("llama", null));
        (metadata.Integer("llama.block_count"), metadata.Text("llama.block_count")).ShouldBe((2L, null));
        metadata.Real("llama.rope.freq_base").ShouldBe(1e6);
        metadata.Flag("tokenizer.ggml.add_bos_token").ShouldBe(false);
        metadata.Integers("a.list").ShouldBe([1L, 2L, 3L]);
        (metadata.Count("a.list"), metadata.Count("a.texts"), metadata.Count("general.name")).ShouldBe((3L, 2L, null));
        (metadata.Text("nothing"), metadata.Integers("nothing")).ShouldBe((null, null));
        metadata.Keys.ShouldContain("a.texts");
    }

    [Fact]
    public void The_hash_is_of_what_stands_before_the_weights()
    {
        var before = Read(Tiny()).HeaderHash;
        Read(Tiny()).HeaderHash.ShouldBe(before);
        Read(Tiny().Change("output_norm.weight", tensor => tensor with { Data = new byte[tensor.Data.Length] })).HeaderHash.ShouldBe(before);
        Read(Tiny().Set("general.name", "Tiny!")).HeaderHash.ShouldNotBe(before);
        before.ShouldBe(LlmWiki.Text.ContentHash.Of(Header(Tiny().ToBytes())));
    }

    [Fact]
    public void Version_2_and_bytes_after_the_last_tensor_are_fine()
    {
        var document = Tiny();
        document.Version = 2;
        GgufFile.Read(_folder.Write("model.gguf", [.. document.ToBytes(), .. new byte[1000]])).VocabularySize.ShouldBe(1056);
    }

    [Fact]
    public void A_text_of_megabytes_is_skipped()
    {
        var file = Read(Tiny().Set("tokenizer.huggingface.json", new string('j', 5_000_000)).Set("tokenizer.chat_template", new string('t', 100_000)));
        file.Metadata.Text("tokenizer.huggingface.json").ShouldBeNull();
        file.ChatTemplate!.Length.ShouldBe(100_000);
    }

    [Fact]
    public void A_large_vocabulary_is_read_without_being_kept()
    {
        var tokens = Enumerable.Range(0, 262_144).Select(id => $"token {id}").ToArray();
        var path = _folder.Write("model.gguf", Tiny()
            .Set(MetadataReader.TokensKey, tokens).Set(MetadataReader.TokenTypesKey, new int[tokens.Length])
            .Change("token_embd.weight", tensor => tensor with { Sizes = [64, tokens.Length], Data = new byte[2 * 34 * tokens.Length] }).ToBytes());
        var before = GC.GetAllocatedBytesForCurrentThread();
        GgufFile.Read(path).VocabularySize.ShouldBe(tokens.Length);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4_000_000);
    }

    /// <summary>Half of its layers keep keys, the other half do something else: none of the families that are checked by the layer.</summary>
    private static GgufDocument Hybrid()
    {
        var document = Tiny().Set("general.architecture", "odd");
        foreach (var pair in document.Pairs.Where(pair => pair.Key.StartsWith("llama.", StringComparison.Ordinal)).ToList())
        {
            document.Set("odd" + pair.Key["llama".Length..], pair.Type, pair.Value);
        }

        return document.Set("odd.attention.head_count_kv", 0, 2);
    }

    // The last tensor's offset is the last of it: what follows are weights, which begin at a multiple of 32.
    private static byte[] Header(byte[] file)
    {
        var document = GgufDocument.Read(TinyModel.InTemp(ModelShape.Tiny));
        var weights = document.Tensors.Sum(tensor => tensor.Data.Length);
        var padded = file[..^weights];
        var last = document.Tensors[^1];
        var end = padded.AsSpan().LastIndexOf(System.Text.Encoding.ASCII.GetBytes(last.Name)) + last.Name.Length + 4 + (8 * last.Sizes.Length) + 4 + 8;
        return padded[..end];
    }

    private GgufFile Read(GgufDocument document) => GgufFile.Read(_folder.Write("model.gguf", document.ToBytes()));

    private static GgufDocument Tiny() => GgufDocument.Read(TinyModel.InTemp(ModelShape.Tiny));
}
