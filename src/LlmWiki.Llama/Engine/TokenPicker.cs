using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LlmWiki.Llama.Native;

namespace LlmWiki.Llama.Engine;

/// <summary>
/// Chooses the next token from the logits. Matching a grammar against a whole vocabulary costs more than a step of a small model, so
/// candidates are tried in growing sets, the likeliest first; for a temperature of 0 that gives what trying all would give.
/// </summary>
internal sealed unsafe class TokenPicker : IDisposable
{
    /// <summary>Candidates tried at each step of the ladder; the last is the whole vocabulary.</summary>
    public static readonly int[] Steps = [1, 64, 512, 4096, int.MaxValue];

    // A temperature above 0 wants more than the best one.
    private const int FirstSampledStep = 2;

    private readonly Vocabulary _vocabulary;
    private readonly TokenData* _candidates;
    private readonly PriorityQueue<int, Rank> _best = new(Rank.Order);

    public TokenPicker(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _candidates = (TokenData*)NativeMemory.Alloc((nuint)vocabulary.Count, (nuint)sizeof(TokenData));
    }

    /// <param name="passes">Counts the step that gave the token.</param>
    /// <exception cref="WikiException">No token of the vocabulary fits the grammar.</exception>
    public int Pick(float* logits, Generation call, Random random, int[] passes)
    {
        var all = new Span<float>(logits, _vocabulary.Count);
        if (call.Grammar is { } grammar)
        {
            return PickAllowed(all, grammar, call.Sampling, random, passes);
        }

        return call.Sampling.Temperature <= 0 ? TensorPrimitives.IndexOfMax(all) : Sample(Take(all, Steps[FirstSampledStep]), call.Sampling, random);
    }

    /// <summary>True where the grammar is matched to its end, so that an end token may follow.</summary>
    public bool IsWhole(GrammarHandle grammar)
    {
        if (_vocabulary.EndTokens.IsEmpty)
        {
            return false;
        }

        _candidates[0] = new TokenData { Id = _vocabulary.EndTokens[0], Logit = 0 };
        Apply(grammar, 1);
        return float.IsFinite(_candidates[0].Logit);
    }

    public void Dispose() => NativeMemory.Free(_candidates);

    private int PickAllowed(Span<float> logits, GrammarHandle grammar, Sampling sampling, Random random, int[] passes)
    {
        foreach (var barred in _vocabulary.Barred)
        {
            logits[barred] = float.NegativeInfinity;
        }

        for (var step = sampling.Temperature > 0 ? FirstSampledStep : 0; step < Steps.Length; step++)
        {
            var count = Take(logits, Steps[step]);
            Apply(grammar, count);
            var left = KeepAllowed(count);
            if (left > 0)
            {
                passes[step]++;
                return sampling.Temperature > 0 ? Sample(left, sampling, random) : Likeliest(left);
            }
        }

        throw new WikiException("no token of the model's vocabulary fits the reply's schema here", "take another model, or tell us its name: its vocabulary lacks a character");
    }

    private void Apply(GrammarHandle grammar, int count)
    {
        var array = new TokenDataArray { Data = _candidates, Size = count, Selected = -1 };
        LlamaApi.llama_sampler_apply(grammar.Value, &array);
    }

    /// <summary>Moves the candidates that are left to the front; returns how many.</summary>
    private int KeepAllowed(int count)
    {
        var left = 0;
        for (var index = 0; index < count; index++)
        {
            if (float.IsFinite(_candidates[index].Logit))
            {
                _candidates[left++] = _candidates[index];
            }
        }

        return left;
    }

    /// <summary>Fills the candidates with the likeliest tokens, in no order; returns how many there are.</summary>
    private int Take(ReadOnlySpan<float> logits, int most)
    {
        if (most == 1)
        {
            var best = TensorPrimitives.IndexOfMax(logits);
            _candidates[0] = new TokenData { Id = best, Logit = logits[best] };
            return 1;
        }

        return most >= logits.Length ? TakeAll(logits) : TakeBest(logits, most);
    }

    private int TakeAll(ReadOnlySpan<float> logits)
    {
        for (var token = 0; token < logits.Length; token++)
        {
            _candidates[token] = new TokenData { Id = token, Logit = logits[token] };
        }

        return logits.Length;
    }

    private int TakeBest(ReadOnlySpan<float> logits, int most)
    {
        _best.Clear();
        var least = float.NegativeInfinity;
        for (var token = 0; token < logits.Length; token++)
        {
            if (_best.Count < most)
            {
                _best.Enqueue(token, new Rank(logits[token], token));
            }
            else if (logits[token] > least)
            {
                _best.EnqueueDequeue(token, new Rank(logits[token], token));
            }

            if (_best.Count == most && _best.TryPeek(out _, out var rank))
            {
                least = rank.Logit;
            }
        }

        var count = 0;
        foreach (var (token, rank) in _best.UnorderedItems)
        {
            _candidates[count++] = new TokenData { Id = token, Logit = rank.Logit };
        }

        return count;
    }

    private int Likeliest(int count)
    {
        var best = 0;
        for (var index = 1; index < count; index++)
        {
            if (Rank.Order.Compare(Rank.Of(_candidates[index]), Rank.Of(_candidates[best])) > 0)
            {
                best = index;
            }
        }

        return _candidates[best].Id;
    }

    /// <summary>Nucleus sampling (Holtzman et al. 2020) among the top k.</summary>
    private int Sample(int count, Sampling sampling, Random random)
    {
        var ordered = new Span<TokenData>(_candidates, count);
        ordered.Sort((one, other) => Rank.Order.Compare(Rank.Of(other), Rank.Of(one)));
        ordered = ordered[..Math.Min(count, sampling.TopK > 0 ? sampling.TopK : count)];
        var total = 0f;
        foreach (ref var candidate in ordered)
        {
            candidate.Probability = MathF.Exp((candidate.Logit - ordered[0].Logit) / sampling.Temperature);
            total += candidate.Probability;
        }

        var kept = 0f;
        var last = 0;
        while (last < ordered.Length && kept < sampling.TopP * total)
        {
            kept += ordered[last++].Probability;
        }

        var drawn = random.NextSingle() * kept;
        for (var index = 0; index < last; index++)
        {
            drawn -= ordered[index].Probability;
            if (drawn <= 0)
            {
                return ordered[index].Id;
            }
        }

        return ordered[Math.Max(0, last - 1)].Id;
    }

    /// <summary>The likelier is the greater; of two alike, the one that stands first in the vocabulary.</summary>
    private readonly record struct Rank(float Logit, int Token)
    {
        public static readonly Comparer<Rank> Order = Comparer<Rank>.Create((one, other) =>
        {
            var byLogit = one.Logit.CompareTo(other.Logit);
            return byLogit != 0 ? byLogit : other.Token.CompareTo(one.Token);
        });

        public static Rank Of(TokenData candidate) => new(candidate.Logit, candidate.Id);
    }
}
