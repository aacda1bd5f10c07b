using System.Globalization;
using LlmWiki.Llama.Gguf;
using LlmWiki.Llama.Native;

namespace LlmWiki.Llama;

/// <summary>How a model runs on this machine: contexts, threads, slots, cache, and the memory that they take together.</summary>
public sealed record EnginePlan
{
    /// <summary>Tokens that one call may hold where nothing is configured and memory is plenty.</summary>
    public const int UsualContext = 4096;

    /// <summary>Less is of no use: a prompt with one chunk of a source takes about 1,500 tokens.</summary>
    public const int LeastContext = 2048;

    // ggml's numbers of the types.
    private const int F16 = 1;
    private const int Q8 = 8;

    private const int SlotsOnProcessor = 4;
    private const int SlotsOnGpu = 8;
    private const double UsableShare = 0.9;

    // What caches may take beyond the least that works: the rest of the machine is the person's.
    private const double ShareForMore = 0.25;

    /// <summary>Contexts side by side, each with a thread of its own.</summary>
    public required int Workers { get; init; }

    /// <summary>Threads that each worker computes with.</summary>
    public required int Threads { get; init; }

    /// <summary>Calls that each worker runs at a time.</summary>
    public required int Slots { get; init; }

    /// <summary>The most tokens of one call, prompt and reply together.</summary>
    public required int Context { get; init; }

    /// <summary>Tokens that the cache of each worker holds.</summary>
    public int Cells => Context * Slots;

    /// <summary>Layers on a GPU: 0 none, -1 all.</summary>
    public required int GpuLayers { get; init; }

    public required bool QuantizeCache { get; init; }

    /// <summary>Memory that all of it takes, weights included. Unit: bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Tokens of a prompt that are decoded at a time.</summary>
    public int Batch { get; init; } = 512;

    /// <summary>The plan for a file on a machine.</summary>
    /// <exception cref="WikiException">It does not fit; the message says what it takes and what there is.</exception>
    public static EnginePlan For(GgufFile file, LlamaOptions options, Machine machine)
    {
        var trained = file.ContextLength > 0 ? file.ContextLength : int.MaxValue;
        if (options.Context > trained)
        {
            throw new WikiException($"{Path.GetFileName(file.Parts[0])}: model.context is {options.Context}, and the model was trained for {trained} tokens", $"set model.context to {trained} or less");
        }

        var frame = new Frame(file, options, machine);
        var contexts = options.Context is { } asked ? [asked] : Contexts(Math.Min(trained, UsualContext));
        return contexts.Select(frame.Best).FirstOrDefault(plan => plan is not null) ?? throw frame.DoesNotFit(contexts[^1]);
    }

    /// <summary>In one line, for <c>wiki model test</c> and logs.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Workers} worker{(Workers == 1 ? "" : "s")} of {Threads} thread{(Threads == 1 ? "" : "s")} and {Slots} slots, {Context} tokens a call, {Cells} in the cache, {(GpuLayers == 0 ? "processor" : GpuLayers < 0 ? "GPU" : $"{GpuLayers} layers on the GPU")}, {Hub.ByteText.Of(Bytes)}");

    /// <summary>What a token of the cache takes. Unit: bytes.</summary>
    internal static long BytesPerToken(GgufFile file, bool quantizeCache) => file.KeyValueBytesPerToken(CacheType(quantizeCache), CacheType(quantizeCache));

    /// <summary>ggml's number of the type.</summary>
    private static int CacheType(bool quantized) => quantized ? Q8 : F16;

    internal ContextParams Apply(ContextParams parameters) => parameters with
    {
        Cells = (uint)Cells,
        Batch = (uint)Batch,
        MicroBatch = (uint)Batch,
        Sequences = (uint)Slots,
        Outputs = (uint)Slots,
        Threads = Threads,
        BatchThreads = Threads,
        KeyType = CacheType(QuantizeCache),
        ValueType = CacheType(QuantizeCache),
    };

    /// <summary>Half of it, again and again, while it is of use.</summary>
    private static int[] Contexts(int most) => most < 2 * LeastContext ? [most] : [most, .. Contexts(most / 2)];

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB");

