using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama.Tests;

public sealed class ChatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly JsonElement Schema = JsonDocument.Parse("""
        {"type":"object","properties":{"a":{"type":"string","maxLength":40},"b":{"type":"array","maxItems":4,"items":{"type":"integer"}}},"required":["a","b"],"additionalProperties":false}
        """).RootElement;

    [Fact]
    public async Task A_reply_comes_with_its_usage()
    {
        using var engine = await Engines.Open();
        using var client = new LlamaChatClient(engine);
        var reply = await client.GetResponseAsync("Hello there", new ChatOptions { MaxOutputTokens = 20 }, Cancel);
        reply.Text.ShouldNotBeEmpty();
        reply.Usage!.OutputTokenCount!.Value.ShouldBeInRange(1, 20);
        reply.Usage.InputTokenCount!.Value.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_reply_under_a_schema_parses()
    {
        using var engine = await Engines.Open();
        using var client = new LlamaChatClient(engine);
        for (var n = 0; n < 20; n++)
        {
            var reply = await client.GetResponseAsync($"Say {n}", new ChatOptions { MaxOutputTokens = 200, ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema) }, Cancel);
            JsonDocument.Parse(reply.Text).RootElement.GetProperty("b").GetArrayLength().ShouldBeLessThan(5);
        }
    }

    [Fact]
    public async Task Eight_calls_side_by_side_give_what_they_give_one_by_one()
    {
        using var engine = await Engines.Open();
        using var client = new LlamaChatClient(engine);
        var prompts = Enumerable.Range(0, 8).Select(n => string.Join(' ', Enumerable.Repeat($"word{n}", 10 + (n * 37))));
        var options = new ChatOptions { MaxOutputTokens = 60 };
        var alone = new List<string>();
        foreach (var prompt in prompts)
        {
            alone.Add((await client.GetResponseAsync(Messages(prompt), options, Cancel)).Text);
        }

        for (var round = 0; round < 5; round++)
        {
            var together = await Task.WhenAll(prompts.Select(async prompt => (await client.GetResponseAsync(Messages(prompt), options, Cancel)).Text));
            together.ShouldBe(alone);
        }

        alone.Distinct().Count().ShouldBeGreaterThan(4);
    }

    [Theory]
    [InlineData("Q4_0", 4)]
    [InlineData("Q4_0", 3)]
    [InlineData("Q4_0", 8)]
    [InlineData("Q8_0", 3)]
    [InlineData("Q8_0", 2)]
    [InlineData("F32", 4)]
    public async Task Experiment(string type, int slots)
    {
        var t = Enum.Parse<LlmWiki.TinyModels.WeightType>(type);
        using var engine = await Engines.Open(Engines.Tiny with { Slots = slots, ModelPath = LlmWiki.TinyModels.TinyModel.InTemp(LlmWiki.TinyModels.ModelShape.Tiny with { WeightType = t, HeadType = t }) });
        using var client = new LlamaChatClient(engine);
        var prompts = Enumerable.Range(0, 8).Select(n => string.Join(' ', Enumerable.Repeat($"word{n}", 10 + (n * 37))));
        var options = new ChatOptions { MaxOutputTokens = 60 };
        var alone = new List<string>();
        foreach (var prompt in prompts)
        {
            alone.Add((await client.GetResponseAsync(Messages(prompt), options, Cancel)).Text);
        }
        int same=0,total=0;
        for (var round = 0; round < 5; round++)
        {
            var together = await Task.WhenAll(prompts.Select(async prompt => (await client.GetResponseAsync(Messages(prompt), options, Cancel)).Text));
            for (int i=0;i<8;i++) { total++; if (together[i]==alone[i]) same++; }
        }
        Assert.Fail($"EXP {type} {slots} {same}/{total}");
    }

    private static List<ChatMessage> Messages(string prompt) =>
        [new(ChatRole.System, string.Join(' ', Enumerable.Repeat("You are a librarian.", 30))), new(ChatRole.User, prompt)];
}
