using LLama;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using LlmWiki.Llama;
using LlmWiki.Llama.Gguf;
using Microsoft.Extensions.AI;

namespace LlmWiki.LLamaSharp;

/// <summary>Opens a model with LLamaSharp, in place of our own <see cref="LlamaEngine"/>.</summary>
public static class LLamaSharpEngine
{
    /// <summary>
    /// Loads a model and makes its one context; takes seconds for one of several GB. Disposing the client frees both. Of the options
    /// those of our own workers are of no effect: workers, slots, prefix folder and libraries.
    /// </summary>
    /// <exception cref="WikiException">
    /// LLamaSharp has no backend, the file is damaged or of another kind, its chat template is unknown, or memory is too little.
    /// </exception>
    public static async Task<IChatClient> OpenAsync(LlamaOptions options, CancellationToken cancel = default)
    {
        var (file, format) = LlamaEngine.Read(options);
        LLamaWeights? weights = null;
        var reason = "";
        try
        {
            NativeLogConfig.llama_log_set((level, line) => reason = level == LLamaLogLevel.Error ? line.Trim() : reason);
            var parameters = Parameters(file, options);
            weights = await LLamaWeights.LoadFromFileAsync(parameters, cancel);
            return new LLamaSharpChatClient(weights, new LLamaSharpContext(weights, parameters), (format, file.Name));
        }
        catch (Exception error) when (error is TypeInitializationException { InnerException: RuntimeError } or DllNotFoundException or EntryPointNotFoundException)
        {
            throw new WikiException($"LLamaSharp cannot load llama.cpp: {(error.InnerException ?? error).Message}", "build with -p:Backend=Cpu, or with -p:Backend=Cuda12 where CUDA 12 is installed", error);
        }
        catch (RuntimeError error)
        {
            weights?.Dispose();
            throw new WikiException($"{Path.GetFileName(options.ModelPath)}: LLamaSharp cannot load it: {(reason == "" ? error.Message : reason)}", "it may be newer than LLamaSharp's llama.cpp, or larger than the memory: lower model.context, or take another model", error);
        }
    }

    private static ModelParams Parameters(GgufFile file, LlamaOptions options)
    {
        // What a GPU has free is not known here: where there is one, llama.cpp says what does not fit.
        var hasGpu = options.GpuLayers != 0 && NativeApi.llama_supports_gpu_offload();
        var one = options with { Workers = 1, Slots = 1, GpuLayers = 0, MemoryLimit = hasGpu ? long.MaxValue : options.MemoryLimit };
        var plan = EnginePlan.For(file, one, Machine.Now([]));
        return new ModelParams(options.ModelPath)
        {
            ContextSize = (uint)plan.Context,
            Threads = plan.Threads,
            BatchThreads = plan.Threads,
            GpuLayerCount = hasGpu ? options.GpuLayers ?? -1 : 0,
            TypeK = plan.QuantizeCache ? GGMLType.GGML_TYPE_Q8_0 : GGMLType.GGML_TYPE_F16,
            TypeV = plan.QuantizeCache ? GGMLType.GGML_TYPE_Q8_0 : GGMLType.GGML_TYPE_F16,
        };
    }
}
