using LlmWiki.Llama.Chat;
using LlmWiki.Llama.Engine;
using LlmWiki.Llama.Gguf;

namespace LlmWiki.Llama;

/// <summary>A chat model that is loaded and ready: the model, the plan it runs by, its workers. Any thread may use it.</summary>
public sealed class LlamaEngine : IDisposable
{
    private LlamaEngine(LlamaModel model, EnginePlan plan, PromptFormat format, WorkerPool pool)
    {
        Model = model;
        Plan = plan;
        Format = format;
        Pool = pool;
    }

    public LlamaModel Model { get; }

    public EnginePlan Plan { get; }

    /// <summary>How turns of a talk become a prompt of this model.</summary>
    public PromptFormat Format { get; }

    /// <summary>What a person should know: a GPU that failed. Null where all went as asked.</summary>
    public string? Warning { get; private set; }

    internal WorkerPool Pool { get; }

    /// <summary>Loads a model and makes its contexts. Takes seconds for one of several GB.</summary>
    /// <exception cref="WikiException">
    /// No libraries, a damaged file, an embedding model, an unknown chat template, or too little memory; nothing stays loaded.
    /// </exception>
    public static async Task<LlamaEngine> OpenAsync(LlamaOptions options, CancellationToken cancel = default)
    {
        var (file, format) = Read(options);
        var runtime = LlamaRuntime.Load(options.Libraries);
        var plan = EnginePlan.For(file, options, Machine.Now(runtime.Gpus));
        return await Task.Run(() => LoadAsync(file, options, (plan, format), cancel), cancel);
    }

    /// <summary>What the file says of itself, and how its model wants to be spoken to; its weights are not loaded.</summary>
    /// <exception cref="WikiException">A damaged file, an embedding model, or an unknown chat template.</exception>
    internal static (GgufFile File, PromptFormat Format) Read(LlamaOptions options)
    {
        var file = GgufFile.Read(options.ModelPath);
        return file.IsEmbeddingModel
            ? throw new WikiException($"{Path.GetFileName(options.ModelPath)} is an embedding model ({file.Architecture}): it cannot write text", "name a chat model in model.path; 'wiki model list' shows which is which")
            : (file, PromptFormat.For(file.Architecture, file.ChatTemplate, options.Template));
    }

    /// <summary>Done when no call runs or waits.</summary>
    internal Task WhenIdle() => Pool.WhenIdle();

    public void Dispose()
    {
        Pool.Dispose();
        Model.Dispose();
    }

    private static async Task<LlamaEngine> LoadAsync(GgufFile file, LlamaOptions options, (EnginePlan Plan, PromptFormat Format) how, CancellationToken cancel)
    {
        try
        {
            return await LoadOnAsync(file, options, how, cancel);
        }
        catch (WikiException error) when (how.Plan.GpuLayers != 0)
        {
            // Another program may hold the GPU's memory: the processor will do.
            var plan = EnginePlan.For(file, options with { GpuLayers = 0 }, Machine.Now([]));
            var engine = await LoadOnAsync(file, options, (plan, how.Format), cancel);
            engine.Warning = $"the GPU could not take the model ({error.Message}); the processor does the work";
            return engine;
        }
    }

    private static async Task<LlamaEngine> LoadOnAsync(GgufFile file, LlamaOptions options, (EnginePlan Plan, PromptFormat Format) how, CancellationToken cancel)
    {
        var model = LlamaModel.Load(options.ModelPath, file, how.Plan.GpuLayers);
        try
        {
            cancel.ThrowIfCancellationRequested();
            var pool = new WorkerPool(model, how.Plan, new PrefixStore(options.PrefixFolder, PlanText(model, how.Plan)));
            await pool.WhenReady();
            return new LlamaEngine(model, how.Plan, how.Format, pool);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>All that the bytes of a state depend on.</summary>
    private static string PlanText(LlamaModel model, EnginePlan plan) => string.Join('|',
        model.File.HeaderHash, model.File.FileBytes, System.IO.File.GetLastWriteTimeUtc(model.Path).Ticks, LlamaRuntime.Load().Version,
        plan.QuantizeCache, model.GpuLayers, plan.Batch, plan.Threads, plan.Context, string.Join(',', LlamaRuntime.Load().Devices().Select(device => device.Name + device.Description)));
}
