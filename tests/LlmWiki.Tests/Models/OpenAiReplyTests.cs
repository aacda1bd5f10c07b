using System.Text.Json.Nodes;
using LlmWiki.Models;
using Microsoft.Extensions.AI;
using static LlmWiki.Tests.Models.FakeAnswer;

namespace LlmWiki.Tests.Models;

public sealed class OpenAiReplyTests
{
    [Fact]
    public async Task A_call_is_sent_as_the_API_has_it()
    {
        await using var server = new FakeServer(Says("Hi."));
        using var talk = new Talk(server.Url);
        await talk.Client.GetResponseAsync(
            [new ChatMessage(ChatRole.System, "Be brief."), new ChatMessage(ChatRole.User, "Grüße 😀"), new ChatMessage(ChatRole.Assistant, "Yes?"), new ChatMessage(ChatRole.User, "half \ud83d")],
            new ChatOptions { Temperature = 0.7f, TopP = 0.9f, Seed = 5, MaxOutputTokens = 100, StopSequences = ["\n\n"] },
            TestContext.Current.CancellationToken);

        var request = server.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path).ShouldBe(("POST", "/v1/chat/completions"));
        request.Headers["Authorization"].ShouldBe("Bearer " + Talk.Key);
        JsonNode.DeepEquals(request.Json, JsonNode.Parse("""
            {
              "model": "tiny",
              "messages": [
                { "role": "system", "content": "Be brief." }, { "role": "user", "content": "Grüße 😀" },
                { "role": "assistant", "content": "Yes?" }, { "role": "user", "content": "half �" }
              ],
              "max_tokens": 100, "temperature": 0.7, "top_p": 0.9, "seed": 5, "stop": ["\n\n"],
              "reasoning_effort": "none", "chat_template_kwargs": { "enable_thinking": false },
              "stream": true, "stream_options": { "include_usage": true }
            }
            """)).ShouldBeTrue(request.Body);
        request.Body.ShouldNotContain("verysecret");
    }

    [Fact]
    public async Task Without_a_key_no_header_is_sent()
    {
        await using var server = new FakeServer(Says("Hi."));
        using var talk = new Talk(server.Url, key: " ");
        await talk.Ask();
        server.Requests[0].Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task A_reply_has_text_end_and_counts()
    {
        await using var server = new FakeServer(Events(Delta("content", "Water "), Delta("content", "boils."), End("stop"), Usage(50, 3, cached: 40), "[DONE]"));
        using var talk = new Talk(server.Url);
        var reply = await talk.Ask();
        (reply.Text, reply.FinishReason, reply.ModelId, reply.ResponseId).ShouldBe(("Water boils.", ChatFinishReason.Stop, "tiny", "reply-1"));
        (reply.Usage!.InputTokenCount, reply.Usage.OutputTokenCount, reply.Usage.CachedInputTokenCount).ShouldBe((50, 3, 40));
        (talk.Ledger.Usage with { Seconds = 0 }).ShouldBe(new ModelUsage(1, 50, 40, 3, 0));
    }

    [Fact]
    public async Task What_the_server_does_not_count_is_estimated()
    {
        await using var server = new FakeServer(Events(Delta("content", new string('x', 400)), End("stop"), "[DONE]"));
        using var talk = new Talk(server.Url);
        var usage = (await talk.Ask(new string('y', 800))).Usage!;
        usage.InputTokenCount!.Value.ShouldBeInRange(200, 210);
        usage.OutputTokenCount.ShouldBe(100);
        talk.Ledger.Usage.Tokens.ShouldBe(usage.TotalTokenCount!.Value);
    }

    /// <summary>Name, and the events of a reply that says "Yes.".</summary>
    public static TheoryData<string, string[]> Habits => new()
    {
        { "Ollama: thinking in a field of its own", [Delta("reasoning", "Hm, so"), Delta("content", "Yes."), End("stop"), "[DONE]"] },
        { "vLLM, DeepSeek", [Delta("reasoning_content", "Hm, so"), Delta("content", "Yes."), End("stop"), "[DONE]"] },
        { "thinking in a third field", [Delta("thinking", "Hm, so"), Delta("content", "Yes."), End("stop"), "[DONE]"] },
        { "thinking in the text", [Delta("content", "<thi"), Delta("content", "nk>Hm, </thi"), Delta("content", "nk>\n\nYes."), End("stop"), "[DONE]"] },
        { "thinking whose start is in the prompt", [Delta("content", "Hm, so"), Delta("content", "</think>\nYes."), End("stop"), "[DONE]"] },
        { "the end twice, and text after it", [Delta("content", "Yes."), End("stop"), Delta("content", " No."), End("length"), End("stop"), "[DONE]"] },
        { "an end without [DONE]", [Delta("content", "Yes."), End("stop")] },
        { "[DONE] without an end", [Delta("content", "Yes."), "[DONE]"] },
        { "a first event without choices, and an empty reason", ["""{"choices":[],"prompt_filter_results":[]}""", """{"choices":[{"delta":{"role":"assistant","content":null},"finish_reason":""}]}""", Delta("content", "Yes."), End("stop"), "[DONE]"] },
        { "garbage after the end", [Delta("content", "Yes."), End("stop"), "{no json"] },
        { "content in parts", ["""{"choices":[{"delta":{"content":[{"type":"text","text":"Ye"},{"type":"text","text":"s."}]},"finish_reason":"stop"}]}""", "[DONE]"] },
        { "null usage", ["""{"choices":[{"delta":{"content":"Yes."},"finish_reason":"stop"}],"usage":null,"error":null}""", "[DONE]"] },
    };

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task Streams_are_read_as_servers_send_them(string habit, string[] events)
    {
        await using var server = new FakeServer(Events(events));
        using var talk = new Talk(server.Url);
        var reply = await talk.Ask();
        (reply.Text, reply.FinishReason).ShouldBe(("Yes.", ChatFinishReason.Stop), habit);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Comments_events_without_empty_lines_and_carriage_returns_are_read()
    {
        await using var server = new FakeServer(Lines(
            ": PROCESSING\n\n", "event: message\r\ndata:" + Delta("content", "Yes.") + "\r\n", ": keep-alive\n", "data: " + End("stop") + "\ndata: [DONE]\n"));
        using var talk = new Talk(server.Url);
        (await talk.Ask()).Text.ShouldBe("Yes.");
    }

    [Fact]
    public async Task A_letter_cut_in_two_between_packets_is_whole()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes($"data: {{\"choices\":[{{\"delta\":{{\"content\":\"Grüße 😀\"}},\"finish_reason\":\"stop\"}}]}}\n\n");
        await using var server = new FakeServer(new FakeAnswer { Type = "text/event-stream", Parts = bytes.Select(one => new[] { one }) });
        using var talk = new Talk(server.Url);
        (await talk.Ask()).Text.ShouldBe("Grüße 😀");
    }

    [Theory]
    [InlineData("""{"id":"reply-1","choices":[{"message":{"role":"assistant","content":"Yes."},"finish_reason":"stop"}],"usage":{"prompt_tokens":4,"completion_tokens":2}}""")]
    [InlineData("""{"choices":[{"message":{"role":"assistant","content":"Yes.","reasoning_content":"Hm"},"finish_reason":null}],"usage":{"prompt_tokens":4,"completion_tokens":2}}""")]
    public async Task A_server_that_does_not_stream_is_read(string body)
    {
        await using var server = new FakeServer(Whole(body));
        using var talk = new Talk(server.Url);
        var reply = await talk.Ask();
        (reply.Text, reply.FinishReason, reply.Usage!.OutputTokenCount).ShouldBe(("Yes.", ChatFinishReason.Stop, 2));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("max_tokens")]
    public async Task A_reply_that_was_cut_off_says_so(string reason)
    {
        await using var server = new FakeServer(Events(Delta("content", "Water boi"), End(reason), "[DONE]"));
        using var talk = new Talk(server.Url);
        var reply = await talk.Ask();
        (reply.Text, reply.FinishReason).ShouldBe(("Water boi", ChatFinishReason.Length));
    }

    [Fact]
    public async Task A_reply_of_all_its_tokens_was_cut_off_whatever_the_server_says()
    {
        await using var server = new FakeServer(Events(Delta("content", "Water boi"), End("stop"), Usage(5, 100), "[DONE]"));
        using var talk = new Talk(server.Url);
        (await talk.Ask(options: new ChatOptions { MaxOutputTokens = 100 })).FinishReason.ShouldBe(ChatFinishReason.Length);
    }

    [Fact]
    public async Task An_endless_reply_is_cut_and_the_connection_closed()
    {
        await using var server = new FakeServer(new FakeAnswer { Type = "text/event-stream", Parts = Endless("data: " + Delta("content", "la ") + "\n\n") });
        using var talk = new Talk(server.Url);
        var reply = await talk.Ask(options: new ChatOptions { MaxOutputTokens = 64 });
        reply.FinishReason.ShouldBe(ChatFinishReason.Length);
        reply.Text.Length.ShouldBeInRange(64 * 3, 100 * 3);
        server.Requests[0].Json["max_tokens"]!.GetValue<int>().ShouldBe(64);
        await server.Until(it => it.Left == 1);
        talk.Ledger.Usage.OutputTokens.ShouldBeGreaterThan(64);
    }

    [Fact]
    public async Task A_reply_without_line_ends_does_not_fill_the_memory()
    {
        await using var server = new FakeServer(new FakeAnswer { Type = "text/event-stream", Parts = Endless(new string(' ', 100_000)) });
        using var talk = new Talk(server.Url);
        (await talk.Fails(new ChatOptions { MaxOutputTokens = 16 })).Message.ShouldContain("more than 4 MB for one reply");
    }

    [Fact]
    public async Task The_limit_of_a_call_is_at_most_the_configured_one()
    {
        await using var server = new FakeServer(Says("Hi."));
        using var talk = new Talk(server.Url, config => config with { MaxTokensPerCall = 500 });
        await talk.Ask();
        await talk.Ask(options: new ChatOptions { MaxOutputTokens = 9999 });
        server.Requests.Select(request => (int)request.Json["max_tokens"]!).ShouldBe([500, 500]);
    }

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":" \n"},"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"search","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""")]
    [InlineData("{}")]
    public async Task A_reply_without_text_is_asked_for_once_more(string empty)
    {
        await using var server = new FakeServer(Whole(empty), Says("Yes."));
        using var talk = new Talk(server.Url);
        (await talk.Ask()).Text.ShouldBe("Yes.");
        ((string?)server.Requests[1].Json["messages"]![0]!["content"]).ShouldBe("hello\n\nYour last reply was of no use: the reply is empty. Reply again, with the whole reply and nothing else.");

        await using var dumb = new FakeServer(Whole(empty));
        using var other = new Talk(dumb.Url);
        (await Should.ThrowAsync<ModelReplyException>(() => other.Ask())).Message.ShouldEndWith("replied twice with something of no use: the reply is empty");
        dumb.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_of_the_model_is_told()
    {
        await using var server = new FakeServer(Whole("""{"choices":[{"message":{"content":null,"refusal":"I cannot help with that."},"finish_reason":"stop"}]}"""));
        using var talk = new Talk(server.Url);
        (await Should.ThrowAsync<ModelReplyException>(() => talk.Ask())).Message.ShouldContain("the model refuses: I cannot help with that.");
    }

    [Fact]
    public async Task What_the_filter_of_a_server_stopped_says_so()
    {
        await using var server = new FakeServer(Events(Delta("content", "Wat"), End("content_filter"), "[DONE]"));
        using var talk = new Talk(server.Url);
        (await talk.Ask(options: new ChatOptions { ResponseFormat = Talk.Claims })).FinishReason.ShouldBe(ChatFinishReason.ContentFilter);
    }

    [Fact]
    public async Task The_client_tells_what_it_is_and_not_its_key()
    {
        await using var server = new FakeServer(Says("Hi."));
        using var talk = new Talk(server.Url);
        var metadata = (ChatClientMetadata)talk.Client.GetService(typeof(ChatClientMetadata))!;
        (metadata.ProviderName, metadata.ProviderUri, metadata.DefaultModelId).ShouldBe(("openai", server.Url, "tiny"));
        talk.Client.GetService(typeof(IChatClient)).ShouldBe(talk.Client);
        talk.Client.GetService(typeof(ModelLedger)).ShouldBe(talk.Ledger);
        OpenAiServer.From(new ModelConfig { BaseUrl = server.Url, Name = "tiny" }, Talk.Key).ToString().ShouldBe($"tiny at {server.Url}");
    }

    private static IEnumerable<byte[]> Endless(string part)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(part);
        while (true)
        {
            yield return bytes;
        }
    }
}