    /// <summary>What is asked, what there is, and what the parts of a model take. Unit: bytes.</summary>
    private sealed class Frame(GgufFile file, LlamaOptions options, Machine machine)
    {
        // The mapped file is not counted beside the copy that is made of it for the processor: it can be given up.
        private readonly long _weights = file.WeightBytes;
        private readonly long _perToken = BytesPerToken(file, options.QuantizeCache);

        private long Limit => options.MemoryLimit ?? (long)(machine.FreeBytes * UsableShare);

        private long GpuLimit => (long)(machine.GpuFreeBytes * UsableShare);

        private int IdleCores => Math.Max(1, machine.Cores - 1);

        /// <summary>The fastest plan that fits; null where none does.</summary>
        public EnginePlan? Best(int context) =>
            GpuLayers(context) is not 0 and var layers ? OnGpu(context, layers) : OnProcessor(context);

        public WikiException DoesNotFit(int context)
        {
            var plan = Plan(context, options.Slots ?? 1, options.Workers ?? 1, gpuLayers: 0);
            var tokens = (Limit - _weights - Buffers) / Math.Max(1, _perToken * plan.Slots) / 256 * 256;
            var hint = tokens < LeastContext / 4 ? "take a smaller model or quantization, or close other programs"
                : plan.Workers > 1 || plan.Slots > 1 ? "lower model.workers or model.slots"
                : $"lower model.context to {tokens}, or set model.kv to q8_0";
            return new WikiException(
                $"{Path.GetFileName(file.Parts[0])}: {Gigabytes(plan.Bytes)} of memory are needed ({Gigabytes(_weights)} for the weights, "
                + $"{Gigabytes(plan.Bytes - _weights)} for {plan.Workers * plan.Cells} tokens), and {Gigabytes(Limit)} are free", hint);
        }

        /// <summary>What a batch is computed in.</summary>
        private long Buffers => (512L * 4 * 24 * Math.Max(1, file.EmbeddingLength)) + (16L * 4 * Math.Max(1, file.VocabularySize));

        private EnginePlan Plan(int context, int slots, int workers, int gpuLayers) => new()
        {
            Workers = workers,
            Threads = options.Threads ?? Math.Max(1, IdleCores / workers),
            Slots = slots,
            Context = context,
            GpuLayers = gpuLayers,
            QuantizeCache = options.QuantizeCache,
            Bytes = _weights + (workers * ((slots * context * _perToken) + Buffers)),
        };

        /// <summary>Many workers are worth more than many slots; both are given up before the context gets smaller.</summary>
        private EnginePlan? OnProcessor(int context)
        {
            var workers = options.Workers ?? IdleCores;
            int[] slots = options.Slots is { } asked ? [asked] : [SlotsOnProcessor, 2, 1];
            var generous = slots.Select(count => Plan(context, count, workers, gpuLayers: 0)).FirstOrDefault(plan => plan.Bytes - _weights <= machine.FreeBytes * ShareForMore && plan.Bytes <= Limit);
            return generous ?? Enumerable.Range(1, workers).Reverse()
                .Where(count => options.Workers is null || count == options.Workers)
                .Select(count => Plan(context, slots[^1], count, gpuLayers: 0))
                .FirstOrDefault(plan => plan.Bytes <= Limit);
        }

        private EnginePlan? OnGpu(int context, int layers)
        {
            int[] slots = options.Slots is { } asked ? [asked] : [SlotsOnGpu, SlotsOnGpu / 2, 2, 1];
            var plans = slots.Select(count => Plan(context, count, options.Workers ?? 1, layers));
            return layers < 0 ? plans.FirstOrDefault(plan => plan.Bytes <= GpuLimit || options.GpuLayers is not null) : plans.LastOrDefault(plan => plan.Bytes <= Limit + GpuLimit);
        }

        /// <summary>All layers where they fit with a cache of their own; else as many as do; 0 without a GPU, or where it is off.</summary>
        private int GpuLayers(int context)
        {
            if (machine.GpuFreeBytes == 0 || options.GpuLayers is not null)
            {
                return machine.GpuFreeBytes == 0 ? 0 : options.GpuLayers!.Value;
            }

            var room = GpuLimit - (context * _perToken) - Buffers;
            return room >= _weights ? -1 : (int)Math.Max(0, room / Math.Max(1, _weights / Math.Max(1, file.LayerCount)));
        }
    }
}
