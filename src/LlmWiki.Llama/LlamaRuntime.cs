using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LlmWiki.Llama.Native;

namespace LlmWiki.Llama;

/// <summary>A device that llama.cpp can compute on.</summary>
/// <param name="Kind">Whether it is the processor or a GPU.</param>
/// <param name="FreeBytes">Memory that is free on it now.</param>
/// <param name="TotalBytes">Memory that it has.</param>
public sealed record LlamaDevice(string Name, string Description, LlamaDeviceKind Kind, long FreeBytes, long TotalBytes);

/// <summary>What a device is, as ggml counts them.</summary>
public enum LlamaDeviceKind
{
    Processor = 0,
    Gpu = 1,
    IntegratedGpu = 2,
    Accelerator = 3,
}

/// <summary>
/// llama.cpp in this process. It is loaded once, by the first that asks; the folders asked for later are of no effect.
/// </summary>
public sealed unsafe class LlamaRuntime
{
    private static readonly Lock Gate = new();
    private static LlamaRuntime? _loaded;

    // Set before the first call into a library; a resolver can be set once only.
    private static string? _folder;

    private LlamaRuntime(string folder, string version)
    {
        Folder = folder;
        Version = version;
        Warnings = HasGpu(folder) && !Gpus.Any() ? [Unused(folder)] : [];
    }

    /// <summary>Where its libraries lie.</summary>
    public string Folder { get; }

    /// <summary>Such as <c>0.4.0</c>.</summary>
    public string Version { get; }

    /// <summary>What a person should know, a line each: a GPU's library that is there and of no use.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>A GPU that llama.cpp found, with its own memory or the machine's.</summary>
    public IEnumerable<LlamaDevice> Gpus => Devices().Where(device => device.Kind is LlamaDeviceKind.Gpu or LlamaDeviceKind.IntegratedGpu);

    /// <summary>Loads the library from the first installed folder that has one for a GPU, else the one beside the program, else any.</summary>
    /// <param name="installed">
    /// Folders of <c>wiki engine install</c>, each complete in itself: libraries of two packages are not mixed, for on Windows they differ.
    /// </param>
    /// <exception cref="WikiException">No libraries, or they do not fit this program; the hint says how to get them.</exception>
    public static LlamaRuntime Load(IReadOnlyList<string>? installed = null)
    {
        lock (Gate)
        {
            return _loaded ??= LoadOnce(installed ?? []);
        }
    }

    /// <summary>All devices, with the memory that is free on them now.</summary>
#pragma warning disable CA1822 // Mark members as static: who holds an instance knows that the library is loaded
    public ImmutableArray<LlamaDevice> Devices() =>
        [.. Enumerable.Range(0, (int)GgmlApi.ggml_backend_dev_count()).Select(index => Device(GgmlApi.ggml_backend_dev_get(index)))];
#pragma warning restore CA1822

    private static LlamaRuntime LoadOnce(IReadOnlyList<string> installed)
    {
        var folder = NativeFolders.Find([.. installed.Where(HasGpu), NativeFolders.Bundled, .. installed])
            ?? throw new WikiException("llama.cpp's libraries are not installed", "wiki engine install brings them; the build brings them too where npm is installed");

        // The first makes the library look for backends elsewhere, the second keeps a crash from starting a debugger.
        ProcessEnvironment.Set("GGML_BACKEND_PATH", null);
        ProcessEnvironment.Set("GGML_NO_BACKTRACE", "1");
        if (_folder is null)
        {
            NativeLibrary.SetDllImportResolver(typeof(LlamaRuntime).Assembly, (name, assembly, path) => Resolve(_folder!, name));
        }

        _folder = folder;
        try
        {
            AbiGuard.Check(folder);
            LlamaLog.Capture();
            GgmlApi.ggml_backend_load_all_from_path(folder);
            LlamaApi.llama_backend_init();
            RequireProcessor(folder);
            return new LlamaRuntime(folder, Text(LlamaApi.llama_version()));
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new WikiException($"{folder}: llama.cpp's libraries cannot be loaded: {error.Message}", "wiki engine install brings the right ones", error);
        }
    }

    private static void RequireProcessor(string folder)
    {
        if (GgmlApi.ggml_backend_dev_count() == 0)
        {
            throw new WikiException($"{folder}: no library of llama.cpp fits this processor", "wiki engine install brings all of them");
        }
    }

    private static IEnumerable<string> GpuFiles(string folder) =>
        new[] { "ggml-cuda", "ggml-vulkan" }.Select(name => NativeFolders.File(folder, name)).OfType<string>();

    private static bool HasGpu(string folder) => GpuFiles(folder).Any();

    /// <summary>No driver, no runtime, or no GPU: a warning, for the processor will do. Asked again, the loader says why.</summary>
    private static string Unused(string folder)
    {
        var file = GpuFiles(folder).First();
        LlamaLog.Clear();
        var loaded = GgmlApi.ggml_backend_load(file) != 0;
        var reason = LlamaLog.Reason().Replace($"failed to load {file}: ", "", StringComparison.Ordinal);
        return $"{file}: this GPU library is of no use here ({(loaded || reason == "" ? "it finds no GPU" : reason)}); the processor does the work";
    }

    private static nint Resolve(string folder, string name) =>
        name is LlamaApi.Library or GgmlApi.Loader or GgmlApi.Core && NativeFolders.File(folder, name) is { } file ? NativeLibrary.Load(file) : 0;

    private static LlamaDevice Device(nint device)
    {
        nint free, total;
        GgmlApi.ggml_backend_dev_memory(device, &free, &total);
        return new LlamaDevice(
            Text(GgmlApi.ggml_backend_dev_name(device)),
            Text(GgmlApi.ggml_backend_dev_description(device)).Trim(),
            (LlamaDeviceKind)GgmlApi.ggml_backend_dev_type(device),
            free,
            total);
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
