using System.Collections.Concurrent;
using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>A model played by a function of system and user part; it keeps all that it was asked.</summary>
internal sealed class PlayedModel(Func<string, string, string> reply) : IChatClient
{
    public ConcurrentQueue<(string System, string User)> Asked { get; } = [];

    public IEnumerable<string> Extractions => Asked.Where(asked => asked.System.Contains("take notes", StringComparison.Ordinal)).Select(asked => asked.User);

    /// <summary>Most tokens that a prompt had, and that one had together with the room for its reply.</summary>
    public (int Prompt, int Together) Most { get; private set; }

    public ChatFinishReason Finish { get; set; } = ChatFinishReason.Stop;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var parts = messages.ToList();
        Asked.Enqueue((parts[0].Text, parts[^1].Text));
        var tokens = TokenEstimate.Of(parts[0].Text) + TokenEstimate.Of(parts[^1].Text);
        lock (Asked)
        {
            Most = (Math.Max(Most.Prompt, tokens), Math.Max(Most.Together, tokens + (options?.MaxOutputTokens ?? 0)));
        }

        var text = reply(parts[0].Text, parts[^1].Text);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            FinishReason = Finish,
            Usage = new UsageDetails { InputTokenCount = TokenEstimate.Of(parts[0].Text + parts[^1].Text), OutputTokenCount = TokenEstimate.Of(text) },
        });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("ingest asked for a stream");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
