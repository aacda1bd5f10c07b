using System.Globalization;
using LlmWiki.Llama;
using LlmWiki.TinyModels;
using Microsoft.Extensions.AI;

namespace LlmWiki.Benchmarks;

/// <summary>Embeddings by a model with the sizes of bge-small (33 million weights, Q8_0), 32 texts at a time and one by one.</summary>
internal static class EmbeddingBenchmark
{
    private static readonly ModelShape Shape = ModelShape.TinyEmbedding with
    {
        Name = "Shape of bge-small",
        Layers = 12,
        Width = 384,
        FeedForward = 1536,
        Heads = 12,
        KeyValueHeads = 12,
        VocabularySize = 30_522,
        Spread = 0.02,
        Pooling = Pooling.Cls,
    };

    public static async Task Run()
    {
        using var generator = await LlamaEmbeddingGenerator.OpenAsync(new LlamaOptions { ModelPath = TinyModel.InTemp(Shape), Threads = 1, GpuLayers = 0 });
        var texts = Enumerable.Range(0, 64).Select(number => string.Join(' ', Enumerable.Range(0, 60).Select(word => $"wheel {(number * 7) + word}"))).ToList();
        await generator.GenerateAsync(texts.Take(2));
        var (tokens, together) = await Seconds(() => generator.GenerateAsync(texts));
        var alone = 0.0;
        foreach (var text in texts.Take(16))
        {
            alone += (await Seconds(() => generator.GenerateAsync([text]))).Seconds;
        }

        Console.WriteLine($"## {Shape.Name}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"embeddings: {tokens / together:0} tokens/s, {texts.Count / together:0.0} texts of {tokens / texts.Count} tokens a second together, {16 / alone:0.0} one by one"));
    }

    private static async Task<(long Tokens, double Seconds)> Seconds(Func<Task<GeneratedEmbeddings<Embedding<float>>>> work)
    {
        var start = Environment.CpuUsage.TotalTime.TotalSeconds;
        var result = await work();
        return (result.Usage!.InputTokenCount!.Value, Environment.CpuUsage.TotalTime.TotalSeconds - start);
    }
}
