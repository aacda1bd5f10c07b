using System.Runtime.CompilerServices;
using LlmWiki.Llama.Chat;
using LlmWiki.Llama.Engine;
using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama;

/// <summary>
/// A local model as an <see cref="IChatClient"/>. A JSON schema in <see cref="ChatOptions.ResponseFormat"/> becomes a grammar, so an
/// ill-formed reply cannot be written; the system message is the shared prefix that is decoded once. Greedy unless a temperature is asked
/// for. Calls may run side by side; there are no tools. Disposing the client leaves the engine open.
/// </summary>
public sealed class LlamaChatClient : IChatClient
{
    /// <summary>Tokens of a reply where <see cref="ChatOptions.MaxOutputTokens"/> does not say.</summary>
    public const int UsualOutput = 1024;

    private readonly LlamaEngine _engine;
    private readonly ChatClientMetadata _metadata;

    public LlamaChatClient(LlamaEngine engine)
    {
        _engine = engine;
        _metadata = new ChatClientMetadata("llama.cpp", defaultModelId: engine.Model.File.Name);
    }

    /// <inheritdoc/>
    /// <exception cref="WikiException">The prompt does not fit, or the schema is not one that can be held.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="WikiException">The prompt does not fit, or the schema is not one that can be held.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var id = Guid.NewGuid().ToString("N");
        var call = Generation(messages, options ?? new ChatOptions(), cancellationToken);
        var thinking = new ThinkingFilter();
        _engine.Pool.Add(call);
        await foreach (var piece in call.Text.Reader.ReadAllAsync(cancellationToken))
        {
            var text = call.Grammar is null ? thinking.Add(piece) : piece;
            if (text != "")
            {
                yield return Update(id, new TextContent(text));
            }
        }

        if (call.Grammar is null && thinking.End() is { Length: > 0 } rest)
        {
            yield return Update(id, new TextContent(rest));
        }

        yield return Update(id, new UsageContent(Usage(call.Usage)), call.Ending == Ending.Length ? ChatFinishReason.Length : ChatFinishReason.Stop);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType == typeof(LlamaEngine) ? _engine
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The engine belongs to whoever opened it.
    }

    private ChatResponseUpdate Update(string id, AIContent content, ChatFinishReason? finish = null) =>
        new(ChatRole.Assistant, [content]) { ResponseId = id, MessageId = id, ModelId = _metadata.DefaultModelId, FinishReason = finish };

    private Generation Generation(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancel)
    {
        var vocabulary = _engine.Model.Vocabulary;
        var (prompt, prefix) = ChatRequest.Prompt(
            _engine.Format,
            ChatRequest.Turns(messages, options),
            vocabulary.Start(_engine.Format.AddBos),
            part => vocabulary.Tokenize(part.Text, part.IsTemplate));
        var gbnf = ChatRequest.Gbnf(options.ResponseFormat);
        return new Generation
        {
            Prompt = prompt,
            PrefixLength = prefix >= PrefixStore.LeastTokens ? prefix : 0,
            MaxTokens = Room(prompt.Length, options.MaxOutputTokens ?? UsualOutput),
            Grammar = gbnf is null ? null : vocabulary.Grammar(gbnf),
            Sampling = new Sampling(options.Temperature ?? 0, options.TopP ?? 1, options.TopK ?? 40, (int)(options.Seed ?? 0)),
            StopTexts = [.. gbnf is null ? _engine.Format.Stops : [], .. options.StopSequences ?? []],
            ShowControl = gbnf is null,
            Cancel = cancel,
        };
    }

    /// <exception cref="WikiException">Prompt and reply are more than a call may hold.</exception>
    private int Room(int prompt, int output)
    {
        var context = _engine.Plan.Context;
        return prompt + output <= context
            ? output
            : throw new WikiException($"a prompt of {prompt} tokens and a reply of up to {output} do not fit into {context} tokens", "raise model.context in wiki.config.yaml");
    }

    private static UsageDetails Usage(GenerationUsage usage)
    {
        var details = new UsageDetails
        {
            InputTokenCount = usage.PromptTokens,
            OutputTokenCount = usage.OutputTokens,
            TotalTokenCount = usage.PromptTokens + usage.OutputTokens,
            CachedInputTokenCount = usage.CachedTokens,
            AdditionalCounts = new AdditionalPropertiesDictionary<long>
            {
                ["prompt_us"] = (long)usage.PromptTime.TotalMicroseconds,
                ["output_us"] = (long)usage.OutputTime.TotalMicroseconds,
            },
        };
        for (var step = 0; step < usage.Passes.Length; step++)
        {
            details.AdditionalCounts[$"grammar_{(step == usage.Passes.Length - 1 ? "all" : TokenPicker.Steps[step])}"] = usage.Passes[step];
        }

        return details;
    }
}
