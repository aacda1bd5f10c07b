using System.Collections.Immutable;
using System.Threading.Channels;
using LlmWiki.Llama.Native;

namespace LlmWiki.Llama.Engine;

/// <summary>How the next token is chosen. A temperature of 0 takes the likeliest: the same plan gives the same reply.</summary>
internal sealed record Sampling(float Temperature = 0, float TopP = 1, int TopK = 40, int Seed = 0);

/// <summary>Why a reply ended.</summary>
internal enum Ending
{
    /// <summary>The model, the grammar or a stop text ended it.</summary>
    Stop,

    /// <summary>It reached its limit: a reply under a schema is not whole.</summary>
    Length,
}

/// <summary>A reply to be made. It belongs to one worker from the time it is handed over.</summary>
internal sealed class Generation
{
    public required int[] Prompt { get; init; }

    /// <summary>Tokens at the start of the prompt that other calls share; 0 where there are none. Less than the prompt.</summary>
    public int PrefixLength { get; init; }

    public required int MaxTokens { get; init; }

    /// <summary>Its own, at its start.</summary>
    public GrammarHandle? Grammar { get; init; }

    public Sampling Sampling { get; init; } = new();

    public ImmutableArray<string> StopTexts { get; init; } = [];

    /// <summary>True where control tokens are to be seen as text, so that thinking can be cut out.</summary>
    public bool ShowControl { get; init; }

    public CancellationToken Cancel { get; init; }

    /// <summary>What its worker wants to be told of <see cref="Cancel"/>; given back when it ends, as the token may live for long.</summary>
    public CancellationTokenRegistration OnCancel { get; set; }

    /// <summary>Gets the text as it comes; completed, or failed, at the end.</summary>
    public Channel<string> Text { get; } = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <summary>Set before <see cref="Text"/> is completed.</summary>
    public GenerationUsage Usage { get; } = new();

    public Ending Ending { get; set; }

    /// <summary>Tokens that are to be decoded for it, at most.</summary>
    public int Work => Prompt.Length - PrefixLength + MaxTokens;
}

/// <summary>What a reply cost.</summary>
internal sealed class GenerationUsage
{
    public int PromptTokens { get; set; }

    /// <summary>Prompt tokens that were in the cache already, or came from a state file.</summary>
    public int CachedTokens { get; set; }

    public int OutputTokens { get; set; }

    /// <summary>Tokens chosen at each step of the ladder of <see cref="TokenPicker"/>.</summary>
    public int[] Passes { get; } = new int[TokenPicker.Steps.Length];

    /// <summary>Time in prompt batches of this call alone.</summary>
    public TimeSpan PromptTime { get; set; }

    /// <summary>Time in the batches of single tokens, which other calls may have shared.</summary>
    public TimeSpan OutputTime { get; set; }
}
