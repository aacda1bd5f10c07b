using System.Numerics.Tensors;
using LlmWiki.Llama.Engine;
using LlmWiki.Llama.Gguf;
using LlmWiki.Llama.Native;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama;

/// <summary>
/// A local embedding model as an <see cref="IEmbeddingGenerator{TInput,TEmbedding}"/>. Vectors have length 1, so their dot product is the
/// cosine. Texts are computed many at a time, one call after the other, on a thread of its own.
/// </summary>
public sealed class LlamaEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    // The most texts of one batch; each is a sequence.
    private const int MostTexts = 32;

    // Texts of one batch look at each other behind a mask, which a processor computes all the same: a full batch of 2,048 tokens
    // takes a fifth longer than its texts one by one.
    private const int TokensTogetherOnProcessor = 512;

    private readonly LlamaModel _model;
    private readonly ModelContext _context;
    private readonly SemaphoreSlim _one = new(1);
    private int _isClosed;
    private readonly bool _isEncoder;
    private readonly int _pooling;

    private LlamaEmbeddingGenerator(LlamaModel model, ModelContext context)
    {
        _model = model;
        _context = context;
        _isEncoder = IsEncoder(model) || LlamaApi.llama_get_memory(context.Value) == 0;
        _pooling = LlamaApi.llama_pooling_type(context.Value);
        Dimensions = LlamaApi.llama_model_n_embd_out(model.Handle.Value);
    }

    /// <summary>Numbers of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>The most tokens of a text.</summary>
    public int MostTokens => _context.BatchSize;

    /// <param name="options">Of these: path, context, GPU, threads.</param>
    /// <exception cref="WikiException">As for <see cref="LlamaEngine.OpenAsync"/>; or the model is one that writes text.</exception>
    public static async Task<LlamaEmbeddingGenerator> OpenAsync(LlamaOptions options, CancellationToken cancel = default)
    {
        var file = GgufFile.Read(options.ModelPath);
        if (!file.IsEmbeddingModel)
        {
            throw new WikiException($"{Path.GetFileName(options.ModelPath)} writes text ({file.Architecture}): it is no embedding model", "name an embedding model in model.embedding");
        }

        return await Task.Run(() => Open(file, options), cancel);
    }

    /// <inheritdoc/>
    /// <returns>A vector for each text; that of a text without tokens is zero.</returns>
    /// <exception cref="WikiException">A text is longer than <see cref="MostTokens"/>.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.Select(text => _model.Vocabulary.Tokenize(text, addSpecial: true)).ToList();
        if (texts.FindIndex(tokens => tokens.Length > MostTokens) is var tooLong and >= 0)
        {
            throw new WikiException($"text {tooLong + 1} has {texts[tooLong].Length} tokens, and the embedding model takes {MostTokens}", "cut it into smaller chunks");
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            RequireOpen();
            return await Task.Run(() => Generate(texts, cancellationToken), cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("llama.cpp", defaultModelId: _model.File.Name, defaultModelDimensions: Dimensions)
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Ends the call that runs; those that wait for it fail.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }

        _context.Abort();
        _one.Wait();
        _context.Dispose();
        _model.Dispose();
        _one.Release();
    }

    private static LlamaEmbeddingGenerator Open(GgufFile file, LlamaOptions options)
    {
        var runtime = LlamaRuntime.Load(options.Libraries);
        var machine = Machine.Now(runtime.Gpus);
        var model = LlamaModel.Load(options.ModelPath, file, options.GpuLayers ?? (machine.GpuFreeBytes > file.WeightBytes * 2 ? -1 : 0));
        try
        {
            var tokens = (uint)Math.Clamp(options.Context ?? EnginePlan.LeastContext, 1, Math.Max(1, file.ContextLength));
            var threads = options.Threads ?? Math.Max(1, machine.Cores - 1);
            return new LlamaEmbeddingGenerator(model, new ModelContext(model, parameters => parameters with
            {
                // A text must be computed in one pass: its tokens look at each other both ways.
                Cells = tokens,
                Batch = tokens,
                MicroBatch = tokens,
                Sequences = MostTexts,
                Unified = 1,
                Outputs = tokens,
                OutputsPerSequence = tokens,
                Threads = threads,
                BatchThreads = threads,
                Pooling = file.PoolingType is null or GgufPooling.None && !IsEncoder(model) ? LastToken : parameters.Pooling,
                Embeddings = 1,
            }));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private const int LastToken = 3;

    private static bool IsEncoder(LlamaModel model) => LlamaApi.llama_model_has_decoder(model.Handle.Value) == 0;

    private GeneratedEmbeddings<Embedding<float>> Generate(List<int[]> texts, CancellationToken cancel)
    {
        using var abort = cancel.Register(_context.Abort);
        var result = new GeneratedEmbeddings<Embedding<float>>(texts.Count);
        var from = 0;
        while (from < texts.Count)
        {
            var count = Fill(texts, from);
            _context.AllowDecode();
            cancel.ThrowIfCancellationRequested();
            RequireOpen();
            if (_context.Count > 0 && _context.Decode(_isEncoder) == Decoded.Aborted)
            {
                throw new OperationCanceledException(cancel);
            }

            for (var sequence = 0; sequence < count; sequence++)
            {
                var vector = texts[from + sequence].Length == 0 ? new float[Dimensions] : Normalized(sequence);
                result.Add(new Embedding<float>(vector) { ModelId = _model.File.Name });
            }

            from += count;
        }

        result.Usage = new UsageDetails { InputTokenCount = texts.Sum(tokens => tokens.Length) };
        return result;
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed) != 0, this);

    /// <summary>Puts as many texts into the batch as fit; returns how many.</summary>
    private int Fill(List<int[]> texts, int from)
    {
        _context.Clear();
        for (var sequence = 0; sequence < MostTexts; sequence++)
        {
            _context.Remove(sequence);
        }

        var count = 0;
        var most = _model.GpuLayers == 0 ? Math.Min(TokensTogetherOnProcessor, _context.BatchSize) : _context.BatchSize;
        while (count < MostTexts && from + count < texts.Count && (count == 0 || _context.Count + texts[from + count].Length <= most))
        {
            for (var position = 0; position < texts[from + count].Length; position++)
            {
                _context.Add(texts[from + count][position], position, count, isOutput: true);
            }

            count++;
        }

        return count;
    }

    private unsafe float[] Normalized(int sequence)
    {
        var vector = LlamaApi.llama_get_embeddings_seq(_context.Value, sequence);
        if (vector is null)
        {
            throw new WikiException($"{Path.GetFileName(_model.Path)}: the model gives no vector for a text (pooling {_pooling})", "take another embedding model");
        }

        var numbers = new ReadOnlySpan<float>(vector, Dimensions).ToArray();
        var length = TensorPrimitives.Norm(numbers);
        if (length > 0)
        {
            TensorPrimitives.Divide(numbers, length, numbers);
        }

        return numbers;
    }
}
