using LlmWiki.Llama;
using LlmWiki.Llama.Native;

namespace LlmWiki.Benchmarks;

/// <summary>The least that can be done with llama.cpp: decode a prompt in pieces of 512, then one likeliest token after the other.</summary>
internal sealed unsafe class BareLoop : IDisposable
{
    private readonly nint _context;
    private readonly int _vocabulary;

    public BareLoop(LlamaModel model)
    {
        var parameters = LlamaApi.llama_context_default_params();
        parameters.Cells = 2048;
        parameters.Threads = 1;
        parameters.BatchThreads = 1;
        _context = LlamaApi.llama_init_from_model(model.Handle.Value, parameters);
        _vocabulary = model.Vocabulary.Count;
    }

    /// <summary>Processor seconds of the prompt and of the tokens after the first.</summary>
    public (int Tokens, double Prompt, double Output) Run(int[] prompt, int output)
    {
        LlamaApi.llama_memory_clear(LlamaApi.llama_get_memory(_context), 1);
        var start = Environment.CpuUsage.TotalTime.TotalSeconds;
        for (var from = 0; from < prompt.Length; from += 512)
        {
            Decode(prompt.AsSpan(from, Math.Min(512, prompt.Length - from)));
        }

        var token = Best();
        var middle = Environment.CpuUsage.TotalTime.TotalSeconds;
        for (var written = 1; written < output; written++)
        {
            Decode([token]);
            token = Best();
        }

        return (prompt.Length, middle - start, Environment.CpuUsage.TotalTime.TotalSeconds - middle);
    }

    public void Dispose() => LlamaApi.llama_free(_context);

    private void Decode(ReadOnlySpan<int> tokens)
    {
        fixed (int* first = tokens)
        {
            // Without positions and sequences llama.cpp counts on by itself, and only the last token is an output.
            var code = LlamaApi.llama_decode(_context, new NativeBatch { Count = tokens.Length, Tokens = first });
            if (code != 0)
            {
                throw new InvalidOperationException($"llama_decode: {code}");
            }
        }
    }

    private int Best()
    {
        var logits = LlamaApi.llama_get_logits_ith(_context, -1);
        var best = 0;
        for (var token = 1; token < _vocabulary; token++)
        {
            best = logits[token] > logits[best] ? token : best;
        }

        return best;
    }
}
