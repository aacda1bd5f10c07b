using System.Collections.Immutable;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>A language model that is ready to be asked.</summary>
/// <param name="Name">Engine and model, as pages and reports name it: <c>llama:qwen3-4b-q4_k_m</c>.</param>
/// <param name="Concurrency">Calls that it runs at a time; more of them wait.</param>
public sealed record TextEngine(string Name, IChatClient Client, int Concurrency)
{
    /// <summary>What is taken for the context of a model that does not say: the usual one of small local models. Unit: tokens.</summary>
    public const int UsualContext = 4096;

    /// <summary>Tokens of prompt and reply together.</summary>
    public int Context { get; init; } = UsualContext;

    /// <summary>Counts the tokens of a text; an estimate where the tokenizer is not at hand.</summary>
    public Func<string, int> CountTokens { get; init; } = text => TokenEstimate.Of(text);
}

/// <summary>Why a reply was of no use.</summary>
public enum ReplyFault
{
    None,

    /// <summary>No text at all.</summary>
    Empty,

    /// <summary>Thoughts, and no answer behind them.</summary>
    OnlyThinking,

    /// <summary>It ran into the limit of its length.</summary>
    Truncated,

    /// <summary>No JSON, or JSON of another shape.</summary>
    WrongShape,

    /// <summary>The same thing again and again.</summary>
    Looping,
}

/// <summary>What the model did for one run, or for one source of it.</summary>
/// <param name="Asked">Questions that a reply was made for.</param>
/// <param name="Remembered">Questions whose reply was kept from an earlier run.</param>
/// <param name="Unusable">Replies that did not answer; the question was asked in smaller parts, or code decided instead.</param>
/// <param name="Usage">Of all replies, those that were kept included: what the result has cost, whenever that was.</param>
public sealed record ModelShare(int Asked, int Remembered, int Unusable, ModelUsage Usage)
{
    public static ModelShare None { get; } = new(0, 0, 0, ModelUsage.None);

    /// <summary>The replies of no use, by what was wrong with them.</summary>
    public ImmutableSortedDictionary<ReplyFault, int> Faults { get; init; } = ImmutableSortedDictionary<ReplyFault, int>.Empty;

    /// <summary>Parts of sources that were asked about, those that were asked about once more among them.</summary>
    public int Chunks { get; init; }

    /// <summary>Those that the model could not read, so that their passages are told verbatim.</summary>
    public int Fallbacks { get; init; }

    /// <summary>Claims of the model that hold.</summary>
    public int Claims { get; init; }

    /// <summary>Claims of the model that did not hold against their passages, also when they were asked for once more.</summary>
    public int Refused { get; init; }

    /// <summary>What the replies that were made now took.</summary>
    public ModelUsage Paid { get; init; } = ModelUsage.None;

    public static ModelShare operator +(ModelShare left, ModelShare right) =>
        new(left.Asked + right.Asked, left.Remembered + right.Remembered, left.Unusable + right.Unusable, left.Usage + right.Usage)
        {
            Faults = left.Faults.SetItems(right.Faults.Select(pair => KeyValuePair.Create(pair.Key, pair.Value + left.Faults.GetValueOrDefault(pair.Key)))),
            Chunks = left.Chunks + right.Chunks,
            Fallbacks = left.Fallbacks + right.Fallbacks,
            Claims = left.Claims + right.Claims,
            Refused = left.Refused + right.Refused,
            Paid = left.Paid + right.Paid,
        };
}
