using System.Net;
using System.Net.Sockets;
using System.Text;
using LlmWiki.Models;
using Microsoft.Extensions.AI;
using static LlmWiki.Tests.Models.FakeAnswer;

namespace LlmWiki.Tests.Models;

/// <summary>What goes wrong on the way: what is tried again, what is told, and that the key is in none of it.</summary>
public sealed class OpenAiFaultTests
{
    /// <summary>Answers after which the next try succeeds.</summary>
    private static readonly Dictionary<string, FakeAnswer> Passes = new()
    {
        ["500"] = Error(500, """{"error":{"message":"CUDA out of memory"}}"""),
        ["502 of a proxy"] = Page(502, "<html><head><title>502 Bad Gateway</title></head></html>"),
        ["503 while a model is loaded (llama-server)"] = Error(503, """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"""),
        ["429"] = Error(429, """{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}"""),
        ["408"] = Error(408, ""),
        ["no answer at all"] = Nothing,
        ["a body cut in the middle"] = Whole("""{"choices":[{"mess""") with { IsCut = true },
        ["a connection that is reset"] = Events(Delta("content", "Wat")) with { IsReset = true },
        ["a stream cut in the middle"] = Events(Delta("content", "Wat"), Delta("content", "er")) with { IsCut = true },
        ["a stream that ends without an end"] = Events(Delta("content", "Wat"), Delta("content", "er")),
        ["a stream with half an event"] = Lines("data: " + Delta("content", "Wat") + "\n\n", "data: {\"choices\":[{\"del\n\n"),
        ["an error in the stream"] = Events(Delta("content", "Wat"), """{"error":{"message":"the slot was lost","code":500}}"""),
        ["an error in place of the reply"] = Whole("""{"error":{"message":"Internal error"}}"""),
        ["a reply that ended in an error (OpenRouter)"] = Events(Delta("content", "Wat"), End("error"), "[DONE]"),
    };

