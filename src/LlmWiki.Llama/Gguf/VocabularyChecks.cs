using System.Collections;

namespace LlmWiki.Llama.Gguf;

/// <summary>The lists of the tokenizer must be of the right kind and equally long: llama.cpp reads them without asking.</summary>
internal static class VocabularyChecks
{
    /// <summary>How a converter writes "there is no such token".</summary>
    private const long NoToken = uint.MaxValue;

    /// <summary>
    /// Byte-level BPE, Gemma 4's BPE, SentencePiece, WordPiece, unigram. llama.cpp knows a few more, of which some let text in
    /// that they cannot tell run out of memory.
    /// </summary>
    private static readonly string[] Tokenizers = ["gpt2", "gemma4", "llama", "bert", "t5"];

    public static void Check(GgufPart part)
    {
        if (part.Metadata.Find(MetadataReader.TokensKey) is not { Value: TokenList tokens })
        {
            throw part.Contradicts($"it has no vocabulary ('{MetadataReader.TokensKey}')");
        }

        var count = tokens.ByteTexts.Length;
        CheckList(part, MetadataReader.TokenTypesKey, count, GgufValueType.I32, GgufValueType.U32);
        CheckList(part, "tokenizer.ggml.scores", count, GgufValueType.F32);
        CheckList(part, "tokenizer.ggml.merges", count: null, GgufValueType.Text);
        CheckList(part, "tokenizer.ggml.precompiled_charsmap", count: null, GgufValueType.U8, GgufValueType.I8);
        CheckId(part, "tokenizer.ggml.bos_token_id", count);
        CheckId(part, "tokenizer.ggml.eos_token_id", count);
        CheckKind(part, tokens);
    }

    private static void CheckList(GgufPart part, string key, int? count, params ReadOnlySpan<GgufValueType> elements)
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

    private static void CheckId(GgufPart part, string key, int count)
    {
        if (part.Metadata.Find(key) is { } id && !(id.Value is long number && ((number >= 0 && number < count) || number == NoToken)))
        {
            throw part.Contradicts($"'{key}' is no number of a token ({part.Metadata.Integer(key):N0}; the vocabulary has {count:N0})");
        }
    }

    private static void CheckKind(GgufPart part, TokenList tokens)
    {
        var kind = part.Metadata.Text("tokenizer.ggml.model") ?? "none";
        if (!Tokenizers.Contains(kind))
        {
            throw new WikiException($"'{part.Path}' has a tokenizer of the kind '{GgufReader.Shown(kind)}', which is not supported", "take another model");
        }

        // SentencePiece tells what it has no token for byte by byte, and llama.cpp ends the process where a byte has none.
        if (kind == "llama" && tokens.DistinctBytes < 256)
        {
            throw part.Contradicts($"its SentencePiece vocabulary has tokens for {tokens.DistinctBytes} of 256 bytes");
        }

        if (part.Metadata.Find(MetadataReader.TokenTypesKey)?.Value is BitArray types)
        {
            for (var id = 0; id < types.Length; id++)
            {
                if (types[id] && (kind == "bert" || !tokens.ByteTexts[id]))
                {
                    throw part.Contradicts($"token {id:N0} is said to be a byte, and its text is none");
                }
            }
        }
    }
}
