using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>A language model that is ready to be asked.</summary>
/// <param name="Name">Engine and model, as pages and reports name it: <c>llama:qwen3-4b-q4_k_m</c>.</param>
/// <param name="Concurrency">Calls that it runs at a time; more of them wait.</param>
public sealed record TextEngine(string Name, IChatClient Client, int Concurrency);

/// <summary>What the model did for one run.</summary>
/// <param name="Asked">Questions that a reply was made for.</param>
/// <param name="Remembered">Questions whose reply was kept from an earlier run.</param>
/// <param name="Unusable">Replies that did not answer; code decided instead.</param>
public sealed record ModelShare(int Asked, int Remembered, int Unusable, ModelUsage Usage);