    public static TheoryData<string> Passing => [.. Passes.Keys];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_may_pass_is_tried_again(string fault)
    {
        await using var server = new FakeServer(Passes[fault], Passes[fault], Says("Yes."));
        using var talk = new Talk(server.Url);
        (await talk.Ask()).Text.ShouldBe("Yes.");
        server.Requests.Count.ShouldBe(3);
        talk.Time.Waits.Length.ShouldBe(2);
        talk.Time.Waits.ShouldAllBe(wait => wait < TimeSpan.FromSeconds(10));
        server.Requests.Select(request => request.Body).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_does_not_pass_ends_after_seven_tries_in_at_most_two_minutes()
    {
        await using var server = new FakeServer(Error(500, """{"error":{"message":"CUDA out of memory"}}"""));
        using var talk = new Talk(server.Url);
        (await talk.Fails()).Message.ShouldBe($"tiny at {server.Url} fails: 500 CUDA out of memory");
        server.Requests.Count.ShouldBe(7);
        talk.Time.Waits.Length.ShouldBe(6);
        talk.Time.Waits.Sum(wait => wait.TotalSeconds).ShouldBeInRange(1, 120);
    }

    /// <summary>Status, answer, a part of what is told.</summary>
    public static TheoryData<int, string, string> Final => new()
    {
        { 401, """{"error":{"message":"Incorrect API key provided: sk-verysecret-42.","code":"invalid_api_key"}}""", "does not take the key in the environment variable OPENAI_API_KEY" },
        { 403, """{"error":{"message":"Key sk-verysecret-42 is not allowed to use tiny"}}""", "the key in the environment variable OPENAI_API_KEY may not use tiny at" },
        { 400, """{"error":{"message":"Bearer SK-VERYSECRET-42 \u0073\u006b-verysecret-42 sk\u002dverysecret-42: bad"}}""", "does not take the request: 400 Bearer *** *** ***: bad" },
        { 400, """{"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.","code":"context_length_exceeded"}}""", "the prompt is too long for tiny at" },
        { 400, """{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error"}}""", "the prompt is too long for tiny at" },
        { 413, "", "the prompt is too long for tiny at" },
        { 402, """{"error":{"message":"Insufficient credits"}}""", "is used up: 402 Insufficient credits" },
        { 429, """{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}""", "is used up: 429 You exceeded your current quota" },
        { 405, "", "or is not the address of its API: 405" },
        { 404, "404 page not found", "or is not the address of its API: 404 404 page not found" },
        { 404, """{"error":{"message":"model \"tiny\" not found, try pulling it first","type":"api_error","param":null,"code":null}}""", "has no model 'tiny'" },
        { 400, """{"error":{"message":"No models loaded. Please load a model in the developer page or use the 'lms load' command.","code":"model_not_found"}}""", "has no model 'tiny'" },
        { 200, """{"error":"Unexpected endpoint or method. (POST /chat/completions). Returning 200 anyway"}""", "or is not the address of its API: Unexpected endpoint" },
        { 200, "<!DOCTYPE html><html><head><title>Sign in &amp; go on</title></head></html>", "does not answer as a model server does: Sign in & go on" },
        { 200, "hello", "does not answer as a model server does: hello" },
        { 200, "", "does not answer as a model server does" },
        { 407, "", "does not answer as a model server does: 407" },
    };

    [Theory]
    [MemberData(nameof(Final))]
    public async Task What_does_not_pass_by_itself_is_told_at_once(int status, string body, string message)
    {
        // Known, so that it is not asked in other ways first.
        await using var server = new FakeServer((request, number) => number == 0 ? Says("Yes.") : request.Method == "GET" ? Error(404, "") : Error(status, body));
        using var talk = new Talk(server.Url);
        await talk.Ask();
        (await talk.Fails()).Message.ShouldContain(message);
        server.Requests.Count(request => request.Method == "POST").ShouldBe(2);
        talk.Time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_told_with_those_that_are()
    {
        await using var server = new FakeServer((request, _) => request.Method == "GET"
            ? Whole("""{"object":"list","data":[{"id":"tinny"},{"id":"llama3.2:3b"}]}""")
            : Error(404, """{"error":{"message":"model \"tiny\" not found, try pulling it first","type":"api_error"}}"""));
        using var talk = new Talk(server.Url);
        var error = await talk.Fails();
        (error.Message, error.Hint).ShouldBe(($"{server.Url} has no model 'tiny' (did you mean 'tinny'?)", "model.name is one of: llama3.2:3b, tinny"));
        server.Requests.Select(request => $"{request.Method} {request.Path}").ShouldBe(["POST /v1/chat/completions", "GET /v1/models"]);
        server.Requests[1].Headers["Authorization"].ShouldBe("Bearer " + Talk.Key);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_key_is_told_with_its_variable()
    {
        await using var server = new FakeServer(Error(401, """{"error":{"message":"You didn't provide an API key."}}"""));
        using var talk = new Talk(server.Url, config => config with { KeyEnv = "MY_KEY" }, key: null);
        var error = await talk.Fails();
        (error.Message, error.Hint).ShouldBe(($"{server.Url} asks for a key, and the environment variable MY_KEY has none", "set MY_KEY, or name another variable in model.key_env"));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        await using var server = new FakeServer(
            Error(429, "{}") with { Headers = [("Retry-After", "7")] },
            Error(503, "{}") with { Headers = [("Retry-After", FixedTime.Noon.GetUtcNow().AddSeconds(7 + 40).ToString("R"))] },
            Says("Yes."));
        using var talk = new Talk(server.Url);
        (await talk.Ask()).Text.ShouldBe("Yes.");
        talk.Time.Waits.ShouldBe([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(40)]);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_long_wait_is_not_waited_for()
    {
        await using var server = new FakeServer(Error(429, """{"error":{"message":"Daily limit"}}""") with { Headers = [("Retry-After", "3600")] });
        using var talk = new Talk(server.Url);
        var error = await talk.Fails();
        error.Message.ShouldBe($"{server.Url} asks to slow down: 429 Daily limit");
        error.Hint.ShouldStartWith("it asks to be left alone for 3600 s");
        (server.Requests.Count, talk.Time.Waits.Length).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_after_its_time_and_one_more_try()
    {
        await using var server = new FakeServer(Silence);
        using var talk = new Talk(server.Url, config => config with { TimeoutSeconds = 200 });
        var call = talk.Fails();
        await server.Until(it => it.Requests.Count == 1);
        talk.Time.RunOut();
        await server.Until(it => it.Requests.Count == 2);
        talk.Time.RunOut();
        (await call).Message.ShouldBe($"tiny at {server.Url} sent nothing for 200 s");
    }

    [Fact]
    public async Task A_stream_that_stops_in_the_middle_is_tried_again()
    {
        await using var server = new FakeServer(Events(Delta("content", "Wat")) with { Hangs = true }, Says("Yes."));
        using var talk = new Talk(server.Url, config => config with { TimeoutSeconds = 200 });
        var call = talk.Ask();
        await talk.Time.UntilRenewed(TimeSpan.FromSeconds(200));
        talk.Time.RunOut();
        (await call).Text.ShouldBe("Yes.");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_keeps_the_connection_open_after_the_end_holds_up_the_reply_for_seconds_only()
    {
        await using var server = new FakeServer(Events(Delta("content", "Yes."), End("stop")) with { Hangs = true });
        using var talk = new Talk(server.Url);
        var call = talk.Ask();
        await talk.Time.UntilRenewed(TimeSpan.FromSeconds(5));
        talk.Time.RunOut();
        (await call).Text.ShouldBe("Yes.");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_is_cancelled_at_once()
    {
        await using var server = new FakeServer(Silence);
        using var talk = new Talk(server.Url);
        using var cancel = new CancellationTokenSource();
        var call = talk.Ask(cancel: cancel.Token);
        await server.Until(it => it.Requests.Count == 1);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_is_cancelled_in_the_middle()
    {
        await using var server = new FakeServer(Events(Delta("content", "Wat")) with { Hangs = true });
        using var talk = new Talk(server.Url);
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in talk.Client.GetStreamingResponseAsync("hello", null, cancel.Token))
            {
                update.Text.ShouldBe("Wat");
                await cancel.CancelAsync();
            }
        });
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_down_is_told_at_once_and_waited_for_once_it_has_answered()
    {
        var port = FreePort();
        using var down = new Talk(new Uri($"http://127.0.0.1:{port}/v1"));
        (await down.Fails()).Message.ShouldStartWith($"no model server answers at http://127.0.0.1:{port}/v1: ");
        down.Time.Waits.ShouldBeEmpty();

        var server = new FakeServer(Says("Yes."));
        using var talk = new Talk(server.Url);
        await talk.Ask();
        await server.DisposeAsync();
        (await talk.Fails()).Message.ShouldStartWith("no model server answers at ");
        talk.Time.Waits.Length.ShouldBe(6);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_told()
    {
        using var talk = new Talk(new Uri("http://no-such-host.invalid/v1"));
        (await talk.Fails()).Message.ShouldStartWith("no model server answers at http://no-such-host.invalid/v1: ");
    }

    [Fact]
    public async Task A_server_without_a_secure_connection_is_told()
    {
        await using var server = new FakeServer(Says("Yes."));
        using var talk = new Talk(new UriBuilder(server.Url) { Scheme = "https" }.Uri);
        var error = await talk.Fails();
        error.Message.ShouldStartWith("no secure connection to https://127.0.0.1:");
        error.Hint!.ShouldContain("http://");
        talk.Time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        await using var server = new FakeServer(Error(308, "") with { Headers = [("Location", "https://elsewhere.invalid/v1")] });
        using var talk = new Talk(server.Url);
        (await talk.Fails()).Message.ShouldBe($"{server.Url} does not answer as a model server does: 308 it redirects to https://elsewhere.invalid/v1");
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task A_reply_that_is_no_UTF8_is_told(string type)
    {
        var bytes = Encoding.Latin1.GetBytes("data: {\"choices\":[{\"message\":{\"content\":\"Gr\u00fc\u00dfe\"},\"finish_reason\":\"stop\"}]}\n\n");
        await using var server = new FakeServer(new FakeAnswer { Type = type, Parts = [bytes] });
        using var talk = new Talk(server.Url);
        (await talk.Fails()).Message.ShouldEndWith("the reply is no UTF-8");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Something_that_speaks_no_HTTP_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync("SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }, TestContext.Current.CancellationToken);
        using var talk = new Talk(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1"));
        (await talk.Fails()).Message.ShouldContain("does not answer as a model server does");
        await serving;
    }

    [Theory]
    [InlineData("with a space")]
    [InlineData("two\nlines")]
    [InlineData("schlüssel-geheim")]
    public void A_key_that_can_be_none_is_refused_without_showing_it(string key)
    {
        var error = Should.Throw<WikiException>(() => OpenAiServer.From(new ModelConfig { BaseUrl = new Uri("http://localhost/v1"), Name = "tiny" }, key));
        error.Message.ShouldContain("OPENAI_API_KEY");
        error.ToString().ShouldNotContain(key);
    }

    [Fact]
    public void A_server_without_address_or_model_is_told()
    {
        Should.Throw<WikiException>(() => OpenAiServer.From(new ModelConfig { Name = "tiny" }, null)).Message.ShouldContain("'model.base_url' is not set");
        Should.Throw<WikiException>(() => OpenAiServer.From(new ModelConfig { BaseUrl = new Uri("http://localhost/v1") }, null)).Message.ShouldContain("'model.name' is not set");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
