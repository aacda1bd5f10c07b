using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests;

/// <summary>Engines over the tiny model, which is written to the temp folder the first time. Real llama.cpp, random weights.</summary>
internal static class Engines
{
    public static LlamaOptions Tiny => new() { ModelPath = TinyModel.InTemp(ModelShape.Tiny), Workers = 1, Threads = 1, GpuLayers = 0, Context = 2048 };

    public static Task<LlamaEngine> Open(LlamaOptions? options = null) => LlamaEngine.OpenAsync(options ?? Tiny, TestContext.Current.CancellationToken);
}
