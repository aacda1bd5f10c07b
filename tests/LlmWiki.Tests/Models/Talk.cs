using System.Text.Json;
using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.Tests.Models;

/// <summary>A client of a fake server, with a key, under a clock that does not keep a test waiting.</summary>
internal sealed class Talk : IDisposable
{
    public const string Key = "sk-verysecret-42";

    public static readonly ChatResponseFormat Claims = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse("""
            {"type":"object","additionalProperties":false,"required":["claims"],"properties":{"claims":{"type":"array","maxItems":3,"items":
            {"type":"object","additionalProperties":false,"required":["text","kind"],"properties":{"text":{"type":"string","maxLength":40},"kind":{"enum":["fact","opinion"]}}}}}}
            """),
        "claims");

    public const string Fits = """{"claims":[{"text":"Water boils at 100 °C.","kind":"fact"}]}""";

    public Talk(Uri url, Func<ModelConfig, ModelConfig>? change = null, string? key = Key)
    {
        var config = new ModelConfig { BaseUrl = url, Name = "tiny" };
        config = change is null ? config : change(config);
        Ledger = new ModelLedger(config.MaxTokensPerRun);
        Client = new OpenAiChatClient(OpenAiServer.From(config, key), Ledger, Time);
    }

    public SkippingTime Time { get; } = new();

    public ModelLedger Ledger { get; }

    public OpenAiChatClient Client { get; }

    public Task<ChatResponse> Ask(string prompt = "hello", ChatOptions? options = null, CancellationToken cancel = default) =>
        Client.GetResponseAsync(prompt, options, cancel == default ? TestContext.Current.CancellationToken : cancel);

    /// <summary>The text of a reply under the schema <see cref="Claims"/>.</summary>
    public async Task<string> AskClaims() => (await Ask("read this", new ChatOptions { ResponseFormat = Claims })).Text;

    /// <summary>The error a call ends in; nothing of it may show the key.</summary>
    public async Task<WikiException> Fails(ChatOptions? options = null)
    {
        var error = await Should.ThrowAsync<WikiException>(() => Ask(options: options));
        error.ToString().ShouldNotContain("verysecret");
        error.Hint.ShouldNotBeNullOrEmpty();
        error.Hint.ShouldNotContain("verysecret");
        return error;
    }

    public void Dispose() => Client.Dispose();
}
