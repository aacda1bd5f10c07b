using LlmWiki.Models;
using Microsoft.Extensions.AI;
using static LlmWiki.Tests.Models.FakeAnswer;

namespace LlmWiki.Tests.Models;

public sealed class OpenAiStreamTests
{
    [Fact]
    public async Task Text_comes_as_it_is_written_and_the_end_with_the_counts()
    {
        await using var server = new FakeServer(Says("Water ", "boils", "."));
        using var talk = new Talk(server.Url);
        var updates = await Updates(talk);
        updates[..^1].Select(update => update.Text).ShouldBe(["Water ", "boils", "."]);
        updates.ShouldAllBe(update => update.Role == ChatRole.Assistant && update.ModelId == "tiny" && update.ResponseId == "reply-1");
        var whole = updates.ToChatResponse();
        (whole.Text, whole.FinishReason, whole.Usage!.InputTokenCount, whole.Usage.OutputTokenCount).ShouldBe(("Water boils.", ChatFinishReason.Stop, 11, 7));
        talk.Ledger.Usage.Tokens.ShouldBe(18);
    }

    [Fact]
    public async Task Thinking_is_not_shown()
    {
        await using var server = new FakeServer(Events(
            Delta("reasoning", "Hm"), Delta("content", "\n<th"), Delta("content", "ink>So"), Delta("content", "…</think"), Delta("content", ">\n\nYes"), Delta("content", "."), End("stop"), "[DONE]"));
        using var talk = new Talk(server.Url);
        (await Updates(talk)).Select(update => update.Text).ShouldBe(["Yes", ".", ""]);
    }

    [Fact]
    public async Task A_short_text_that_could_be_the_start_of_thinking_is_shown_at_the_end()
    {
        await using var server = new FakeServer(Says("<"));
        using var talk = new Talk(server.Url);
        (await Updates(talk)).ToChatResponse().Text.ShouldBe("<");
    }

    [Fact]
    public async Task A_stream_that_breaks_before_its_first_text_is_asked_for_again()
    {
        await using var server = new FakeServer(Events(Delta("reasoning", "Hm")) with { IsCut = true }, Error(500, ""), Says("Yes."));
        using var talk = new Talk(server.Url);
        (await Updates(talk)).ToChatResponse().Text.ShouldBe("Yes.");
        (server.Requests.Count, talk.Time.Waits.Length).ShouldBe((3, 2));
    }

    [Fact]
    public async Task A_stream_that_breaks_after_its_first_text_is_an_error()
    {
        await using var server = new FakeServer(Events(Delta("content", "Wat"), Delta("content", "er")) with { IsCut = true });
        using var talk = new Talk(server.Url);
        var shown = "";
        var error = await Should.ThrowAsync<WikiException>(async () =>
        {
            await foreach (var update in talk.Client.GetStreamingResponseAsync("hello", null, TestContext.Current.CancellationToken))
            {
                shown += update.Text;
            }
        });
        shown.ShouldBe("Water");
        error.Message.ShouldStartWith($"tiny at {server.Url} breaks off its replies: ");
        server.Requests.Count.ShouldBe(1);

        // What came of it was paid for.
        talk.Ledger.Usage.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task An_endless_stream_ends_as_cut_off()
    {
        var parts = Enumerable.Repeat("data: " + Delta("content", "la ") + "\n\n", 1_000_000).Select(System.Text.Encoding.UTF8.GetBytes);
        await using var server = new FakeServer(new FakeAnswer { Type = "text/event-stream", Parts = parts });
        using var talk = new Talk(server.Url);
        var updates = await Updates(talk, new ChatOptions { MaxOutputTokens = 32 });
        updates[^1].FinishReason.ShouldBe(ChatFinishReason.Length);
        updates.Count.ShouldBeLessThan(64);
        await server.Until(it => it.Left == 1);
    }

    [Fact]
    public async Task An_empty_stream_is_asked_for_once_more()
    {
        await using var server = new FakeServer(Events(End("stop"), "[DONE]"), Says("Yes."));
        using var talk = new Talk(server.Url);
        (await Updates(talk)).ToChatResponse().Text.ShouldBe("Yes.");

        await using var dumb = new FakeServer(Events(End("stop"), "[DONE]"));
        using var other = new Talk(dumb.Url);
        await Should.ThrowAsync<ModelReplyException>(() => Updates(other));
        dumb.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Under_a_schema_only_what_fits_is_shown()
    {
        await using var server = new FakeServer(Says("{\"claims\":", "[]", "} and more"), Says(Talk.Fits[..20], Talk.Fits[20..]));
        using var talk = new Talk(server.Url);
        (await Updates(talk, new ChatOptions { ResponseFormat = Talk.Claims })).ToChatResponse().Text.ShouldBe("{\"claims\":[]}");
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_on_frees_its_place()
    {
        await using var server = new FakeServer(Says("Yes.", " And", " more."));
        using var talk = new Talk(server.Url, config => config with { Concurrency = 1 });
        await foreach (var update in talk.Client.GetStreamingResponseAsync("hello", null, TestContext.Current.CancellationToken))
        {
            update.Text.ShouldBe("Yes.");
            break;
        }

        (await talk.Ask()).Text.ShouldBe("Yes. And more.");
    }

    private static async Task<List<ChatResponseUpdate>> Updates(Talk talk, ChatOptions? options = null)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in talk.Client.GetStreamingResponseAsync("hello", options, TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }
}
