namespace LlmWiki.Llama;

/// <summary>How a model is to be run. What is null is chosen from the model and the machine (<see cref="EnginePlan"/>).</summary>
public sealed record LlamaOptions
{
    /// <summary>A GGUF file; of one in several parts, the first.</summary>
    public required string ModelPath { get; init; }

    /// <summary>
    /// The most tokens that one call may hold, prompt and reply together; null: 8,192, or what the model and the memory allow.
    /// </summary>
    public int? Context { get; init; }

    /// <summary>Layers kept on a GPU: null as many as fit, 0 none.</summary>
    public int? GpuLayers { get; init; }

    /// <summary>Contexts side by side, each with a thread of its own.</summary>
    public int? Workers { get; init; }

    /// <summary>Threads of each worker. Threads spin while they wait: more of them than idle cores cost twentyfold.</summary>
    public int? Threads { get; init; }

    /// <summary>Calls that one worker runs at a time.</summary>
    public int? Slots { get; init; }

    /// <summary>Keep the cache in 8 bits: half the memory, and prompts take a quarter longer.</summary>
    public bool QuantizeCache { get; init; }

    /// <summary>Memory that the engine may take; null: what the machine has free. Unit: bytes.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>A family of <see cref="Chat.PromptFormat"/>, where the one that the file names is not known.</summary>
    public string? Template { get; init; }

    /// <summary>Where decoded prefixes are kept between runs; null keeps none.</summary>
    public string? PrefixFolder { get; init; }

    /// <summary>Folders of <c>wiki engine install</c>.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];
}
