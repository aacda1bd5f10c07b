using LlmWiki.Llama.Gguf;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>The files that the other tests stand on.</summary>
public sealed class TinyModelTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Shapes => ["llama", "qwen2", "qwen3", "bert"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_same_shape_gives_the_same_bytes(string architecture)
    {
        var shape = Shape(architecture);
        string first = Path.Combine(_folder.Root, "1.gguf"), second = Path.Combine(_folder.Root, "2.gguf"), other = Path.Combine(_folder.Root, "3.gguf");
        TinyModel.Write(first, shape);
        TinyModel.Write(second, shape);
        TinyModel.Write(other, shape with { Seed = 2 });
        File.ReadAllBytes(second).AsSpan().SequenceEqual(File.ReadAllBytes(first)).ShouldBeTrue();
        File.ReadAllBytes(other).AsSpan().SequenceEqual(File.ReadAllBytes(first)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(WeightType.F32)]
    [InlineData(WeightType.Q4_0)]
    [InlineData(WeightType.Q8_0)]
    [InlineData(WeightType.Q4_K)]
    [InlineData(WeightType.Q6_K)]
    public void Weights_have_the_spread_that_is_asked_for(WeightType type)
    {
        var path = Path.Combine(_folder.Root, "model.gguf");
        TinyModel.Write(path, ModelShape.Tiny with { Width = 256, FeedForward = 512, WeightType = type, Spread = 0.05 });
        var gate = GgufDocument.Read(path).Tensors.Single(tensor => tensor.Name == "blk.1.ffn_gate.weight");
        var weights = Weights.Of(type, gate.Data);
        weights.Length.ShouldBe(256 * 512);
        weights.Average().ShouldBe(0, 0.001);
        Math.Sqrt(weights.Average(weight => weight * weight)).ShouldBe(0.05, 0.003);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1056)]
    [InlineData(32_000)]
    public void Every_merge_is_of_two_tokens_and_makes_a_third(int size)
    {
        var path = Path.Combine(_folder.Root, "model.gguf");
        TinyModel.Write(path, ModelShape.Tiny with { VocabularySize = size, ThinkTokens = true });
        var document = GgufDocument.Read(path);
        var tokens = document.Texts("tokenizer.ggml.tokens").ToHashSet();
        tokens.Count.ShouldBe(size);
        tokens.ShouldContain("<|im_end|>");
        tokens.ShouldContain("</think>");
        foreach (var merge in document.Texts("tokenizer.ggml.merges").Select(merge => merge.Split(' ')))
        {
            merge.Length.ShouldBe(2);
            (tokens.Contains(merge[0]) && tokens.Contains(merge[1]) && tokens.Contains(merge[0] + merge[1])).ShouldBeTrue(string.Join(' ', merge));
        }
    }

    [Fact]
    public void A_vocabulary_that_cannot_be_made_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => TinyModel.Write(Path.Combine(_folder.Root, "a.gguf"), ModelShape.Tiny with { VocabularySize = 200 }));
        Should.Throw<ArgumentException>(() => TinyModel.Write(Path.Combine(_folder.Root, "b.gguf"), ModelShape.Tiny with { Width = 80 }));
    }

    [Fact]
    public async Task Racing_tests_all_get_a_whole_file()
    {
        var shape = ModelShape.Tiny with { Name = "Raced " + Guid.NewGuid() };
        var paths = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var path = TinyModel.InTemp(shape);
            GgufFile.Read(path).Name.ShouldBe(shape.Name);
            return path;
        })));
        var folder = Path.GetDirectoryName(paths[0])!;
        paths.Distinct().Count().ShouldBe(1);
        Directory.GetFiles(folder).Where(file => file.StartsWith(paths[0], StringComparison.Ordinal)).ShouldBe([paths[0]]);
        File.Delete(paths[0]);
    }

    private static ModelShape Shape(string architecture) => architecture == "bert" ? ModelShape.TinyEmbedding : ModelShape.Tiny with { Architecture = architecture };
}
