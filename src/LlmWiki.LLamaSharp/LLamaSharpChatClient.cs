using System.Runtime.CompilerServices;
using System.Text;
using LLama;
using LLama.Native;
using LLama.Sampling;
using LlmWiki.Llama;
using LlmWiki.Llama.Chat;
using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.LLamaSharp;

/// <summary>
/// A local model on LLamaSharp, with the manners of <see cref="LlamaChatClient"/>: its prompts, its grammars of schemas, greedy unless a
/// temperature is asked for. One call runs at a time, others wait; there are no tools. It owns the model.
/// </summary>
public sealed class LLamaSharpChatClient : IChatClient
{
    private static readonly Dictionary<LLamaToken, float> NoBias = [];

    private readonly LLamaWeights _weights;
    private readonly LLamaSharpContext _context;
    private readonly PromptFormat _format;
    private readonly ChatClientMetadata _metadata;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<LLamaToken, float> _barred;

    internal LLamaSharpChatClient(LLamaWeights weights, LLamaSharpContext context, (PromptFormat Format, string Name) model)
    {
        (_weights, _context, _format) = (weights, context, model.Format);
        _metadata = new ChatClientMetadata("LLamaSharp", defaultModelId: model.Name);
        _barred = Enumerable.Range(0, weights.Vocab.Count).Select(token => (LLamaToken)token).Where(IsBarred).ToDictionary(token => token, _ => float.NegativeInfinity);
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
        options ??= new ChatOptions();
        var (prompt, prefix) = ChatRequest.Prompt(_format, ChatRequest.Turns(messages, options), Start(), Tokens);
        var gbnf = ChatRequest.Gbnf(options.ResponseFormat);
        var reply = Reply(options, isFree: gbnf is null, room: _context.Size - prompt.Length);
        using var sampler = Sampler(options, gbnf);
        var id = Guid.NewGuid().ToString("N");
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var cached = await _context.Read(prompt, prefix, cancellationToken);
            while (reply.Ending is null)
            {
                var token = _context.Sample(sampler);
                if (reply.Add(token) is { Length: > 0 } text)
                {
                    yield return Update(id, new TextContent(text));
                }

                if (reply.Ending is null)
                {
                    await _context.Decode([token], cancellationToken);
                }
            }

            if (reply.End() is { Length: > 0 } rest)
            {
                yield return Update(id, new TextContent(rest));
            }

            yield return Update(id, new UsageContent(Usage(prompt.Length, cached, reply.Written)), reply.Ending);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _context.Dispose();
        _weights.Dispose();
        _turn.Dispose();
    }

    private ChatResponseUpdate Update(string id, AIContent content, ChatFinishReason? finish = null) =>
        new(ChatRole.Assistant, [content]) { ResponseId = id, MessageId = id, ModelId = _metadata.DefaultModelId, FinishReason = finish };

    private static UsageDetails Usage(int prompt, int cached, int written) =>
        new() { InputTokenCount = prompt, CachedInputTokenCount = cached, OutputTokenCount = written, TotalTokenCount = prompt + written };

    private IEnumerable<LLamaToken> Start() => _format.AddBos && _weights.Vocab is { ShouldAddBOS: true, BOS: { } first } ? [first] : [];

    /// <summary>
    /// The tokens of a part of the prompt. LLamaSharp lets a caller choose here, text by text, whether special tokens are looked for; in a
    /// source <c>&lt;|im_end|&gt;</c> is ten letters. Its executors and its own <c>AsChatClient</c> look for them in the whole prompt.
    /// </summary>
    private LLamaToken[] Tokens(PromptPart part) => _weights.Tokenize(part.Text, add_bos: false, special: part.IsTemplate, Encoding.UTF8);

    /// <exception cref="WikiException">Prompt and reply are more than the context holds.</exception>
    private LLamaSharpReply Reply(ChatOptions options, bool isFree, int room)
    {
        var most = options.MaxOutputTokens ?? LlamaChatClient.UsualOutput;
        return most <= room
            ? new LLamaSharpReply(_weights, [.. isFree ? _format.Stops : [], .. options.StopSequences ?? []], isFree ? new ThinkingFilter() : null) { Most = most }
            : throw new WikiException($"a prompt of {_context.Size - room} tokens and a reply of up to {most} do not fit into {_context.Size} tokens", "raise model.context in wiki.config.yaml");
    }

    /// <summary>
    /// How tokens are chosen. A grammar that llama.cpp refuses would end the process, for LLamaSharp passes its null pointer on: those of
    /// <see cref="LlmWiki.Llama.Grammar.JsonSchemaGrammar"/> stay within llama.cpp's limits by the way they are written.
    /// </summary>
    private DefaultSamplingPipeline Sampler(ChatOptions options, string? gbnf) => new()
    {
        Temperature = options.Temperature ?? 0,
        TopP = options.TopP ?? 1,
        TopK = options.TopK ?? 40,
        MinP = 0,
        Seed = (uint)(options.Seed ?? 0),
        Grammar = gbnf is null ? null : new Grammar(gbnf, "root"),
        LogitBias = gbnf is null ? NoBias : _barred,

        // The best token alone, then all: exact. "Extended" would look at the best 40 in between, which a temperature of 0 has emptied.
        GrammarOptimization = DefaultSamplingPipeline.GrammarOptimizationMode.Basic,
    };

    /// <summary>What no reply under a grammar may hold: tokens that stand for something else than their text.</summary>
    private bool IsBarred(LLamaToken token) =>
        !token.IsEndOfGeneration(_weights.Vocab) && (token.GetAttributes(_weights.Vocab) & (LLamaTokenAttr.Control | LLamaTokenAttr.Unknown | LLamaTokenAttr.Unused)) != LLamaTokenAttr.Undefined;
}
