using System.Runtime.InteropServices;

namespace LlmWiki.Llama.Native;

/// <summary><c>llama_model_params</c> of llama.cpp v0.4.0 and v0.5.0, 64 bit. <see cref="AbiGuard"/> checks it at start.</summary>
[StructLayout(LayoutKind.Explicit, Size = 80)]
internal unsafe struct ModelParams
{
    /// <summary>Ends with null; an empty list keeps every device but the processor out.</summary>
    [FieldOffset(0)] public nint* Devices;
    [FieldOffset(8)] public nint TensorBufferOverrides;

    /// <summary>Layers kept on a GPU; -1: all.</summary>
    [FieldOffset(16)] public int GpuLayers;
    [FieldOffset(20)] public int SplitMode;

    /// <summary>-1 auto, 0 none, 1 mmap, 2 mlock, 3 both, 4 direct.</summary>
    [FieldOffset(24)] public int LoadMode;
    [FieldOffset(28)] public int LazyMode;
    [FieldOffset(32)] public int MainGpu;
    [FieldOffset(40)] public nint TensorSplit;

    /// <summary>Gets 0 to 1; returning 0 ends the load.</summary>
    [FieldOffset(48)] public delegate* unmanaged[Cdecl]<float, void*, byte> ProgressCallback;
    [FieldOffset(56)] public void* ProgressData;
    [FieldOffset(64)] public nint Overrides;
    [FieldOffset(72)] public byte VocabOnly;
    [FieldOffset(73)] public byte CheckTensors;

    /// <summary>Weights are repacked for the processor: prompts run 1.6 to 1.9 times as fast, for a second copy in memory.</summary>
    [FieldOffset(74)] public byte UseExtraBuffers;
    [FieldOffset(75)] public byte NoHost;
    [FieldOffset(76)] public byte NoAlloc;
    [FieldOffset(77)] public byte LoadMtp;
}
