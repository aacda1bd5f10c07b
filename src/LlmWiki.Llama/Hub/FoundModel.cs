using LlmWiki.Llama.Chat;
using LlmWiki.Llama.Gguf;

namespace LlmWiki.Llama.Hub;

/// <summary>A model file of this machine.</summary>
/// <param name="Path">Its full path; of one in several parts, the first's.</param>
/// <param name="File">What it says of itself; null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
/// <param name="Hint">What to do about that.</param>
internal sealed record FoundModel(string Path, GgufFile? File, string? Problem = null, string? Hint = null)
{
    /// <summary>What a person calls it by: its file's name without the ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsChat => File is { IsEmbeddingModel: false };

    /// <summary>The family of its chat format; null where the file does not tell one that we know.</summary>
    public string? ChatFormat
    {
        get
        {
            try
            {
                return IsChat ? PromptFormat.For(File!.Architecture, File.ChatTemplate).Name : null;
            }
            catch (WikiException)
            {
                return null;
            }
        }
    }

    public bool IsEmbedding => File is { IsEmbeddingModel: true };

    public static FoundModel At(string path)
    {
        try
        {
            return new FoundModel(path, GgufFile.Read(path));
        }
        catch (WikiException error)
        {
            return new FoundModel(path, null, error.Message, error.Hint);
        }
    }
}

/// <summary>How a model fits the memory of the machine.</summary>
internal enum Fit
{
    /// <summary>Into what is free now.</summary>
    Fits,

    /// <summary>Only when other programs give some back.</summary>
    Tight,

    /// <summary>Never.</summary>
    TooLarge,
}

/// <summary>Memory that a model takes: its weights and the cache of one context. Unit: bytes.</summary>
internal sealed record MemoryNeed(long Weights, long Cache, int Context)
{
    public long Total => Weights + Cache;

    public static MemoryNeed Of(GgufFile file, ModelConfig config)
    {
        var context = Math.Min(config.Context ?? EnginePlan.UsualContext, file.ContextLength);
        return new MemoryNeed(file.WeightBytes, context * EnginePlan.BytesPerToken(file, config.Kv == KvType.Q8), context);
    }

    public Fit On(MachineMemory machine) => Total <= machine.Free ? Fit.Fits : Total <= machine.Total ? Fit.Tight : Fit.TooLarge;
}

/// <summary>Memory of this machine, or what a container leaves of it. Unit: bytes.</summary>
internal sealed record MachineMemory(long Total, long Free)
{
    public static MachineMemory Now()
    {
        // The figures are those of the last collection: a young one is enough.
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        return new MachineMemory(memory.TotalAvailableMemoryBytes, Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes));
    }
}
