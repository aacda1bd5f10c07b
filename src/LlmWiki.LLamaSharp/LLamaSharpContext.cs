using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLama;
using LLama.Abstractions;
using LLama.Exceptions;
using LLama.Native;
using LLama.Sampling;

namespace LlmWiki.LLamaSharp;

/// <summary>
/// A context of LLamaSharp and what its cache holds. For one call at a time. It stands in place of LLamaSharp's executors, which take a prompt
/// as one text and look for special tokens in all of it: a source could end its turn there.
/// </summary>
internal sealed class LLamaSharpContext : IDisposable
{
    private static readonly LLamaSeqId Sequence = LLamaSeqId.Zero;

    private readonly LLamaContext _context;
    private readonly LLamaBatch _batch = new();
    private readonly nint _stop = Marshal.AllocHGlobal(1);
    private LLamaToken[] _prefix = [];
    private int _position;

    /// <exception cref="RuntimeError">There is not enough memory for it.</exception>
    public LLamaSharpContext(LLamaWeights weights, IContextParams parameters)
    {
        _context = weights.CreateContext(parameters);
        if (_context.NativeHandle.IsInvalid)
        {
            throw new RuntimeError("there is no context of this size");
        }

        unsafe
        {
            NativeApi.llama_set_abort_callback(_context.NativeHandle, (nint)(delegate* unmanaged[Cdecl]<nint, byte>)&IsStopped, _stop);
        }
    }

    /// <summary>Tokens of prompt and reply together.</summary>
    public int Size => (int)_context.ContextSize;

    /// <summary>
    /// Reads a prompt, its prefix as a piece of its own: so the rest is computed alike whether the cache holds the prefix from the last call or not.
    /// </summary>
    /// <returns>How many of the tokens were in the cache.</returns>
    public async Task<int> Read(LLamaToken[] prompt, int prefix, CancellationToken cancel)
    {
        var kept = Keep(prompt[..prefix]);
        _prefix = [];
        if (kept < prefix)
        {
            await Decode(prompt[..prefix], cancel);
        }

        _prefix = prompt[..prefix];
        await Decode(prompt[prefix..], cancel);
        return kept;
    }

    /// <exception cref="LLamaDecodeError">llama.cpp failed.</exception>
    public async Task Decode(LLamaToken[] tokens, CancellationToken cancel)
    {
        try
        {
            await Task.Run(() => DecodeNow(tokens, cancel), cancel);
        }
        catch
        {
            _prefix = [];
            throw;
        }
    }

    /// <summary>The next token of the reply, after what was decoded last.</summary>
    public LLamaToken Sample(ISamplingPipeline sampler) => sampler.Sample(_context.NativeHandle, _batch.TokenCount - 1);

    public void Dispose()
    {
        _context.Dispose();
        Marshal.FreeHGlobal(_stop);
    }

    /// <summary>llama.cpp asks this while it computes; processors only, a GPU ends its batch first.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsStopped(nint stop) => Marshal.ReadByte(stop);

    private void DecodeNow(ReadOnlySpan<LLamaToken> tokens, CancellationToken cancel)
    {
        Marshal.WriteByte(_stop, 0);
        using var stopping = cancel.Register(() => Marshal.WriteByte(_stop, 1));
        while (!tokens.IsEmpty)
        {
            var piece = tokens[..Math.Min(tokens.Length, (int)_context.BatchSize)];
            tokens = tokens[piece.Length..];
            _batch.Clear();
            _batch.AddRange(piece, _position, Sequence, logitsLast: tokens.IsEmpty);
            var result = _context.Decode(_batch);
            cancel.ThrowIfCancellationRequested();
            if (result != DecodeResult.Ok)
            {
                throw new LLamaDecodeError(result);
            }

            _position += piece.Length;
        }
    }

    /// <summary>Empties the cache up to the prefix, where it holds this one.</summary>
    private int Keep(LLamaToken[] prefix)
    {
        var cache = _context.NativeHandle;
        _position = prefix.Length > 0 && _prefix.AsSpan().SequenceEqual(prefix) ? prefix.Length : 0;
        cache.MemorySequenceRemove(Sequence, _position, -1);

        // Models with one running state cannot go back, and LLamaSharp does not hand on llama.cpp's answer.
        if ((int)cache.MemorySequenceMaxPosition(Sequence) != _position - 1)
        {
            _position = 0;
            cache.MemoryClear();
        }

        return _position;
    }
}
