using LlmWiki.Llama.Hub;

namespace LlmWiki.Llama;

/// <summary>What a machine has to give.</summary>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="FreeBytes">Memory that is free, within the limit of a container.</param>
/// <param name="GpuFreeBytes">Memory that is free on the GPU with the most; 0 where there is none.</param>
public sealed record Machine(int Cores, long FreeBytes, long GpuFreeBytes)
{
    /// <param name="gpus">Those that llama.cpp found.</param>
    public static Machine Now(IEnumerable<LlamaDevice> gpus) =>
        new Machine(Environment.ProcessorCount, MachineMemory.Now().Free, gpus.Select(gpu => gpu.FreeBytes).DefaultIfEmpty(0).Max());
}
