using System.Runtime.InteropServices;

namespace LlmWiki.Llama.Native;

/// <summary>The functions of ggml that we call: which devices there are.</summary>
internal static unsafe partial class GgmlApi
{
    public const string Loader = "ggml";
    public const string Core = "ggml-base";

    // Of the libraries for the processor in the folder it takes the one that fits best.
    [LibraryImport(Loader, StringMarshalling = StringMarshalling.Utf8)] public static partial void ggml_backend_load_all_from_path(string folder);

    // Zero where it cannot be loaded.
    [LibraryImport(Loader, StringMarshalling = StringMarshalling.Utf8)] public static partial nint ggml_backend_load(string path);
    [LibraryImport(Loader)] public static partial nint ggml_backend_dev_count();
    [LibraryImport(Loader)] public static partial nint ggml_backend_dev_get(nint index);
    [LibraryImport(Core)] public static partial byte* ggml_backend_dev_name(nint device);
    [LibraryImport(Core)] public static partial byte* ggml_backend_dev_description(nint device);
    [LibraryImport(Core)] public static partial void ggml_backend_dev_memory(nint device, nint* free, nint* total);

    // 0 processor, 1 GPU, 2 GPU that shares the machine's memory, 3 accelerator beside the processor.
    [LibraryImport(Core)] public static partial int ggml_backend_dev_type(nint device);
    [LibraryImport(Core)] public static partial void ggml_log_set(delegate* unmanaged[Cdecl]<int, byte*, void*, void> callback, void* data);
}
