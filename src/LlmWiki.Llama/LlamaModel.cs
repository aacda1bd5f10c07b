using LlmWiki.Llama.Gguf;
using LlmWiki.Llama.Native;

namespace LlmWiki.Llama;

/// <summary>A model in memory, shared by all its contexts.</summary>
public sealed unsafe class LlamaModel : IDisposable
{
    private LlamaModel(string path, GgufFile file, ModelHandle handle, int gpuLayers)
    {
        Path = path;
        File = file;
        Handle = handle;
        GpuLayers = gpuLayers;
        Vocabulary = new Vocabulary(handle);
    }

    public string Path { get; }

    /// <summary>What the file says of itself.</summary>
    public GgufFile File { get; }

    public Vocabulary Vocabulary { get; }

    /// <summary>Layers asked to be on a GPU; 0 where the processor does all, -1 all layers.</summary>
    public int GpuLayers { get; }

    internal ModelHandle Handle { get; }

    /// <summary>True for models that keep one running state (Mamba and hybrids): a sequence of theirs cannot go back.</summary>
    internal bool IsRecurrent => LlamaApi.llama_model_is_recurrent(Handle.Value) != 0 || LlamaApi.llama_model_is_hybrid(Handle.Value) != 0;

    /// <summary>Reads the file's tables in managed code first: a damaged file is an error and not the end of the process.</summary>
    /// <param name="gpuLayers">Layers to keep on a GPU: 0 none, -1 all.</param>
    /// <exception cref="WikiException">The file is damaged, of an unknown kind, or does not fit into memory.</exception>
    public static LlamaModel Load(string path, GgufFile file, int gpuLayers)
    {
        var handle = TryLoad(path, gpuLayers);
        return handle.IsInvalid ? throw Failed(path, file, LlamaLog.Reason()) : new LlamaModel(path, file, handle, gpuLayers);
    }

    public void Dispose() => Handle.Dispose();

    private static ModelHandle TryLoad(string path, int gpuLayers)
    {
        LlamaLog.Clear();
        var parameters = LlamaApi.llama_model_default_params();
        parameters.GpuLayers = gpuLayers;
        nint noDevice = 0;
        if (gpuLayers == 0)
        {
            parameters.Devices = &noDevice;
        }

        return new ModelHandle(LlamaApi.llama_model_load_from_file(path, parameters));
    }

    private static WikiException Failed(string path, GgufFile file, string reason)
    {
        var name = System.IO.Path.GetFileName(path);
        if (reason.Contains("unknown model architecture", StringComparison.Ordinal))
        {
            return new WikiException($"{name}: llama.cpp {LlamaRuntime.Load().Version} does not know models of the kind '{file.Architecture}'", "take another model: 'wiki model pull' names some");
        }

        return reason.Contains("alloc", StringComparison.OrdinalIgnoreCase) || reason.Contains("memory", StringComparison.OrdinalIgnoreCase)
            ? new WikiException($"{name}: there is not enough memory for it ({reason})", "take a smaller model or quantization, or close other programs")
            : new WikiException($"{name}: llama.cpp cannot load it: {(reason == "" ? "it does not say why" : reason)}", "download it again: 'wiki model pull --force'");
    }
}
