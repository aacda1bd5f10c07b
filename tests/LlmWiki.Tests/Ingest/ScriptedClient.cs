using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace LlmWiki.Tests.Ingest;

/// <summary>A model whose replies are a function of what it is told. Ingest wants whole replies: one that streams would be a defect.</summary>
internal sealed class ScriptedClient(Func<string, string> reply) : IChatClient
{
    /// <summary>The user's part of each call.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var user = messages.Last().Text;
        Asked.Enqueue(user);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply(user))) { Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = 5 } });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("ingest asked for a stream");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
