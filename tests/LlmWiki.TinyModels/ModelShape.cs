namespace LlmWiki.TinyModels;

/// <summary>
/// What a model file of random weights looks like: the sizes of a network, the kinds of its weights, its tokenizer. Two equal
/// shapes give the same bytes. The file loads in llama.cpp as a real model does; what it says means nothing.
/// </summary>
public sealed record ModelShape
{
    /// <summary>"llama", "qwen2", "qwen3" (byte-level BPE) or "bert" (WordPiece; embeddings only).</summary>
    public required string Architecture { get; init; }

    /// <summary>What <c>general.name</c> says.</summary>
    public required string Name { get; init; }

    public required int Layers { get; init; }

    /// <summary>Length of a token's vector; a multiple of the weights' block size (32; 256 for the K types).</summary>
    public required int Width { get; init; }

    /// <summary>Width inside the feed-forward part; a multiple of the block size.</summary>
    public required int FeedForward { get; init; }

    public required int Heads { get; init; }

    /// <summary>Divides <see cref="Heads"/>.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Length of one head's vectors; <c>Width / Heads</c> where it is not said.</summary>
    public int? HeadDimension { get; init; }

    /// <summary>In tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary>At least 300 (the bytes and the control tokens), at most 400,000.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Type of the layers' matrices. <see cref="WeightType.Q4_K"/> mixes in Q6_K where Q4_K_M does.</summary>
    public required WeightType WeightType { get; init; }

    /// <summary>Type of the table of token vectors, which is the output matrix too.</summary>
    public required WeightType HeadType { get; init; }

    /// <summary>
    /// Standard deviation of the weights. 0.02 is that of real models; small widths need more, or all prompts get the same answer.
    /// </summary>
    public double Spread { get; init; } = 0.02;

    public ulong Seed { get; init; } = 1;

    /// <summary>Jinja text for <c>tokenizer.chat_template</c>; none is written where it is null.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>True puts <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c> into the vocabulary. BPE only.</summary>
    public bool ThinkTokens { get; init; }

    /// <summary>How token vectors become one; <see cref="Pooling.None"/> for a model of texts.</summary>
    public Pooling Pooling { get; init; }

    internal int HeadWidth => HeadDimension ?? Width / Heads;

    internal bool IsBert => Architecture == "bert";

    /// <summary>Of our own making; it holds the markers by which ChatML is known.</summary>
    public const string ChatMl =
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    /// <summary>Writes text of a kind in no time: 2 layers, 1,056 tokens, about 195 kB.</summary>
    public static ModelShape Tiny { get; } = new()
    {
        Architecture = "llama",
        Name = "Tiny",
        Layers = 2,
        Width = 64,
        FeedForward = 160,
        Heads = 4,
        KeyValueHeads = 2,
        ContextLength = 4096,
        VocabularySize = 1056,
        WeightType = WeightType.Q8_0,
        HeadType = WeightType.Q8_0,
        Spread = 0.2,
        ChatTemplate = ChatMl,
    };

    /// <summary>Embeds texts of up to 512 tokens in 64 dimensions, by their mean: about 165 kB.</summary>
    public static ModelShape TinyEmbedding { get; } = new()
    {
        Architecture = "bert",
        Name = "Tiny embedding",
        Layers = 2,
        Width = 64,
        FeedForward = 128,
        Heads = 4,
        KeyValueHeads = 4,
        ContextLength = 512,
        VocabularySize = 600,
        WeightType = WeightType.Q8_0,
        HeadType = WeightType.Q8_0,
        Spread = 0.2,
        Pooling = Pooling.Mean,
    };

    /// <summary>The sizes of Qwen3-0.6B, as Q4_0 with a Q6_K table: 0.38 GB.</summary>
    public static ModelShape Qwen06B { get; } = new()
    {
        Architecture = "qwen3",
        Name = "Shape of Qwen3 0.6B",
        Layers = 28,
        Width = 1024,
        FeedForward = 3072,
        Heads = 16,
        KeyValueHeads = 8,
        HeadDimension = 128,
        ContextLength = 40_960,
        VocabularySize = 151_936,
        WeightType = WeightType.Q4_0,
        HeadType = WeightType.Q6_K,
        ChatTemplate = ChatMl,
        ThinkTokens = true,
    };

    /// <summary>The sizes of Qwen3-4B, as Q4_K_M: 2.5 GB.</summary>
    public static ModelShape Qwen4B { get; } = Qwen06B with
    {
        Name = "Shape of Qwen3 4B",
        Layers = 36,
        Width = 2560,
        FeedForward = 9728,
        Heads = 32,
        WeightType = WeightType.Q4_K,
    };
}

/// <summary>How weights are stored; the values are ggml's.</summary>
public enum WeightType
{
    F32 = 0,
    Q4_0 = 2,
    Q8_0 = 8,
    Q4_K = 12,
    Q6_K = 14,
}

/// <summary>How the vectors of a text's tokens become one; the values are llama.cpp's.</summary>
public enum Pooling
{
    None = 0,
    Mean = 1,
    Cls = 2,
    Last = 3,
}
