using System.Globalization;
using System.Text.Json;
using LlmWiki.Llama;
using LlmWiki.Llama.Engine;
using LlmWiki.Llama.Grammar;
using LlmWiki.Llama.Native;

namespace LlmWiki.Benchmarks;

/// <summary>What matching a grammar costs for each size of the candidate set, at the place in a reply where a string is written.</summary>
internal static unsafe class GrammarSteps
{
    public static IEnumerable<string> Measure(Vocabulary vocabulary, JsonElement schema)
    {
        using var grammar = vocabulary.Grammar(JsonSchemaGrammar.From(schema));
        foreach (var token in vocabulary.Tokenize("{\"claims\":[{\"topic\":\"The"))
        {
            LlamaApi.llama_sampler_accept(grammar.Value, token);
        }

        return [.. TokenPicker.Steps.Select(step => Math.Min(step, vocabulary.Count))
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"grammar over {count} candidates: {Milliseconds(grammar, vocabulary, count):0.000} ms"))];
    }

    private static double Milliseconds(GrammarHandle grammar, Vocabulary vocabulary, int count)
    {
        var random = new Random(1);
        var candidates = new TokenData[count];
        var rounds = Math.Clamp(20_000 / count, 5, 200);
        var start = 0.0;
        for (var round = -1; round < rounds; round++)
        {
            for (var index = 0; index < count; index++)
            {
                candidates[index] = new TokenData { Id = count == vocabulary.Count ? index : random.Next(vocabulary.Count), Logit = 1 };
            }

            start = round < 0 ? 0 : start - Environment.CpuUsage.TotalTime.TotalMilliseconds;
            fixed (TokenData* data = candidates)
            {
                var array = new TokenDataArray { Data = data, Size = count, Selected = -1 };
                LlamaApi.llama_sampler_apply(grammar.Value, &array);
            }

            start = round < 0 ? 0 : start + Environment.CpuUsage.TotalTime.TotalMilliseconds;
        }

        return start / rounds;
    }
}
