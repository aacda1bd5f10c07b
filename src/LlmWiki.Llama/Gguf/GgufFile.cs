using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Llama.Gguf;

/// <summary>
/// A model file in the format of llama.cpp (GGUF 2 and 3), as it describes itself. Its weights are not read. What this accepts is
/// whole and of one piece as far as that can be told without them; it is no promise that llama.cpp knows the architecture.
/// </summary>
public sealed record GgufFile
{
    /// <summary>Networks that llama.cpp runs as encoders: they give vectors, and no text.</summary>
    private static readonly HashSet<string> Encoders =
    [
        "bert", "modern-bert", "nomic-bert", "nomic-bert-moe", "neo-bert", "jina-bert-v2", "jina-bert-v3", "eurobert", "gemma-embedding", "llama-embed", "t5encoder",
    ];

    private GgufFile(ImmutableArray<GgufPart> parts, string architecture, ModelSizes sizes)
    {
        Parts = [.. parts.Select(part => part.Path)];
        Metadata = parts[0].Metadata;
        HeaderHash = parts[0].HeaderHash;
        FileBytes = parts.Sum(part => part.FileBytes);
        Architecture = architecture;
        Sizes = sizes;
        var tensors = parts.SelectMany(part => part.Tensors).ToList();
        ParameterCount = tensors.Sum(tensor => tensor.Elements);
        WeightBytes = tensors.Sum(tensor => tensor.Bytes);
        Quantization = TensorType.NameOfFile(Metadata.Integer("general.file_type"))
            ?? tensors.GroupBy(tensor => tensor.Type.Name).MaxBy(group => group.Sum(tensor => tensor.Elements))!.Key;
    }

    /// <summary>The files of the model, the first first; one for most models.</summary>
    public ImmutableArray<string> Parts { get; }

    /// <summary>All that the (first) file says of itself.</summary>
    public GgufMetadata Metadata { get; }

    /// <summary>SHA-256 of the (first) file up to the weights: the identity of a model for caches, together with size and time.</summary>
    public ContentHash HeaderHash { get; }

    /// <summary>For instance "qwen3" or "llama".</summary>
    public string Architecture { get; }

    /// <summary>What its maker calls it, else the file's name; fit to be shown.</summary>
    public string Name => Shown("general.name") ?? Shown("general.basename") ?? Path.GetFileNameWithoutExtension(Parts[0]);

    public string? License => Shown("general.license.name") ?? Shown("general.license");

    /// <summary>Weights of all tensors, norms and tables included.</summary>
    public long ParameterCount { get; }

    /// <summary>Bytes of all parts.</summary>
    public long FileBytes { get; }

    /// <summary>Bytes of the tensors: what the model takes in memory at least.</summary>
    public long WeightBytes { get; }

    /// <summary>As file names have it, for instance "Q4_K_M" or "Q8_0".</summary>
    public string Quantization { get; }

    /// <summary>Tokens it was trained for; at least 1.</summary>
    public int ContextLength => Sizes.Context;

    /// <summary>Numbers in a token's vector.</summary>
    public int EmbeddingLength => Sizes.Width;

    public int LayerCount => Sizes.Layers;

    /// <summary>Attention heads of the layer that has most; 0 for networks without attention.</summary>
    public int HeadCount => Sizes.Heads.DefaultIfEmpty().Max();

    /// <summary>Heads that keep keys and values, of the layer that has most.</summary>
    public int KeyValueHeadCount => Sizes.KeyValueHeads.DefaultIfEmpty().Max();

    /// <summary>Numbers in one head's key.</summary>
    public int KeyLength => Sizes.KeyLength;

    /// <summary>Numbers in one head's value.</summary>
    public int ValueLength => Sizes.ValueLength;

    public int VocabularySize => (int)Metadata.Count(MetadataReader.TokensKey)!.Value;

    /// <summary>The Jinja text as it stands in the file; null where there is none.</summary>
    public string? ChatTemplate => Metadata.Text("tokenizer.chat_template");

