using System.Text.Json;
using System.Text.Json.Nodes;
using LlmWiki.Models;
using Microsoft.Extensions.AI;
using static LlmWiki.Tests.Models.FakeAnswer;

namespace LlmWiki.Tests.Models;

public sealed class OpenAiSchemaTests
{
    [Fact]
    public async Task A_schema_is_sent_as_strict_json_schema()
    {
        await using var server = new FakeServer(Says(Talk.Fits));
        using var talk = new Talk(server.Url);
        (await talk.AskClaims()).ShouldBe(Talk.Fits);
        var format = server.Requests.ShouldHaveSingleItem().Json["response_format"]!;
        ((string?)format["type"], (string?)format["json_schema"]!["name"], (bool)format["json_schema"]!["strict"]!).ShouldBe(("json_schema", "claims", true));
        JsonNode.DeepEquals(format["json_schema"]!["schema"], JsonNode.Parse(((ChatResponseFormatJson)Talk.Claims).Schema!.Value.GetRawText())).ShouldBeTrue();
        SystemMessage(server.Requests[0]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schema_with_optional_properties_is_not_strict()
    {
        await using var server = new FakeServer(Says("""{"a":1}"""));
        using var talk = new Talk(server.Url);
        var format = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["a"]}"""), "a name: ü");
        (await talk.Ask(options: new ChatOptions { ResponseFormat = format })).Text.ShouldBe("""{"a":1}""");
        var sent = server.Requests[0].Json["response_format"]!["json_schema"]!;
        ((bool)sent["strict"]!, (string?)sent["name"]).ShouldBe((false, "a_name___"));
    }

    [Fact]
    public async Task Json_without_a_schema_is_any_object()
    {
        await using var server = new FakeServer(Says("[1]"), Says("""{"a":1}"""));
        using var talk = new Talk(server.Url);
        (await talk.Ask(options: new ChatOptions { ResponseFormat = ChatResponseFormat.Json })).Text.ShouldBe("""{"a":1}""");
        server.Requests.Select(request => request.Format).ShouldBe(["json_schema", "json_schema"]);
    }

    /// <summary>Server; what it says to json_schema and to json_object (empty: takes it); the form that is found.</summary>
    public static TheoryData<string, string, string, string> Refusals => new()
    {
        { "OpenAI, an old model", """{"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.","type":"invalid_request_error","param":null,"code":null}}""", "", "json_object" },
        { "DeepSeek", """{"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}""", "", "json_object" },
        { "llama-server, old", """{"error":{"code":500,"message":"response_format type must be one of \"text\" or \"json_object\", but got: json_schema","type":"server_error"}}""", "", "json_object" },
        { "vLLM, old", """{"object":"error","message":"[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or 'json_object'\"}]","type":"BadRequestError","param":null,"code":400}""", "", "json_object" },
        { "FastAPI", """{"detail":[{"type":"extra_forbidden","loc":["body","response_format"],"msg":"Extra inputs are not permitted"}]}""", """{"detail":[{"type":"extra_forbidden","loc":["body","response_format"],"msg":"Extra inputs are not permitted"}]}""", "" },
        { "LM Studio with a model that has no grammar", """{"error":"structured output is not supported by this engine"}""", """{"error":"'response_format.type' must be 'json_schema' or 'text'"}""", "" },
        { "Ollama", """{"error":{"message":"invalid format: \"json_schema\"","type":"invalid_request_error","param":null,"code":null}}""", "", "json_object" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_server_without_schemas_is_asked_another_way_and_that_is_remembered(string name, string toSchema, string toObject, string found)
    {
        await using var server = new FakeServer((request, _) => request.Format switch
        {
            "json_schema" => Error(400, toSchema),
            "json_object" when toObject != "" => Error(422, toObject),
            _ => Says(Talk.Fits),
        });
        using var talk = new Talk(server.Url);
        (await talk.AskClaims()).ShouldBe(Talk.Fits, name);
        var asked = server.Requests.Count;
        asked.ShouldBeLessThanOrEqualTo(4);
        server.Requests[^1].Format.ShouldBe(found);
        SystemMessage(server.Requests[^1]).ShouldContain("JSON schema");
        SystemMessage(server.Requests[^1]).ShouldContain("\"opinion\"");

        (await talk.AskClaims()).ShouldBe(Talk.Fits);
        server.Requests.Count.ShouldBe(asked + 1);
        server.Requests[^1].Format.ShouldBe(found);
        talk.Time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Calls_at_one_time_find_out_once()
    {
        await using var server = new FakeServer((request, _) => request.Format == "json_schema" ? Error(400, """{"error":{"message":"json_schema is not supported"}}""") : Says(Talk.Fits));
        using var talk = new Talk(server.Url, config => config with { Concurrency = 8 });
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => talk.AskClaims()));
        replies.ShouldAllBe(reply => reply == Talk.Fits);
        server.Requests.Count(request => request.Format == "json_schema").ShouldBe(2); // strict, and not
        server.Requests.Count(request => request.Format == "json_object").ShouldBe(8);
    }

    [Fact]
    public async Task A_schema_that_is_refused_for_itself_takes_nothing_from_the_others()
    {
        await using var server = new FakeServer((request, _) =>
            request.Format == "json_schema" && request.Body.Contains("maxLength", StringComparison.Ordinal)
                ? Error(400, """{"error":{"message":"Invalid schema for response_format 'claims': In context=('properties', 'text'), 'maxLength' is not permitted.","param":"response_format"}}""")
                : Says(request.Body.Contains("maxLength", StringComparison.Ordinal) ? Talk.Fits : """{"a":1}"""));
        using var talk = new Talk(server.Url);
        await talk.AskClaims();
        await talk.Ask(options: new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}""")) });
        await talk.AskClaims();
        server.Requests.Select(request => request.Format).ShouldBe(["json_schema", "json_schema", "json_object", "json_schema", "json_object"]);
    }

    [Theory]
    [InlineData("```json\n{}\n```")]
    [InlineData("{}")]
    [InlineData("Here are the claims you asked for.")]
    [InlineData("""{"claims":[{"text":"Water boils.","kind":"rumour"}]}""")]
    public async Task A_reply_that_does_not_fit_is_asked_for_once_more_with_the_reason(string unfit)
    {
        await using var server = new FakeServer(Says(unfit), Says(Talk.Fits), Says(Talk.Fits));
        using var talk = new Talk(server.Url);
        (await talk.AskClaims()).ShouldBe(Talk.Fits);
        server.Requests.Count.ShouldBe(2);
        ((string?)server.Requests[1].Json["messages"]!.AsArray()[^1]!["content"])!.ShouldStartWith("read this\n\nYour last reply was of no use: ");
        talk.Ledger.Usage.Calls.ShouldBe(2);

        // A server that holds a reply to its schema would not have sent this one: from now on the prompt says the schema as well.
        SystemMessage(server.Requests[0]).ShouldBeEmpty();
        SystemMessage(server.Requests[1]).ShouldContain("JSON schema");
        await talk.AskClaims();
        SystemMessage(server.Requests[2]).ShouldContain("JSON schema");
        server.Requests[2].Format.ShouldBe("json_schema");
    }

    [Fact]
    public async Task The_counts_of_both_replies_are_in_the_usage()
    {
        await using var server = new FakeServer(Says("{}"), Says(Talk.Fits));
        using var talk = new Talk(server.Url);
        var reply = await talk.Ask(options: new ChatOptions { ResponseFormat = Talk.Claims });
        (reply.Usage!.InputTokenCount, reply.Usage.OutputTokenCount).ShouldBe((22, 14));
        talk.Ledger.Usage.Tokens.ShouldBe(36);
    }

    [Fact]
    public async Task Two_replies_that_do_not_fit_are_an_error_that_says_why()
    {
        await using var server = new FakeServer(Says("""{"claims":[{"text":"Water boils."}]}"""));
        using var talk = new Talk(server.Url);
        var error = await Should.ThrowAsync<ModelReplyException>(talk.AskClaims);
        error.Message.ShouldEndWith("replied twice with something of no use: $.claims[0] lacks \"kind\"");
        error.Reply.ShouldContain("Water boils.");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_reply_that_was_cut_off_is_never_taken_for_whole()
    {
        const string cut = """{"claims":[{"text":"Water boils.","kind":"fact"},{"text":"Ice mel""";
        await using var server = new FakeServer(Events(Delta("content", cut), End("length"), "[DONE]"));
        using var talk = new Talk(server.Url);
        var reply = await talk.Ask(options: new ChatOptions { ResponseFormat = Talk.Claims });
        (reply.Text, reply.FinishReason).ShouldBe((cut, ChatFinishReason.Length));
        server.Requests.Count.ShouldBe(1);

        // A server that says "stop" after all the tokens it was allowed.
        await using var liar = new FakeServer(Events(Delta("content", cut), End("stop"), Usage(9, 64), "[DONE]"));
        using var other = new Talk(liar.Url);
        var second = await other.Ask(options: new ChatOptions { ResponseFormat = Talk.Claims, MaxOutputTokens = 64 });
        (second.Text, second.FinishReason).ShouldBe((cut, ChatFinishReason.Length));

        // One that fits is whole, however long it is.
        await using var full = new FakeServer(Events(Delta("content", Talk.Fits), End("stop"), Usage(9, 64), "[DONE]"));
        using var third = new Talk(full.Url);
        (await third.Ask(options: new ChatOptions { ResponseFormat = Talk.Claims, MaxOutputTokens = 64 })).FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task An_endless_reply_under_a_schema_is_cut_off()
    {
        var parts = Enumerable.Repeat("data: " + Delta("content", """{"claims":[""") + "\n\n", 1_000_000).Select(System.Text.Encoding.UTF8.GetBytes);
        await using var server = new FakeServer(new FakeAnswer { Type = "text/event-stream", Parts = parts });
        using var talk = new Talk(server.Url);
        (await talk.Ask(options: new ChatOptions { ResponseFormat = Talk.Claims, MaxOutputTokens = 32 })).FinishReason.ShouldBe(ChatFinishReason.Length);
        await server.Until(it => it.Left == 1);
    }

    /// <summary>Where the JSON stands when it is not in the content.</summary>
    public static TheoryData<string> Elsewhere =>
    [
        $$"""{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"claims","arguments":{{JsonValue.Create(Talk.Fits).ToJsonString()}} } }]},"finish_reason":"tool_calls"}]}""",
        $$"""{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"name":"claims","arguments":{{Talk.Fits}} } }]},"finish_reason":"tool_calls"}]}""",
        $$"""{"choices":[{"message":{"content":"","reasoning_content":{{JsonValue.Create(Talk.Fits).ToJsonString()}} },"finish_reason":"stop"}]}""",
        $$"""{"choices":[{"message":{"content":{{JsonValue.Create("<think>\nLet me see {\"claims\": …}</think>" + Talk.Fits).ToJsonString()}} },"finish_reason":"stop"}]}""",
    ];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Json_in_another_place_is_found(string body)
    {
        await using var server = new FakeServer(Whole(body));
        using var talk = new Talk(server.Url);
        JsonNode.DeepEquals(JsonNode.Parse(await talk.AskClaims()), JsonNode.Parse(Talk.Fits)).ShouldBeTrue();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Thinking_beside_the_reply_is_no_reply()
    {
        await using var server = new FakeServer(Events(Delta("reasoning_content", """{"claims":[]}"""), Delta("content", Talk.Fits), End("stop"), "[DONE]"));
        using var talk = new Talk(server.Url);
        (await talk.AskClaims()).ShouldBe(Talk.Fits);
    }

    [Fact]
    public async Task A_schema_that_could_not_be_checked_is_refused_before_anything_is_sent()
    {
        await using var server = new FakeServer(Says("{}"));
        using var talk = new Talk(server.Url);
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"$ref":"#/x"}}}""")) };
        (await Should.ThrowAsync<ArgumentException>(() => talk.Ask(options: options))).Message.ShouldContain("'$ref'");
        server.Requests.ShouldBeEmpty();
    }

    private static string SystemMessage(FakeRequest request) =>
        (string?)request.Json["messages"]!.AsArray().FirstOrDefault(message => (string?)message!["role"] == "system")?["content"] ?? "";
}
