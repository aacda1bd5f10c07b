using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>
/// A model behind an OpenAI-compatible server (OpenAI, Ollama, LM Studio, vLLM, llama-server and their like) as the chat seam.
/// A JSON schema in <see cref="ChatOptions.ResponseFormat"/> is sent in the best form the server takes, and the reply is checked against
/// it: a reply whose <see cref="ChatResponse.FinishReason"/> is <see cref="ChatFinishReason.Stop"/> fits. One that is
/// <see cref="ChatFinishReason.Length"/> or <see cref="ChatFinishReason.ContentFilter"/> is given as it came, and unchecked.
/// What is learned of the server is kept as long as the client lives: one client for a process. Safe for use from several threads.
/// </summary>
/// <exception cref="WikiException">From every call: the server does not answer, or refuses; the message says what to do.</exception>
/// <exception cref="ModelReplyException">From every call: two replies were of no use.</exception>
public sealed class OpenAiChatClient : IChatClient
{
    private readonly OpenAiServer _server;
    private readonly OpenAiCalls _calls;
    private readonly SemaphoreSlim _slots;

    /// <param name="ledger">Where calls are counted; its limit ends the run.</param>
    public OpenAiChatClient(OpenAiServer server, ModelLedger ledger, TimeProvider time)
    {
        (_server, Ledger) = (server, ledger);
        _calls = new OpenAiCalls(server, ledger, time);
        _slots = new SemaphoreSlim(server.Concurrency, server.Concurrency);
    }

    public ModelLedger Ledger { get; }

    /// <inheritdoc />
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = OpenAiRequest.Of(messages, options, _server);
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var reply = await _calls.Ask(request, cancellationToken);
            var verdict = Verdict.Of(reply, request);
            if (verdict.Problem is null)
            {
                return Response(verdict, request, reply);
            }

            if (request.Schema is not null && reply.Text.Trim() != "")
            {
                _calls.SchemaWasIgnored();
            }

            var second = await _calls.Ask(Again(request, verdict), cancellationToken);
            verdict = Verdict.Of(second, request);
            return verdict.Problem is null ? Response(verdict, request, second, reply.Usage) : throw OfNoUse(verdict, second);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>
    /// The text as it comes. A reply under a schema comes whole, once it is known to fit. A reply that breaks off before its first text is
    /// asked for again; after it, that is an error.
    /// </summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = OpenAiRequest.Of(messages, options, _server);
        if (request.Schema is not null)
        {
            foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }

            yield break;
        }

        await _slots.WaitAsync(cancellationToken);
        try
        {
            var (live, filter, text) = await Begin(request, cancellationToken);
            using (live)
            {
                for (; text is not null; text = await _calls.Next(live, filter, cancellationToken))
                {
                    yield return Update(live, request, new TextContent(text));
                }
            }

            var last = Update(live, request, new UsageContent(live.Reply.Usage));
            last.FinishReason = Verdict.Of(live.Reply, request).Finish;
            yield return last;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is not null)
        {
            return null;
        }

        return serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", _server.BaseUrl, _server.Model)
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(ModelLedger) ? Ledger
            : null;
    }

    public void Dispose()
    {
        _calls.Dispose();
        _slots.Dispose();
    }

    private async Task<(LiveReply Live, ThinkingFilter Filter, string? Text)> Begin(OpenAiRequest request, CancellationToken cancel)
    {
        var first = await _calls.Begin(request, cancel);
        if (first.Text is not null || Verdict.Of(first.Live.Reply, request) is not { Problem: not null } verdict)
        {
            return first;
        }

        first.Live.Dispose();
        var second = await _calls.Begin(Again(request, verdict), cancel);
        if (second.Text is not null || Verdict.Of(second.Live.Reply, request) is not { Problem: not null } last)
        {
            return second;
        }

        second.Live.Dispose();
        throw OfNoUse(last, second.Live.Reply);
    }

    private static OpenAiRequest Again(OpenAiRequest request, Verdict verdict) =>
        request with { Note = $"Your last reply was of no use: {verdict.Problem}. Reply again, with the whole reply and nothing else." };

    private ModelReplyException OfNoUse(Verdict verdict, Reply reply) =>
        new($"{_server} replied twice with something of no use: {verdict.Problem}", reply.Text);

    private static ChatResponseUpdate Update(LiveReply live, OpenAiRequest request, AIContent content) =>
        new(ChatRole.Assistant, [content]) { ResponseId = live.Reply.Id, ModelId = live.Reply.Model ?? request.Model };

    private static ChatResponse Response(Verdict verdict, OpenAiRequest request, Reply reply, UsageDetails? before = null)
    {
        if (before is not null)
        {
            reply.Usage.Add(before);
        }

        return new ChatResponse(new ChatMessage(ChatRole.Assistant, verdict.Text))
        {
            ResponseId = reply.Id,
            ModelId = reply.Model ?? request.Model,
            FinishReason = verdict.Finish,
            Usage = reply.Usage,
        };
    }
}
