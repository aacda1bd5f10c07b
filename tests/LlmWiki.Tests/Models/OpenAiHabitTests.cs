using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using static LlmWiki.Tests.Models.FakeAnswer;

namespace LlmWiki.Tests.Models;

/// <summary>Parameters that not every server knows: what is refused is left out, once.</summary>
public sealed class OpenAiHabitTests
{
    /// <summary>The parameter; the status and words in which it is refused.</summary>
    public static TheoryData<string, int, string> Refused => new()
    {
        { "chat_template_kwargs", 400, """{"error":{"message":"Unrecognized request argument supplied: chat_template_kwargs","type":"invalid_request_error","param":null,"code":null}}""" },
        { "chat_template_kwargs", 422, """{"detail":[{"type":"extra_forbidden","loc":["body","chat_template_kwargs"],"msg":"Extra inputs are not permitted","input":{"enable_thinking":false}}]}""" },
        { "reasoning_effort", 400, """{"error":{"message":"Unrecognized request argument supplied: reasoning_effort"}}""" },
        { "stream_options", 400, """{"error":{"message":"Unknown parameter: 'stream_options'.","param":"stream_options"}}""" },
        { "stream", 400, """{"error":{"message":"This endpoint has no streaming","param":"stream"}}""" },
        { "temperature", 400, """{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.","param":"temperature","code":"unsupported_value"}}""" },
        { "seed", 422, """{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}""" },
        { "stop", 400, """{"error":{"message":"Unsupported parameter: 'stop' is not supported with this model.","param":"stop"}}""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_parameter_that_is_refused_is_left_out_from_then_on(string name, int status, string words)
    {
        await using var server = new FakeServer((request, _) => request.Json[name] is not null ? Error(status, words) : Says("Yes."));
        using var talk = new Talk(server.Url);
        var options = new ChatOptions { Temperature = 0, Seed = 1, StopSequences = ["###"] };
        (await talk.Ask(options: options)).Text.ShouldBe("Yes.");
        (await talk.Ask(options: options)).Text.ShouldBe("Yes.");
        server.Requests.Select(request => request.Json[name] is not null).ShouldBe([true, false, false]);

        // Nothing else went with it.
        string[] left = [.. server.Requests[0].Json.AsObject().Select(pair => pair.Key).Except([name, name == "stream" ? "stream_options" : name])];
        server.Requests[2].Json.AsObject().Select(pair => pair.Key).ShouldBe(left);
        talk.Time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_limit_of_new_OpenAI_models_has_another_name()
    {
        await using var server = new FakeServer((request, _) => request.Json["max_tokens"] is not null
            ? Error(400, """{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}""")
            : Says("Yes."));
        using var talk = new Talk(server.Url);
        await talk.Ask();
        await talk.Ask();
        server.Requests.Count.ShouldBe(3);
        ((int?)server.Requests[2].Json["max_completion_tokens"]).ShouldBe(4096);
    }

    [Theory]
    [InlineData("""Unsupported value: 'none' is not supported with this model. Supported values are: 'minimal', 'low', 'medium', and 'high'.""", "minimal")]
    [InlineData("""[{'type': 'literal_error', 'loc': ('body', 'reasoning_effort'), 'msg': "Input should be 'low', 'medium' or 'high'", 'input': 'none'}]""", "low")]
    [InlineData("""reasoning_effort is not a parameter of this model""", null)]
    public async Task Thinking_is_asked_for_as_little_as_the_server_allows(string words, string? effort)
    {
        await using var server = new FakeServer((request, _) => (string?)request.Json["reasoning_effort"] == "none"
            ? Error(400, new JsonObject { ["error"] = new JsonObject { ["message"] = words, ["param"] = "reasoning_effort" } }.ToJsonString())
            : Says("Yes."));
        using var talk = new Talk(server.Url);
        await talk.Ask();
        await talk.Ask();
        server.Requests.Select(request => (string?)request.Json["reasoning_effort"]).ShouldBe(["none", effort, effort]);
    }

    [Fact]
    public async Task Thinking_that_is_asked_for_is_asked_for()
    {
        await using var server = new FakeServer(Says("Yes."));
        using var talk = new Talk(server.Url);
        await talk.Ask(options: new ChatOptions { Reasoning = new ReasoningOptions { Effort = ReasoningEffort.High } });
        ((string?)server.Requests[0].Json["reasoning_effort"], (bool?)server.Requests[0].Json["chat_template_kwargs"]!["enable_thinking"]).ShouldBe(("high", true));
    }

    [Theory]
    [InlineData(400, """{"object":"error","message":"System role not supported","code":400}""")]
    [InlineData(500, """{"error":{"code":500,"message":"Jinja Exception: System role not supported at row 1"}}""")]
    public async Task A_template_without_a_system_role_gets_it_in_the_first_message(int status, string words)
    {
        await using var server = new FakeServer((request, _) => request.Body.Contains("\"system\"", StringComparison.Ordinal) ? Error(status, words) : Says("Yes."));
        using var talk = new Talk(server.Url);
        await talk.Ask("hello", new ChatOptions { Instructions = "Be brief." });
        var message = server.Requests[1].Json["messages"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)message["role"], (string?)message["content"]).ShouldBe(("user", "Be brief.\n\nhello"));
        talk.Time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_that_names_nothing_is_for_something_that_not_all_servers_know()
    {
        await using var server = new FakeServer((request, _) => request.Json["chat_template_kwargs"] is not null ? Error(400, """{"error":"Bad Request"}""") : Says("Yes."));
        using var talk = new Talk(server.Url);
        await talk.Ask();
        await talk.Ask();
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_refusal_of_a_server_that_is_known_is_final()
    {
        await using var server = new FakeServer((_, number) => number == 0 ? Says("Yes.") : Error(400, """{"error":{"message":"the request is bad"}}"""));
        using var talk = new Talk(server.Url);
        await talk.Ask();
        (await talk.Fails()).Message.ShouldBe($"tiny at {server.Url} does not take the request: 400 the request is bad");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_refuses_everything_is_not_asked_for_ever()
    {
        await using var server = new FakeServer(Error(400, """{"error":{"message":"response_format, temperature, seed, max_tokens and 'stream' are bad"}}"""));
        using var talk = new Talk(server.Url);
        await talk.Fails(new ChatOptions { ResponseFormat = Talk.Claims, Temperature = 0, Seed = 1 });
        server.Requests.Count.ShouldBeLessThan(15);
    }
}
