using LlmWiki.TinyModels;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama.Tests;

public sealed class PrefixTests : IDisposable
{
    private const int SharedTokens = 200;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "llmwiki-prefix-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_system_message_is_decoded_once()
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        using var client = new LlamaChatClient(engine);
        var first = await Ask(client, "one");
        var second = await Ask(client, "two");
        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Ask(client, $"number {number}")));
        first.Usage!.CachedInputTokenCount.ShouldBe(0);
        second.Usage!.CachedInputTokenCount!.Value.ShouldBeGreaterThan(SharedTokens);
        together.ShouldAllBe(reply => reply.Usage!.CachedInputTokenCount == second.Usage.CachedInputTokenCount);
    }

    [Fact]
    public async Task Calls_that_start_together_decode_it_once_too()
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        using var client = new LlamaChatClient(engine);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Ask(client, $"number {number}")));
        replies.Count(reply => reply.Usage!.CachedInputTokenCount == 0).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_engine_takes_it_from_the_folder_and_says_the_same()
    {
        var cold = await AskOnce("what is it?");
        var warm = await AskOnce("what is it?");
        cold.Usage!.CachedInputTokenCount.ShouldBe(0);
        warm.Usage!.CachedInputTokenCount!.Value.ShouldBeGreaterThan(SharedTokens);
        warm.Text.ShouldBe(cold.Text);
    }

    [Fact]
    public async Task A_damaged_state_file_is_as_if_it_were_not_there()
    {
        var cold = await AskOnce("what is it?");
        var file = Directory.GetFiles(_folder).ShouldHaveSingleItem();
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        var again = await AskOnce("what is it?");
        again.Usage!.CachedInputTokenCount.ShouldBe(0);
        again.Text.ShouldBe(cold.Text);
        await File.WriteAllBytesAsync(file, bytes[..20], Cancel);
        (await AskOnce("what is it?")).Text.ShouldBe(cold.Text);
    }

    [Fact]
    public async Task A_state_of_another_model_is_not_taken()
    {
        await AskOnce("what is it?");
        var other = TinyEngine.Options with { ModelPath = TinyModel.InTemp(ModelShape.Tiny with { Seed = 2 }), PrefixFolder = _folder };
        using var engine = await LlamaEngine.OpenAsync(other, Cancel);
        using var client = new LlamaChatClient(engine);
        (await Ask(client, "what is it?")).Usage!.CachedInputTokenCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_costs_time_only()
    {
        await File.WriteAllTextAsync(_folder + ".file", "in the way", Cancel);
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options with { PrefixFolder = _folder + ".file" }, Cancel);
        using var client = new LlamaChatClient(engine);
        (await Ask(client, "what is it?")).Text.ShouldNotBeEmpty();
        File.Delete(_folder + ".file");
    }

    private async Task<ChatResponse> AskOnce(string question)
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options with { PrefixFolder = _folder }, Cancel);
        using var client = new LlamaChatClient(engine);
        return await Ask(client, question);
    }

    private static Task<ChatResponse> Ask(LlamaChatClient client, string question)
    {
        var system = string.Join(' ', Enumerable.Range(0, SharedTokens).Select(number => $"rule {number}"));
        return client.GetResponseAsync([new(ChatRole.System, system), new(ChatRole.User, question)], new ChatOptions { MaxOutputTokens = 12 }, Cancel);
    }
}
