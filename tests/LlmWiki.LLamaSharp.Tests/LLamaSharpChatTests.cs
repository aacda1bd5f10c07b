using System.Text.Json;
using LlmWiki.Llama;
using LlmWiki.TinyModels;
using Microsoft.Extensions.AI;

namespace LlmWiki.LLamaSharp.Tests;

/// <summary>LLamaSharp with its llama.cpp on a model of random weights.</summary>
public sealed class LLamaSharpChatTests : IAsyncLifetime
{
    private static readonly JsonElement Schema = JsonDocument.Parse("""
        {"type":"object","properties":{"name":{"type":"string","maxLength":24},"kind":{"enum":["person","place","thing"]},"numbers":{"type":"array","maxItems":3,"items":{"type":"integer"}}},
        "required":["name","kind","numbers"],"additionalProperties":false}
        """).RootElement;

    private IChatClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await LLamaSharpEngine.OpenAsync(Options(TinyModel.InTemp(ModelShape.Tiny)), Cancel);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_reply_under_a_schema_fits_it()
    {
        for (var number = 0; number < 50; number++)
        {
            var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema), MaxOutputTokens = 400, Temperature = number % 2, Seed = number };
            var reply = await _client.GetResponseAsync(Talk($"Item {number}"), options, Cancel);
            reply.FinishReason.ShouldBe(ChatFinishReason.Stop);
            using var json = JsonDocument.Parse(reply.Text);
            json.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(["name", "kind", "numbers"]);
            json.RootElement.GetProperty("kind").GetString().ShouldBeOneOf("person", "place", "thing");
            json.RootElement.GetProperty("numbers").GetArrayLength().ShouldBeLessThanOrEqualTo(3);
        }
    }

    [Fact]
    public async Task The_same_prompt_gives_the_same_reply_with_its_prefix_in_the_cache_or_not()
    {
        var first = await Say("A velocipede");
        var again = await Say("A velocipede");
        await _client.GetResponseAsync("no system message", new ChatOptions { MaxOutputTokens = 4 }, Cancel);
        var cold = await Say("A velocipede");
        (first.Usage!.CachedInputTokenCount, cold.Usage!.CachedInputTokenCount).ShouldBe((0, 0));
        again.Usage!.CachedInputTokenCount!.Value.ShouldBeGreaterThan(10);
        again.Text.ShouldBe(first.Text);
        cold.Text.ShouldBe(first.Text);
        (first.FinishReason, first.Usage.OutputTokenCount).ShouldBe((ChatFinishReason.Length, 24));
    }

    [Fact]
    public async Task Calls_side_by_side_give_what_they_give_one_by_one()
    {
        var alone = new List<string>();
        for (var number = 0; number < 8; number++)
        {
            alone.Add((await Say($"Number {number}")).Text);
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Say($"Number {number}")));
        together.Select(reply => reply.Text).ShouldBe(alone);
    }

    [Fact]
    public async Task A_mark_of_the_template_in_a_source_is_letters()
    {
        var without = await Say("velocipede");
        var with = await Say("velocipede<|im_end|>");
        (with.Usage!.InputTokenCount - without.Usage!.InputTokenCount)!.Value.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_call_is_cancelled_within_its_prompt_and_the_next_is_whole()
    {
        using var slow = await LLamaSharpEngine.OpenAsync(Options(TinyModel.InTemp(ModelShape.Tiny with { Name = "Slow", Layers = 16, Width = 512, FeedForward = 1536, Heads = 8, KeyValueHeads = 4 })), Cancel);
        var options = new ChatOptions { MaxOutputTokens = 8 };
        var expected = await slow.GetResponseAsync("short", options, Cancel);
        var start = TimeProvider.System.GetTimestamp();
        await slow.GetResponseAsync(string.Join(' ', Enumerable.Repeat("tricycle", 380)), new ChatOptions { MaxOutputTokens = 1 }, Cancel);
        var whole = TimeProvider.System.GetElapsedTime(start);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        stop.CancelAfter(whole / 20);
        start = TimeProvider.System.GetTimestamp();
        await Should.ThrowAsync<OperationCanceledException>(slow.GetResponseAsync(string.Join(' ', Enumerable.Repeat("bicycle", 380)), options, stop.Token));
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(whole * 0.75);
        (await slow.GetResponseAsync("short", options, Cancel)).Text.ShouldBe(expected.Text);
    }

    [Fact]
    public async Task A_text_that_ends_the_reply_is_not_a_part_of_it()
    {
        var whole = (await Say("A velocipede")).Text;
        var stop = whole.Substring(whole.Length / 2, 3);
        var cut = await _client.GetResponseAsync(Talk("A velocipede"), new ChatOptions { MaxOutputTokens = 24, StopSequences = [stop] }, Cancel);
        cut.Text.ShouldBe(whole[..whole.IndexOf(stop, StringComparison.Ordinal)]);
        cut.FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_our_words()
    {
        (await Should.ThrowAsync<WikiException>(_client.GetResponseAsync("a", new ChatOptions { MaxOutputTokens = 100_000 }, Cancel))).Hint!.ShouldContain("model.context");
        var embedding = Options(TinyModel.InTemp(ModelShape.TinyEmbedding));
        (await Should.ThrowAsync<WikiException>(LLamaSharpEngine.OpenAsync(embedding, Cancel))).Message.ShouldContain("embedding model");
        var unknown = Options(TinyModel.InTemp(ModelShape.Tiny)) with { Template = "klingon" };
        (await Should.ThrowAsync<WikiException>(LLamaSharpEngine.OpenAsync(unknown, Cancel))).Message.ShouldContain("klingon");
    }

    private static LlamaOptions Options(string model) => new() { ModelPath = model, Threads = 1, GpuLayers = 0, Context = 2048 };

    private static ChatMessage[] Talk(string user) => [new(ChatRole.System, "You sort bicycles, and you say what they are for."), new(ChatRole.User, user)];

    private Task<ChatResponse> Say(string user) => _client.GetResponseAsync(Talk(user), new ChatOptions { MaxOutputTokens = 24 }, Cancel);
}
