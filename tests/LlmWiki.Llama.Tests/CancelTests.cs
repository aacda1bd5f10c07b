using LlmWiki.TinyModels;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama.Tests;

public sealed class CancelTests
{
    /// <summary>Slow enough that a prompt of 1,900 tokens takes seconds: 57 MB.</summary>
    private static readonly ModelShape Slow = ModelShape.Tiny with { Name = "Slow", Layers = 16, Width = 512, FeedForward = 1536, Heads = 8, KeyValueHeads = 4 };

    private static readonly string LongPrompt = string.Join(' ', Enumerable.Repeat("bicycle", 380));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_cancelled_within_its_prompt_and_the_others_never_know()
    {
        using var engine = await Open();
        using var client = new LlamaChatClient(engine);
        var expected = await Say(client, "short", Cancel);
        var beside = Say(client, "short", Cancel);
        await Should.ThrowAsync<OperationCanceledException>(Cut(client, LongPrompt, afterMilliseconds: 80));
        (await beside).ShouldBe(expected);
        (await Say(client, "short", Cancel)).ShouldBe(expected);
    }

    [Fact]
    public async Task Calls_are_cancelled_at_any_moment_and_the_engine_goes_on()
    {
        using var engine = await Open();
        using var client = new LlamaChatClient(engine);
        var expected = await Say(client, "short", Cancel);
        for (var moment = 0; moment < 40; moment += 3)
        {
            var cut = Enumerable.Range(0, 3).Select(number => Cut(client, $"{number} {LongPrompt}", moment * (number + 1))).ToList();
            var kept = Say(client, "short", Cancel);
            await Task.WhenAll(cut.Select(async call => await Should.ThrowAsync<OperationCanceledException>(call)));
            (await kept).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_call_that_waits_for_a_slot_is_cancelled_too()
    {
        using var engine = await Open();
        using var client = new LlamaChatClient(engine);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var calls = Enumerable.Range(0, 12).Select(number => Say(client, $"{number} {LongPrompt}", all.Token)).ToList();
        await all.CancelAsync();
        foreach (var call in calls)
        {
            await Should.ThrowAsync<OperationCanceledException>(call);
        }

        (await Say(client, "short", Cancel)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Closing_the_engine_ends_its_calls()
    {
        var engine = await Open();
        using var client = new LlamaChatClient(engine);
        var call = Say(client, LongPrompt, Cancel);
        engine.Dispose();
        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    private static Task<LlamaEngine> Open() => LlamaEngine.OpenAsync(TinyEngine.Options with { ModelPath = TinyModel.InTemp(Slow), Slots = 4 }, Cancel);

    private static async Task Cut(LlamaChatClient client, string prompt, int afterMilliseconds)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        source.CancelAfter(afterMilliseconds);
        await Say(client, prompt, source.Token);
    }

    private static async Task<string> Say(LlamaChatClient client, string prompt, CancellationToken cancel) =>
        (await client.GetResponseAsync(prompt, new ChatOptions { MaxOutputTokens = 24 }, cancel)).Text;
}
