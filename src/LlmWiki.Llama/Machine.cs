namespace LlmWiki.Llama;

/// <summary>What a machine has to give.</summary>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="FreeBytes">Memory that is free, within the limit of a container.</param>
/// <param name="GpuFreeBytes">Memory that is free on the GPU with the most; 0 where there is none.</param>
public sealed record Machine(int Cores, long FreeBytes, long GpuFreeBytes)
{
    /// <param name="gpus">Those that llama.cpp found.</param>
    public static Machine Now(IEnumerable<LlamaDevice> gpus)
    {
        // The figures are those of the last collection: a young one is enough, and takes no time.
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        var free = memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
        return new Machine(Environment.ProcessorCount, Math.Max(0, free), gpus.Select(gpu => gpu.FreeBytes).DefaultIfEmpty(0).Max());
    }
}
