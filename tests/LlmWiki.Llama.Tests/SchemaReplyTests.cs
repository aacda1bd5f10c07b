using System.Text.Json;
using LlmWiki.Llama.Tests.Grammar;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama.Tests;

/// <summary>A model of random weights has no wish to write JSON; what holds it is the grammar alone.</summary>
public sealed class SchemaReplyTests(TinyEngine tiny) : IClassFixture<TinyEngine>
{
    private const int Replies = 1000;

    private static readonly string[] Schemas =
    [
        """{"type":"object","properties":{"claims":{"type":"array","maxItems":4,"items":{"type":"object","properties":{"topic":{"type":"string","maxLength":20},"kind":{"enum":["definition","statement","quote"]},"passages":{"type":"array","minItems":1,"maxItems":3,"items":{"enum":[1,2,3,17,18]}}},"required":["topic","kind","passages"],"additionalProperties":false}}},"required":["claims"],"additionalProperties":false}""",
        """{"type":"object","properties":{"same":{"type":"boolean"},"evidence":{"type":["string","null"],"maxLength":30}},"required":["same","evidence"],"additionalProperties":false}""",
        """{"type":"array","minItems":2,"maxItems":5,"items":{"type":"integer","minimum":-7,"maximum":1024}}""",
        """{"type":"string","minLength":3,"maxLength":60}""",
        """{"anyOf":[{"type":"object","properties":{"page":{"enum":["Adam","Weight decay","\"quoted\"","日本語"]}},"required":["page"],"additionalProperties":false},{"const":"new"}]}""",
        """{"type":"number"}""",
        """{"type":"object","properties":{"a":{"type":"string","maxLength":8},"b":{"type":"string","maxLength":8},"c":{"type":"integer"}},"required":["b"],"additionalProperties":false}""",
        """{"$defs":{"node":{"type":"object","properties":{"name":{"type":"string","maxLength":5},"parts":{"type":"array","maxItems":1,"items":{"$ref":"#/$defs/node"}}},"required":["name"],"additionalProperties":false}},"$ref":"#/$defs/node"}""",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_replies_under_a_schema_all_parse_and_fit_it()
    {
        var schemas = Schemas.Select(text => JsonDocument.Parse(text).RootElement).ToList();
        var problems = await Task.WhenAll(Enumerable.Range(0, Replies).Select(number => Problem(schemas[number % schemas.Count], number)));
        problems.OfType<string>().ShouldBeEmpty();
        problems.Length.ShouldBe(Replies);
    }

    [Fact]
    public async Task The_steps_of_the_ladder_are_counted()
    {
        var reply = await Ask(JsonDocument.Parse(Schemas[0]).RootElement, 0);
        var passes = reply.Usage!.AdditionalCounts!.Where(count => count.Key.StartsWith("grammar_", StringComparison.Ordinal)).ToDictionary(count => count.Key, count => count.Value);
        passes.Keys.ShouldBe(["grammar_1", "grammar_64", "grammar_512", "grammar_4096", "grammar_all"]);
        passes.Values.Sum().ShouldBe(reply.Usage.OutputTokenCount!.Value);
    }

    [Fact]
    public async Task A_schema_that_cannot_be_held_is_an_error_and_no_free_reply()
    {
        var schema = JsonDocument.Parse("""{"type":"string","pattern":"^a+$"}""").RootElement;
        (await Should.ThrowAsync<WikiException>(Ask(schema, 0))).Message.ShouldContain("pattern");
        await Should.ThrowAsync<NotSupportedException>(tiny.Client.GetResponseAsync("Hi", new ChatOptions { ResponseFormat = ChatResponseFormat.Json }, Cancel));
    }

    [Fact]
    public void A_grammar_that_does_not_parse_is_an_error() =>
        Should.Throw<WikiException>(() => tiny.Engine.Model.Vocabulary.Grammar("root ::= nothing-of-this-name"));

    private async Task<string?> Problem(JsonElement schema, int number)
    {
        var reply = await Ask(schema, number);
        if (reply.FinishReason != ChatFinishReason.Stop)
        {
            return $"{number}: cut after {reply.Usage!.OutputTokenCount} tokens: {reply.Text}";
        }

        try
        {
            using var json = JsonDocument.Parse(reply.Text);
            return SchemaCheck.Valid(schema, schema, json.RootElement) ? null : $"{number} does not fit: {reply.Text}";
        }
        catch (JsonException error)
        {
            return $"{number}: {error.Message} {reply.Text}";
        }
    }

    /// <summary>Every second reply is greedy, the others are drawn.</summary>
    private Task<ChatResponse> Ask(JsonElement schema, int number) => tiny.Client.GetResponseAsync(
        $"Reply {number}",
        new ChatOptions { MaxOutputTokens = 600, ResponseFormat = ChatResponseFormat.ForJsonSchema(schema), Temperature = number % 2 == 0 ? 0 : 1.2f, Seed = number },
        Cancel);
}
