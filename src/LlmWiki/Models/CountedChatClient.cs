using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>
/// Holds a local model to the limits that a server is held to: tokens of one reply, and of all prompts and replies of a run. Its token
/// counts come from the model.
/// </summary>
public sealed class CountedChatClient(IChatClient inner, ModelLedger ledger, int maxTokensPerCall) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    /// <exception cref="WikiException">The run's limit is reached.</exception>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="WikiException">The run's limit is reached.</exception>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var estimate = all.Sum(message => TokenEstimate.Of(message.Text));
        ledger.Reserve(estimate);
        var start = Stopwatch.GetTimestamp();
        UsageDetails? usage = null;
        try
        {
            await foreach (var update in base.GetStreamingResponseAsync(all, Capped(options), cancellationToken))
            {
                usage = update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details ?? usage;
                yield return update;
            }
        }
        finally
        {
            ledger.Release(estimate);
            ledger.Add(new ModelUsage(1, usage?.InputTokenCount ?? estimate, usage?.CachedInputTokenCount ?? 0, usage?.OutputTokenCount ?? 0, Stopwatch.GetElapsedTime(start).TotalSeconds));
        }
    }

    private ChatOptions? Capped(ChatOptions? options)
    {
        if (options?.MaxOutputTokens is not { } asked || asked <= maxTokensPerCall)
        {
            return options;
        }

        var capped = options.Clone();
        capped.MaxOutputTokens = maxTokensPerCall;
        return capped;
    }
}
