using System.Runtime.InteropServices;

namespace LlmWiki.Llama.Native;

/// <summary><c>llama_context_params</c> of llama.cpp v0.4.0 and v0.5.0, 64 bit. <see cref="AbiGuard"/> checks it at start.</summary>
[StructLayout(LayoutKind.Explicit, Size = 160)]
internal unsafe struct ContextParams
{
    /// <summary>Cells of the cache for all sequences together, where it is unified. Rounded up to 256.</summary>
    [FieldOffset(0)] public uint Cells;

    /// <summary>The most tokens of one call to decode.</summary>
    [FieldOffset(4)] public uint Batch;

    /// <summary>The most tokens of one pass through the layers.</summary>
    [FieldOffset(8)] public uint MicroBatch;
    [FieldOffset(12)] public uint Sequences;
    [FieldOffset(16)] public uint RecurrentSnapshots;
    [FieldOffset(20)] public uint Outputs;
    [FieldOffset(24)] public uint OutputsPerSequence;

    /// <summary>The library's default is 4, whatever the machine.</summary>
    [FieldOffset(28)] public int Threads;
    [FieldOffset(32)] public int BatchThreads;
    [FieldOffset(36)] public int ContextType;
    [FieldOffset(40)] public int RopeScaling;

    /// <summary>-1 as the model says, 0 none, 1 mean, 2 cls, 3 last.</summary>
    [FieldOffset(44)] public int Pooling;
    [FieldOffset(48)] public int Attention;

    /// <summary>-1 auto, 0 off, 1 on.</summary>
    [FieldOffset(52)] public int FlashAttention;
    [FieldOffset(56)] public float RopeBase;
    [FieldOffset(60)] public float RopeScale;
    [FieldOffset(64)] public float YarnExtension;
    [FieldOffset(68)] public float YarnAttention;
    [FieldOffset(72)] public float YarnBetaFast;
    [FieldOffset(76)] public float YarnBetaSlow;
    [FieldOffset(80)] public uint YarnOriginalContext;
    [FieldOffset(84)] public float DefragThreshold;
    [FieldOffset(88)] public nint EvalCallback;
    [FieldOffset(96)] public nint EvalData;

    /// <summary>A <c>ggml_type</c>: 1 is F16, 8 is Q8_0.</summary>
    [FieldOffset(104)] public int KeyType;
    [FieldOffset(108)] public int ValueType;

    /// <summary>Asked between the nodes of the graph; 1 ends the call to decode.</summary>
    [FieldOffset(112)] public delegate* unmanaged[Cdecl]<void*, byte> AbortCallback;
    [FieldOffset(120)] public void* AbortData;
    [FieldOffset(128)] public byte Embeddings;
    [FieldOffset(129)] public byte OffloadCache;
    [FieldOffset(130)] public byte NoPerformance;
    [FieldOffset(131)] public byte OffloadOperations;
    [FieldOffset(132)] public byte FullSlidingWindow;

    /// <summary>One pool of cells for all sequences, so that forks of a prefix share its cells.</summary>
    [FieldOffset(133)] public byte Unified;
    [FieldOffset(136)] public nint Samplers;
    [FieldOffset(144)] public nint SamplerCount;
    [FieldOffset(152)] public nint OtherContext;
}
