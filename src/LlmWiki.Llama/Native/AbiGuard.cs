using System.Reflection;
using System.Runtime.InteropServices;

namespace LlmWiki.Llama.Native;

/// <summary>
/// llama.cpp changes its structs between releases, and a wrong layout shows as silent nonsense. So before anything else is called, the
/// version must be one that we know, and the default values of both structs must stand where we expect them.
/// </summary>
internal static unsafe class AbiGuard
{
    /// <summary>Releases whose structs and functions were compared with ours.</summary>
    public static readonly string[] KnownVersions = ["0.4.0", "0.5.0"];

    /// <exception cref="WikiException">The libraries are another release.</exception>
    public static void Check(string folder)
    {
        var version = Marshal.PtrToStringUTF8((nint)LlamaApi.llama_version()) ?? "";
        var problem = Problem(version, LlamaApi.llama_model_default_params(), LlamaApi.llama_context_default_params());
        if (problem is not null)
        {
            throw new WikiException($"{folder}: llama.cpp {version} is not one that this program knows: {problem}",
                "wiki engine install brings the right one");
        }
    }

    /// <summary>What is different; null where all is as expected.</summary>
    public static string? Problem(string version, ModelParams model, ContextParams context)
    {
        if (!KnownVersions.Any(known => version == known || version.StartsWith(known + "-", StringComparison.Ordinal)))
        {
            return "its version is none of " + string.Join(", ", KnownVersions);
        }

        return FirstDifference("llama_model_params", model, ExpectedModel()) ?? FirstDifference("llama_context_params", context, ExpectedContext());
    }

    /// <summary>Field by field, because what stands in the padding between them is anything.</summary>
    private static string? FirstDifference<T>(string name, T actual, T expected)
        where T : unmanaged
    {
        foreach (var field in typeof(T).GetFields())
        {
            var offset = field.GetCustomAttribute<FieldOffsetAttribute>()!.Value;
            var size = field.FieldType == typeof(byte) ? 1 : field.FieldType == typeof(int) || field.FieldType == typeof(uint) || field.FieldType == typeof(float) ? 4 : 8;
            if (!Bytes(&actual, offset, size).SequenceEqual(Bytes(&expected, offset, size)))
            {
                return $"{name} has another default at byte {offset} ({field.Name})";
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> Bytes<T>(T* of, int offset, int size)
        where T : unmanaged => new((byte*)of + offset, size);

    public static ModelParams ExpectedModel() => new() { GpuLayers = -1, SplitMode = 1, LoadMode = -1, LazyMode = 1, UseExtraBuffers = 1 };

    public static ContextParams ExpectedContext() => new()
    {
        Cells = 512,
        Batch = 2048,
        MicroBatch = 512,
        Sequences = 1,
        OutputsPerSequence = 1,
        Threads = 4,
        BatchThreads = 4,
        RopeScaling = -1,
        Pooling = -1,
        Attention = -1,
        FlashAttention = -1,
        YarnExtension = -1,
        YarnAttention = -1,
        YarnBetaFast = -1,
        YarnBetaSlow = -1,
        DefragThreshold = -1,
        KeyType = 1,
        ValueType = 1,
        OffloadCache = 1,
        NoPerformance = 1,
        OffloadOperations = 1,
        FullSlidingWindow = 1,
    };
}
