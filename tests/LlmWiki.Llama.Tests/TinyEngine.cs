using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests;

/// <summary>An engine over the tiny model, which is written to the temp folder the first time. Real llama.cpp, random weights.</summary>
public sealed class TinyEngine : IAsyncLifetime
{
    public static LlamaOptions Options => new() { ModelPath = TinyModel.InTemp(ModelShape.Tiny), Workers = 1, Threads = 1, GpuLayers = 0, Context = 2048 };

    public LlamaEngine Engine { get; private set; } = null!;

    public LlamaChatClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Engine = await LlamaEngine.OpenAsync(Options, TestContext.Current.CancellationToken);
        Client = new LlamaChatClient(Engine);
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        Engine.Dispose();
        return ValueTask.CompletedTask;
    }
}