    /// <summary>"gpt2" (byte-level BPE), "llama" (SentencePiece), "bert" (WordPiece), "t5" (unigram), …</summary>
    public string? TokenizerModel => Metadata.Text("tokenizer.ggml.model");

    /// <summary>How the vectors of tokens become one; null where the file does not say.</summary>
    public GgufPooling? PoolingType => (GgufPooling?)Metadata.Integer($"{Architecture}.pooling_type");

    /// <summary>True where it gives vectors (or a score, for <see cref="GgufPooling.Rank"/>) and no text.</summary>
    public bool IsEmbeddingModel => Encoders.Contains(Architecture) || PoolingType is not (null or GgufPooling.None);

    internal ModelSizes Sizes { get; }

    /// <summary>
    /// Reads header, metadata and list of tensors, at most 128 MB, and keeps a few kB of them. Of a model in several parts it
    /// is given the first, and reads the others too.
    /// </summary>
    /// <exception cref="WikiException">
    /// The file is not there, cannot be read, is no GGUF, cut off, damaged or contradicts itself. Nothing else is thrown, whatever it holds.
    /// </exception>
    public static GgufFile Read(string path)
    {
        var parts = GgufParts.Read(path);
        var first = parts[0];
        var architecture = Kind(first);
        var tensors = parts.SelectMany(part => part.Tensors).ToImmutableArray();
        if (tensors.IsEmpty)
        {
            throw new WikiException($"'{path}' holds a vocabulary and no weights", "take the model's own file");
        }

        var sizes = ModelSizes.Of(first, architecture);
        ModelChecks.Check(first, architecture, tensors, sizes);
        new SizeKeys(first, architecture).Optional("pooling_type", (int)GgufPooling.None, (int)GgufPooling.Rank);
        return new GgufFile(parts, architecture, sizes);
    }

    /// <summary>
    /// Bytes that one token takes in the cache, all layers together. An upper bound: windows, shared layers and running states make it less.
    /// </summary>
    /// <param name="typeK">ggml's number of the type that keys are kept in: 1 for F16, 8 for Q8_0.</param>
    /// <param name="typeV">The same for values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such type.</exception>
    public long KeyValueBytesPerToken(int typeK, int typeV)
    {
        if (Encoders.Contains(Architecture))
        {
            return 0;
        }

        var heads = Sizes.KeyValueHeads.Sum(count => (long)count);
        return Bytes(heads * KeyLength, typeK, nameof(typeK)) + Bytes(heads * ValueLength, typeV, nameof(typeV));
    }

    private static long Bytes(long elements, int type, string name)
    {
        var known = TensorType.Find((uint)type) ?? throw new ArgumentOutOfRangeException(name, type, "no type of ggml");
        return ((elements * known.BlockBytes) + known.BlockElements - 1) / known.BlockElements;
    }

    /// <summary>The architecture, where the file is a model at all: adapters and image encoders are GGUF too.</summary>
    private static string Kind(GgufPart part)
    {
        var architecture = part.Metadata.Text("general.architecture");
        var kind = part.Metadata.Text("general.type");
        if (kind == "adapter")
        {
            throw new WikiException($"'{part.Path}' is an adapter (LoRA) to a model, not a model", "take the model's own file");
        }

        if (kind == "mmproj" || architecture == "clip")
        {
            throw new WikiException($"'{part.Path}' is the image part of a model (mmproj), not the model", "take the file beside it without 'mmproj' in its name");
        }

        return !string.IsNullOrEmpty(architecture) && architecture.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? architecture
            : throw part.Contradicts("it does not say of which architecture it is ('general.architecture')");
    }

    private string? Shown(string key) => Metadata.Text(key) is { } text && GgufReader.Shown(text) is { Length: > 0 } shown ? shown : null;
}

/// <summary>How the vectors of a text's tokens become one; the numbers are llama.cpp's.</summary>
public enum GgufPooling
{
    None = 0,
    Mean = 1,
    Cls = 2,
    Last = 3,

    /// <summary>A score of how well two texts fit.</summary>
    Rank = 4,
}
