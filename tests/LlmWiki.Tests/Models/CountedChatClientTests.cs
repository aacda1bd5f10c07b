using System.Runtime.CompilerServices;
using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.Tests.Models;

public sealed class CountedChatClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tokens_are_counted_as_the_model_tells_them()
    {
        var ledger = new ModelLedger();
        using var client = new CountedChatClient(new Model(), ledger, 4096);
        (await client.GetResponseAsync("Hi", cancellationToken: Cancel)).Text.ShouldBe("yes");
        (ledger.Usage.Calls, ledger.Usage.PromptTokens, ledger.Usage.CachedPromptTokens, ledger.Usage.OutputTokens).ShouldBe((1, 600, 100, 30));
    }

    [Fact]
    public async Task The_limit_of_a_run_stops_it_before_the_next_call()
    {
        var model = new Model();
        using var client = new CountedChatClient(model, new ModelLedger(1000), 4096);
        await client.GetResponseAsync("Hi", cancellationToken: Cancel);
        await client.GetResponseAsync("Hi", cancellationToken: Cancel);
        (await Should.ThrowAsync<WikiException>(client.GetResponseAsync("Hi", cancellationToken: Cancel))).Message.ShouldContain("model.max_tokens_per_run");
        model.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_reply_is_capped_and_the_options_of_the_caller_stay_as_they_are()
    {
        var model = new Model();
        using var client = new CountedChatClient(model, new ModelLedger(), 16);
        var options = new ChatOptions { MaxOutputTokens = 500 };
        await client.GetResponseAsync("Hi", options, Cancel);
        await client.GetResponseAsync("Hi", new ChatOptions { MaxOutputTokens = 7 }, Cancel);
        model.Asked.ShouldBe([16, 7]);
        options.MaxOutputTokens.ShouldBe(500);
    }

    /// <summary>Says yes, and that it took 600 tokens to read and 30 to say.</summary>
    private sealed class Model : IChatClient
    {
        public List<int?> Asked { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("the counter reads the stream, for usage comes with it");

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            Asked.Add(options?.MaxOutputTokens);
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, "yes");
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 600, CachedInputTokenCount = 100, OutputTokenCount = 30 })]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
