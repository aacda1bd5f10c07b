using System.Runtime.InteropServices;
using LlmWiki.Llama.Native;

namespace LlmWiki.Llama.Engine;

/// <summary>How a call to decode ended.</summary>
internal enum Decoded
{
    Done,

    /// <summary>The abort flag was set; parts of the batch may be in the cache.</summary>
    Aborted,
}

/// <summary>A llama.cpp context with its batch and its abort flag. Only the thread that made it may use it, but for <see cref="Abort"/>.</summary>
internal sealed unsafe class ModelContext : IDisposable
{
    private const int NoRoom = 1;
    private const int WasAborted = 2;

    private readonly ContextHandle _context;
    private readonly nint _memory;
    private readonly Buffers _buffers;

    // Pinned, and not freed by hand: who cancels a call may come when the context is gone.
    private readonly int[] _abortFlag = GC.AllocateArray<int>(1, pinned: true);

    /// <exception cref="WikiException">It does not fit into memory, or the model does not allow it.</exception>
    public ModelContext(LlamaModel model, Func<ContextParams, ContextParams> with)
    {
        var parameters = with(LlamaApi.llama_context_default_params());
        BatchSize = (int)parameters.Batch;
        _buffers = new Buffers(BatchSize);
        parameters.AbortCallback = &IsAborted;
        parameters.AbortData = (void*)Marshal.UnsafeAddrOfPinnedArrayElement(_abortFlag, 0);
        LlamaLog.Clear();
        _context = new ContextHandle(model.Handle, parameters);
        if (_context.IsInvalid)
        {
            _buffers.Dispose();
            var reason = LlamaLog.Reason();
            throw new WikiException($"{model.Path}: llama.cpp could not make room for {parameters.Cells} tokens ({reason})",
                reason.Contains("cache type", StringComparison.Ordinal)
                    ? "the model takes no cache of this type: set model.kv to f16"
                    : "lower model.context or model.workers in wiki.config.yaml, or close other programs");
        }

        _memory = LlamaApi.llama_get_memory(_context.Value);
        Cells = (int)LlamaApi.llama_n_ctx(_context.Value);
    }

    /// <summary>The most tokens of one call to <see cref="Decode"/>.</summary>
    public int BatchSize { get; }

    /// <summary>Tokens that the cache holds, of all sequences together.</summary>
    public int Cells { get; }

    public nint Value => _context.Value;

    /// <summary>Ends the call to decode that runs now, within milliseconds. Any thread may call it.</summary>
    public void Abort() => Volatile.Write(ref _abortFlag[0], 1);

    public void AllowDecode() => Volatile.Write(ref _abortFlag[0], 0);

    public void Clear() => _buffers.Count = 0;

    public int Count => _buffers.Count;

    /// <summary>Adds a token to the batch; returns its index there, which is asked for its logits afterwards.</summary>
    public int Add(int token, int position, int sequence, bool isOutput) => _buffers.Add(token, position, sequence, isOutput);

    /// <exception cref="WikiException">llama.cpp failed: out of memory, a device that was lost.</exception>
    public Decoded Decode(bool encode = false)
    {
        LlamaLog.Clear();
        var code = encode ? LlamaApi.llama_encode(Value, _buffers.Batch) : LlamaApi.llama_decode(Value, _buffers.Batch);
        return code switch
        {
            0 => Decoded.Done,
            WasAborted => Decoded.Aborted,
            NoRoom => throw new InvalidOperationException($"no room for {Count} tokens in a cache of {Cells}, which was counted before"),
            _ => throw new WikiException($"llama.cpp failed to decode ({code}): {LlamaLog.Reason()}", "lower model.context, or set model.gpu to off"),
        };
    }

    /// <summary>The logits of an output of the last batch, one for each token of the vocabulary; they may be written over.</summary>
    public float* Logits(int index)
    {
        var logits = LlamaApi.llama_get_logits_ith(Value, index);
        return logits is not null ? logits : throw new InvalidOperationException($"token {index} of the batch is no output");
    }

    /// <summary>Forgets a sequence from a position on. False where the model cannot go back (recurrent ones): then nothing is changed.</summary>
    public bool Remove(int sequence, int from = 0) => _memory == 0 || LlamaApi.llama_memory_seq_rm(_memory, sequence, from, -1) != 0;

    /// <summary>The state of a sequence; empty where it is more than an array holds.</summary>
    public byte[] SaveSequence(int sequence)
    {
        var size = LlamaApi.llama_state_seq_get_size(Value, sequence);
        var state = size <= Array.MaxLength ? new byte[size] : [];
        fixed (byte* to = state)
        {
            var written = LlamaApi.llama_state_seq_get_data(Value, to, state.Length, sequence);
            return written == state.Length ? state : state[..(int)written];
        }
    }

    /// <summary>False where the bytes are not a state of this model and context.</summary>
    public bool LoadSequence(int sequence, ReadOnlySpan<byte> state)
    {
        fixed (byte* from = state)
        {
            return LlamaApi.llama_state_seq_set_data(Value, from, state.Length, sequence) != 0;
        }
    }

    public void Dispose()
    {
        _context.Dispose();
        _buffers.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static byte IsAborted(void* flag) => (byte)(Volatile.Read(ref *(int*)flag) != 0 ? 1 : 0);

    /// <summary>The native memory of a batch. A token belongs to one sequence, so the lists of sequences point into one array.</summary>
    private sealed class Buffers : IDisposable
    {
        private readonly int* _sequences;
        private NativeBatch _batch;

        public Buffers(int size)
        {
            _batch.Tokens = Allocate<int>(size);
            _batch.Positions = Allocate<int>(size);
            _batch.SequenceCounts = Allocate<int>(size);
            _batch.Sequences = (int**)Allocate<nint>(size);
            _batch.Outputs = Allocate<sbyte>(size);
            _sequences = Allocate<int>(size);
            for (var index = 0; index < size; index++)
            {
                _batch.SequenceCounts[index] = 1;
                _batch.Sequences[index] = _sequences + index;
            }
        }

        public NativeBatch Batch => _batch;

        public int Count
        {
            get => _batch.Count;
            set => _batch.Count = value;
        }

        public int Add(int token, int position, int sequence, bool isOutput)
        {
            var index = _batch.Count++;
            _batch.Tokens[index] = token;
            _batch.Positions[index] = position;
            _sequences[index] = sequence;
            _batch.Outputs[index] = (sbyte)(isOutput ? 1 : 0);
            return index;
        }

        public void Dispose()
        {
            NativeMemory.Free(_batch.Tokens);
            NativeMemory.Free(_batch.Positions);
            NativeMemory.Free(_batch.SequenceCounts);
            NativeMemory.Free(_batch.Sequences);
            NativeMemory.Free(_batch.Outputs);
            NativeMemory.Free(_sequences);
        }

        private static T* Allocate<T>(int count)
            where T : unmanaged => (T*)NativeMemory.AllocZeroed((nuint)count, (nuint)sizeof(T));
    }
}
