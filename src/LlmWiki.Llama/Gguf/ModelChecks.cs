using System.Collections.Immutable;

namespace LlmWiki.Llama.Gguf;

/// <summary>
/// What else llama.cpp takes on trust: settings that must be of a known kind, a vocabulary whose parts must be equally long, weights
/// that must be numbers it can multiply.
/// </summary>
internal static class ModelChecks
{
    private const int MostExperts = 512;

    /// <summary>How a converter writes "there is no such token".</summary>
    private const long NoToken = uint.MaxValue;

    private static readonly string[] RopeScalings = ["none", "linear", "yarn", "longrope"];

    /// <summary>Matrices that exist in nearly all architectures, by the name without its layer.</summary>
    private static readonly HashSet<string> Matrices =
    [
        "token_embd", "output", "position_embd", "token_types", "attn_q", "attn_k", "attn_v", "attn_qkv", "attn_output", "ffn_gate", "ffn_up", "ffn_down",
        "ffn_gate_exps", "ffn_up_exps", "ffn_down_exps", "ffn_gate_inp",
    ];

    public static void Check(GgufPart part, string architecture, ImmutableArray<GgufTensor> tensors, int width)
    {
        CheckSettings(part, architecture);
        CheckExperts(part, new SizeKeys(part, architecture));
        CheckVocabulary(part);
        CheckTensors(part, tensors, width);
    }

    private static void CheckSettings(GgufPart part, string architecture)
    {
        foreach (var key in part.Metadata.Keys.Where(key => key.StartsWith(architecture + ".", StringComparison.Ordinal)))
        {
            if (part.Metadata.Real(key) is { } real && (!double.IsFinite(real) || (real < 0 && MustNotBeNegative(key))))
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

    private static bool MustNotBeNegative(string key) =>
        key.EndsWith("epsilon", StringComparison.Ordinal) || key.EndsWith("max_alibi_bias", StringComparison.Ordinal) || key.Contains(".rope.", StringComparison.Ordinal);

    private static void CheckExperts(GgufPart part, SizeKeys keys)
    {
        var experts = keys.Optional("expert_count", 0, MostExperts) ?? 0;
        var used = keys.Optional("expert_used_count", 0, MostExperts) ?? 0;
        var groups = keys.Optional("expert_group_count", 0, MostExperts) ?? 0;
        var groupsUsed = keys.Optional("expert_group_used_count", 0, MostExperts) ?? 0;
        var sensible = experts == 0
            ? used == 0 && groups == 0
            : used > 0 && used <= experts && groups < experts && (groups < 2 || (experts % groups == 0 && groupsUsed > 0 && groupsUsed < groups));
        if (!sensible)
        {
            throw part.Contradicts($"it uses {used} of {experts} experts, and {groupsUsed} of {groups} groups of them");
        }
    }

    private static void CheckVocabulary(GgufPart part)
    {
        var metadata = part.Metadata;
        if (metadata.Find(MetadataReader.TokensKey) is not { Element: GgufValueType.Text, Count: var count })
        {
            throw part.Contradicts($"it has no vocabulary ('{MetadataReader.TokensKey}')");
        }

        CheckList(part, "tokenizer.ggml.token_type", count, GgufValueType.I32, GgufValueType.U32);
        CheckList(part, "tokenizer.ggml.scores", count, GgufValueType.F32);
        CheckList(part, "tokenizer.ggml.merges", count: null, GgufValueType.Text);
        CheckList(part, "tokenizer.ggml.precompiled_charsmap", count: null, GgufValueType.U8, GgufValueType.I8);
        foreach (var key in (string[])["tokenizer.ggml.bos_token_id", "tokenizer.ggml.eos_token_id"])
        {
            if (metadata.Find(key) is { } id && !(id.Value is long number && ((number >= 0 && number < count) || number == NoToken)))
            {
                throw part.Contradicts($"'{key}' is no number of a token ({metadata.Integer(key):N0}; the vocabulary has {count:N0})");
            }
        }
    }

    private static void CheckList(GgufPart part, string key, long? count, params GgufValueType[] elements)
    {
        if (part.Metadata.Find(key) is not { } list)
        {
            return;
        }

        if (list.Type != GgufValueType.Array || !elements.Contains(list.Element) || (count is { } wanted && list.Count != wanted))
        {
            throw part.Contradicts($"'{key}' is no list of the right kind{(count is null ? "" : $" with one entry for each of {count:N0} tokens")}");
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

            if (tensor.Sizes.Length == 1 ? !tensor.Type.IsFloat : Matrices.Contains(name) && !tensor.Type.IsWeight)
            {
                throw part.Contradicts($"'{tensor.Name}' is of type {tensor.Type.Name}");
            }
        }
    }

    /// <summary>"blk.3.attn_q.weight" is attn_q and weight.</summary>
    private static (string Name, string Kind) Split(string tensor)
    {
        var parts = tensor.Split('.');
        return parts.Length < 2 ? (tensor, "") : (parts[^2], parts[^1]);
    }
}
