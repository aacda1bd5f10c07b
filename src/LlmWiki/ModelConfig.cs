namespace LlmWiki;

/// <summary>How the llama engine keeps the attention cache of its contexts.</summary>
public enum KvType
{
    F16,

    /// <summary>Eight bits a value: half the memory.</summary>
    Q8,
}

/// <summary>What stands below <c>model:</c> in <c>wiki.config.yaml</c>, defaults filled in. It never holds a key.</summary>
public sealed record ModelConfig
{
    /// <summary><c>auto</c>, <c>llama</c>, <c>openai</c> or <c>extractive</c>, as written.</summary>
    public string Engine { get; init; } = "auto";

    /// <summary>A GGUF file, or a folder with one, as written; null where nothing is said.</summary>
    public string? Path { get; init; }

    /// <summary>The family whose chat format is used instead of the one that the model file names.</summary>
    public string? Template { get; init; }

    /// <summary>Tokens of prompt and reply together, 2,048 to 1,048,576; null is 4,096, or what model and memory allow.</summary>
    public int? Context { get; init; }

    /// <summary>Layers that go to the GPU; 0 is none, null as many as fit.</summary>
    public int? GpuLayers { get; init; }

    /// <summary>Contexts that work side by side; null is what suits the machine.</summary>
    public int? Workers { get; init; }

    /// <summary>Threads of one context; null is what suits the machine.</summary>
    public int? Threads { get; init; }

    /// <summary>Calls that one context answers at once; null is what suits the machine.</summary>
    public int? Slots { get; init; }

    public KvType Kv { get; init; } = KvType.F16;

    /// <summary>A GGUF file of an embedding model, as written; null where nothing is said.</summary>
    public string? Embedding { get; init; }

    /// <summary>Of an OpenAI-compatible server, ready for <c>/chat/completions</c> to be appended: no slash at its end.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>A server is asked: one that is named goes before models of this machine.</summary>
    public bool UsesServer => Engine == "openai" || (Engine == "auto" && BaseUrl is not null);

    /// <summary>What the server calls the model.</summary>
    public string? Name { get; init; }

    /// <summary>The environment variable that holds the server's key.</summary>
    public string KeyEnv { get; init; } = "OPENAI_API_KEY";

    /// <summary>Calls to the server at one time, 1 to 64.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>How long the server may send nothing of a reply. Unit: seconds, 1 to 3600.</summary>
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>Tokens that one reply may have, 16 to 131,072.</summary>
    public int MaxTokensPerCall { get; init; } = 4096;

    /// <summary>Tokens of all prompts and replies of one run, at least 1000; null is no limit.</summary>
    public int? MaxTokensPerRun { get; init; }
}
