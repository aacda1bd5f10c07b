using LlmWiki.Llama.Hub;

namespace LlmWiki.Llama.Tests.Hub;

public sealed class QuantizationTests
{
    [Theory]
    [InlineData("Qwen3-4B-Instruct-2507-Q4_K_M.gguf", "Q4_K_M")]
    [InlineData("qwen2.5-3b-instruct-q4_0.gguf", "Q4_0")]
    [InlineData("tinyllama-1.1b-chat-v1.0.Q8_0.gguf", "Q8_0")]
    [InlineData("model-UD-Q4_K_XL-00001-of-00002.gguf", "Q4_K_XL")]
    [InlineData("model_iq3_xxs.gguf", "IQ3_XXS")]
    [InlineData("gpt-oss-20b-mxfp4.gguf", "MXFP4")]
    [InlineData("bge-small-en-v1.5-f16.gguf", "F16")]
    [InlineData("Model-BF16.gguf", "BF16")]
    [InlineData("qwen3-4b.gguf", null)]
    [InlineData("SEQ4_model.gguf", null)]
    public void A_name_tells_the_quantization(string name, string? tag) => Quantization.Of(name).ShouldBe(tag);

    [Theory]
    [InlineData("a-Q8_0.gguf a-Q4_K_M.gguf a-Q4_K_S.gguf", "a-Q4_K_M.gguf")]
    [InlineData("a-Q8_0.gguf a-Q4_K_S.gguf a-Q2_K.gguf", "a-Q4_K_S.gguf")]
    [InlineData("a-F16.gguf a-Q8_0.gguf", "a-Q8_0.gguf")]
    [InlineData("a-F16.gguf mmproj-a-Q4_K_M.gguf a-mmproj-q4_k_m.gguf a.imatrix-Q4_0.gguf README.md a-Q4_K_M.bin", "a-F16.gguf")]
    [InlineData("a.gguf", "a.gguf")]
    [InlineData("q4/a-Q4_0-00002-of-00002.gguf q4/a-Q4_0-00001-of-00002.gguf", "q4/a-Q4_0-00001-of-00002.gguf")]
    public void Without_a_wish_the_best_trade_of_quality_for_size_is_taken(string files, string first) =>
        Choose(files).Parts[0].Path.ShouldBe(first);

    [Theory]
    [InlineData("q8_0", "x/a-Q8_0.gguf")]
    [InlineData("x/a-Q8_0.gguf", "x/a-Q8_0.gguf")]
    [InlineData("a-Q8_0.gguf", "x/a-Q8_0.gguf")]
    [InlineData("A-q8_0", "x/a-Q8_0.gguf")]
    [InlineData("F16", "a-F16-00001-of-00002.gguf")]
    [InlineData("a-F16-00002-of-00002.gguf", "a-F16-00001-of-00002.gguf")]
    public void A_wish_is_a_quantization_or_a_file(string wanted, string first) =>
        Choose("a-F16-00001-of-00002.gguf a-F16-00002-of-00002.gguf a-Q4_K_M.gguf x/a-Q8_0.gguf", wanted).Parts[0].Path.ShouldBe(first);

    [Theory]
    [InlineData("README.md", null, "'o/r' has no GGUF files")]
    [InlineData("a-Q4_K_M.gguf", "Q4_K_N", "'o/r' has no model 'Q4_K_N' (did you mean 'Q4_K_M'?)")]
    [InlineData("a-Q4_K_M.gguf b-Q4_K_M.gguf", null, "'o/r' has several models")]
    [InlineData("a-Q4_K_M.gguf b-Q4_K_M.gguf", "Q4_K_M", "'o/r' has several models 'Q4_K_M'")]
    [InlineData("a-Q4_K_M-00001-of-00003.gguf a-Q4_K_M-00003-of-00003.gguf", null, "'o/r' has only 2 of the 3 parts of 'a-Q4_K_M.gguf'")]
    public void What_cannot_be_chosen_is_told_with_what_there_is(string files, string? wanted, string message)
    {
        var error = Should.Throw<WikiException>(() => Choose(files, wanted));
        error.Message.ShouldBe(message);
        error.Hint.ShouldNotBeNull();
    }

    private static HubModel Choose(string files, string? wanted = null) =>
        Quantization.Choose("o/r", files.Split(' ').Select(path => new HubFile(path, null, null)), wanted);
}
