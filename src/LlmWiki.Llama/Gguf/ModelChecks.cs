using System.Collections.Immutable;

namespace LlmWiki.Llama.Gguf;

/// <summary>
/// What else llama.cpp takes on trust: settings that must be of a known kind, and weights that must be numbers it can multiply.
/// </summary>
internal static class ModelChecks
{
    // llama.cpp's own limit.
    private const int MostExperts = 1024;

    private static readonly string[] RopeScalings = ["none", "linear", "yarn", "longrope"];

    /// <summary>Matrices that exist in nearly all architectures, by the name without its layer.</summary>
    private static readonly HashSet<string> Matrices =
    [
        "token_embd", "output", "position_embd", "attn_q", "attn_k", "attn_v", "attn_qkv", "attn_output", "ffn_gate", "ffn_up", "ffn_down",
        "ffn_gate_exps", "ffn_up_exps", "ffn_down_exps", "ffn_gate_inp",
    ];

    public static void Check(GgufPart part, string architecture, ImmutableArray<GgufTensor> tensors, ModelSizes sizes)
    {
        CheckSettings(part, architecture);
        CheckExperts(part, architecture);
        CheckCompressed(new SizeKeys(part, architecture), sizes);
        VocabularyChecks.Check(part);
        CheckTensors(part, tensors, sizes.Width);
        FamilyChecks.Check(part, architecture, tensors, sizes);
    }

    private static void CheckSettings(GgufPart part, string architecture)
    {
        foreach (var key in part.Metadata.Keys.Where(key => key.StartsWith(architecture + ".", StringComparison.Ordinal) && IsMeasure(key)))
        {
            if (part.Metadata.Real(key) is { } real && !(real >= 0 && double.IsFinite(real)))
            {
                throw part.Contradicts($"'{GgufReader.Shown(key)}' is {real}");
            }
        }

        var scaling = $"{architecture}.rope.scaling.type";
        if (part.Metadata.Find(scaling) is { } value && !RopeScalings.Contains(value.Value as string))
        {
            throw part.Contradicts($"'{scaling}' is none of {string.Join(", ", RopeScalings)}");
        }
    }

    private static bool IsMeasure(string key) =>
        ((string[])["epsilon", "max_alibi_bias", "rope.freq_base", "rope.scaling.factor"]).Any(end => key.EndsWith(end, StringComparison.Ordinal));

    private static void CheckExperts(GgufPart part, string architecture)
    {
        var keys = new SizeKeys(part, architecture);
        var experts = keys.Optional("expert_count", 0, MostExperts) ?? 0;
        var used = keys.Optional("expert_used_count", 0, MostExperts) ?? 0;
        var groups = keys.Optional("expert_group_count", 0, MostExperts) ?? 0;
        var groupsUsed = keys.Optional("expert_group_used_count", 0, MostExperts) ?? 0;
        var sensible = experts == 0
            ? used == 0 && groups == 0 && !architecture.Contains("moe", StringComparison.Ordinal) && architecture != "smallthinker"
            : used > 0 && used <= experts && groups < experts && (groups < 2 || (experts % groups == 0 && groupsUsed > 0 && groupsUsed < groups));
        if (!sensible)
        {
            throw part.Contradicts($"it uses {used} of {experts} experts, and {groupsUsed} of {groups} groups of them");
        }
    }

    /// <summary>Where keys are kept compressed (MLA), a part of each must be free of the turning that tells positions.</summary>
    private static void CheckCompressed(SizeKeys keys, ModelSizes sizes)
    {
        if (keys.Optional("attention.kv_lora_rank", 0, int.MaxValue) is null or 0)
        {
            return;
        }

        var whole = keys.Optional("attention.key_length_mla", 1, int.MaxValue) ?? sizes.KeyLength;
        var turned = keys.Optional("rope.dimension_count", 1, int.MaxValue) ?? sizes.KeyLength;
        if (turned >= whole)
        {
            throw keys.Contradicts("rope.dimension_count", $"{turned:N0} of {whole:N0} numbers are turned");
        }
    }

    private static void CheckTensors(GgufPart part, ImmutableArray<GgufTensor> tensors, int width)
    {
        var tokens = part.Metadata.Count(MetadataReader.TokensKey);
        foreach (var tensor in tensors)
        {
            var (name, kind) = Split(tensor.Name);
            if (name == "token_embd" && kind == "weight" && (tensor.Sizes.Length != 2 || tensor.Sizes[0] != width || tensor.Sizes[1] != tokens))
            {
                throw part.Contradicts($"'{tensor.Name}' has {string.Join(" × ", tensor.Sizes)} numbers, and {tokens:N0} tokens of {width:N0} are announced");
            }

            if (IsAdded(tensor, name, kind) ? tensor.Type.Name != "F32" : Matrices.Contains(name) && !tensor.Type.IsWeight)
            {
                throw part.Contradicts($"'{tensor.Name}' is of type {tensor.Type.Name}");
            }
        }
    }

    /// <summary>True for what is added to or multiplied with each vector: llama.cpp knows that for plain numbers only.</summary>
    private static bool IsAdded(GgufTensor tensor, string name, string kind) =>
        tensor.Sizes.Length == 1 || kind is "bias" or "scale" || name == "token_types" || name.Contains("norm", StringComparison.Ordinal);

    /// <summary>"blk.3.attn_q.weight" is attn_q and weight.</summary>
    private static (string Name, string Kind) Split(string tensor)
    {
        var parts = tensor.Split('.');
        return parts.Length < 2 ? (tensor, "") : (parts[^2], parts[^1]);
    }
}
