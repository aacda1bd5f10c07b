using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace LlmWiki.Llama.Native;

/// <summary>
/// The functions of llama.cpp's C header that we call, under their own names. Where a call can fail, what it returns then is said;
/// the reason stands in the log (<see cref="LlamaLog"/>).
/// </summary>
internal static unsafe partial class LlamaApi
{
    public const string Library = "llama";

    [LibraryImport(Library)] public static partial byte* llama_version();
    [LibraryImport(Library)] public static partial void llama_backend_init();
    [LibraryImport(Library)] public static partial void llama_log_set(delegate* unmanaged[Cdecl]<int, byte*, void*, void> callback, void* data);
    [LibraryImport(Library)] public static partial byte llama_supports_gpu_offload();

    [LibraryImport(Library)] public static partial ModelParams llama_model_default_params();
    [LibraryImport(Library)] public static partial ContextParams llama_context_default_params();

    // Zero where it cannot be loaded.
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial nint llama_model_load_from_file(string path, ModelParams parameters);
    [LibraryImport(Library)] public static partial void llama_model_free(nint model);
    [LibraryImport(Library)] public static partial nint llama_model_get_vocab(nint model);
    [LibraryImport(Library)] public static partial int llama_model_n_embd_out(nint model);
    [LibraryImport(Library)] public static partial byte llama_model_has_decoder(nint model);
    [LibraryImport(Library)] public static partial byte llama_model_is_recurrent(nint model);
    [LibraryImport(Library)] public static partial byte llama_model_is_hybrid(nint model);

    // Zero where memory is short or the parameters do not fit the model.
    [LibraryImport(Library)] public static partial nint llama_init_from_model(nint model, ContextParams parameters);
    [LibraryImport(Library)] public static partial void llama_free(nint context);
    [LibraryImport(Library)] public static partial uint llama_n_ctx(nint context);
    [LibraryImport(Library)] public static partial int llama_pooling_type(nint context);

    [LibraryImport(Library)] public static partial int llama_vocab_n_tokens(nint vocab);
    [LibraryImport(Library)] public static partial int llama_vocab_get_attr(nint vocab, int token);
    [LibraryImport(Library)] public static partial byte llama_vocab_is_eog(nint vocab, int token);
    [LibraryImport(Library)] public static partial byte llama_vocab_get_add_bos(nint vocab);
    [LibraryImport(Library)] public static partial int llama_vocab_bos(nint vocab);

    // Negative: the size that is needed.
    [LibraryImport(Library)] public static partial int llama_tokenize(nint vocab, byte* text, int length, int* tokens, int capacity, byte addSpecial, byte parseSpecial);
    [LibraryImport(Library)] public static partial int llama_token_to_piece(nint vocab, int token, byte* buffer, int capacity, int leftStrip, byte special);

    // 0 done, 1 no room in the cache (nothing changed), 2 aborted, below 0 failed.
    [LibraryImport(Library)] public static partial int llama_decode(nint context, NativeBatch batch);
    [LibraryImport(Library)] public static partial int llama_encode(nint context, NativeBatch batch);

    // Zero where the index was no output.
    [LibraryImport(Library)] public static partial float* llama_get_logits_ith(nint context, int index);
    [LibraryImport(Library)] public static partial float* llama_get_embeddings_seq(nint context, int sequence);

    // Zero for a model without a cache (an encoder).
    [LibraryImport(Library)] public static partial nint llama_get_memory(nint context);
    [LibraryImport(Library)] public static partial void llama_memory_clear(nint memory, byte data);
    [LibraryImport(Library)] public static partial byte llama_memory_seq_rm(nint memory, int sequence, int from, int to);

    // Zero where it failed.
    [LibraryImport(Library)] public static partial nint llama_state_seq_get_size(nint context, int sequence);
    [LibraryImport(Library)] public static partial nint llama_state_seq_get_data(nint context, byte* target, nint size, int sequence);
    [LibraryImport(Library)] public static partial nint llama_state_seq_set_data(nint context, byte* source, nint size, int sequence);

    // Zero where the grammar does not parse; the reason goes to stderr.
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial nint llama_sampler_init_grammar(nint vocab, string grammar, string root);
    [LibraryImport(Library)] public static partial void llama_sampler_apply(nint sampler, TokenDataArray* candidates);

    // A token that apply has not left finite ends the process, and so does an end token.
    [LibraryImport(Library)] public static partial void llama_sampler_accept(nint sampler, int token);
    [LibraryImport(Library)] public static partial void llama_sampler_free(nint sampler);
}
