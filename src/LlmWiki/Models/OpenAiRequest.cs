using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>One message as the API takes it.</summary>
internal sealed record RequestMessage(string Role, string Text);

/// <summary>One call, before it is known how the server wants it.</summary>
/// <param name="MaxTokens">Of the reply.</param>
internal sealed partial record OpenAiRequest(string Model, ImmutableArray<RequestMessage> Messages, ChatOptions Options, ReplySchema? Schema, int MaxTokens)
{
    public const string OldLimit = "max_tokens";
    public const string NewLimit = "max_completion_tokens";

    /// <summary>Parameters a server may do without.</summary>
    public static ImmutableArray<string> Spare { get; } =
    [
        "chat_template_kwargs", "stream_options", "temperature", "top_p", "seed", "stop", "frequency_penalty", "presence_penalty", "stream", OldLimit, NewLimit,
    ];

    /// <summary>Said to the model after a reply that did not fit; null in the first try.</summary>
    public string? Note { get; init; }

    /// <exception cref="NotSupportedException">The call has something else than text in it.</exception>
    public static OpenAiRequest Of(IEnumerable<ChatMessage> messages, ChatOptions? options, OpenAiServer server)
    {
        options ??= new ChatOptions();
        if (options.Tools is { Count: > 0 })
        {
            throw new NotSupportedException("the openai engine calls no tools");
        }

        var system = options.Instructions is { } instructions ? [new RequestMessage("system", instructions)] : Enumerable.Empty<RequestMessage>();
        return new OpenAiRequest(
            options.ModelId ?? server.Model,
            [.. system.Concat(messages.Select(Message))],
            options,
            options.ResponseFormat is ChatResponseFormatJson json ? new ReplySchema(json.Schema ?? AnyObject) : null,
            Math.Min(options.MaxOutputTokens ?? server.MaxTokensPerCall, server.MaxTokensPerCall));
    }

    /// <summary>The request as JSON, the way this server takes it.</summary>
    public JsonObject Body(ServerHabits habits)
    {
        var body = new JsonObject { ["model"] = Model, ["messages"] = Shaped(habits) };
        Add(body, habits, habits.Limit, MaxTokens);
        Add(body, habits, "temperature", Options.Temperature is { } heat ? Math.Round((double)heat, 4) : null);
        Add(body, habits, "top_p", Options.TopP is { } part ? Math.Round((double)part, 4) : null);
        Add(body, habits, "seed", Options.Seed);
        Add(body, habits, "frequency_penalty", Options.FrequencyPenalty);
        Add(body, habits, "presence_penalty", Options.PresencePenalty);
        Add(body, habits, "stop", Options.StopSequences is { Count: > 0 } stops ? new JsonArray([.. stops.Select(stop => JsonValue.Create(stop))]) : null);
        Thinking(body, habits);
        Format(body, habits);

        // Streamed, so that an endless reply can be cut, and the server sees at once when nobody waits any more.
        Add(body, habits, "stream", true);
        Add(body, habits, "stream_options", body.ContainsKey("stream") ? new JsonObject { ["include_usage"] = true } : null);
        return body;
    }

    /// <summary>The prompt's tokens, about.</summary>
    public int PromptTokens() => Messages.Sum(message => TokenEstimate.Of(message.Text) + 4) + (Schema is null ? 0 : TokenEstimate.Of(Schema.Text));

    private static JsonElement AnyObject { get; } = JsonElement.Parse("""{"type":"object"}""");

    private static RequestMessage Message(ChatMessage message)
    {
        if (message.Contents.FirstOrDefault(content => content is not (TextContent or TextReasoningContent)) is { } other)
        {
            throw new NotSupportedException($"the openai engine sends text only, not {other.GetType().Name}");
        }

        return new RequestMessage(message.Role.Value, message.Text);
    }

    private static void Add(JsonObject body, ServerHabits habits, string name, JsonNode? value)
    {
        if (value is not null && !habits.LeftOut.Contains(name))
        {
            body[name] = value;
        }
    }

    private void Thinking(JsonObject body, ServerHabits habits)
    {
        var asked = Options.Reasoning?.Effort switch
        {
            ReasoningEffort.Low => "low",
            ReasoningEffort.Medium => "medium",
            ReasoningEffort.High => "high",
            ReasoningEffort.ExtraHigh => "xhigh",
            _ => null,
        };
        if (habits.Effort is not null)
        {
            body["reasoning_effort"] = asked ?? habits.Effort;
        }

        Add(body, habits, "chat_template_kwargs", new JsonObject { ["enable_thinking"] = asked is not null });
    }

    private void Format(JsonObject body, ServerHabits habits)
    {
        switch (Schema is null ? JsonForm.Text : habits.FormFor(Schema))
        {
            case JsonForm.Object:
                body["response_format"] = new JsonObject { ["type"] = "json_object" };
                break;
            case JsonForm.Strict or JsonForm.Schema:
                body["response_format"] = new JsonObject
                {
                    ["type"] = "json_schema",
                    ["json_schema"] = new JsonObject
                    {
                        ["name"] = Options.ResponseFormat is ChatResponseFormatJson { SchemaName: { Length: > 0 } name } ? NoName().Replace(name, "_") : "reply",
                        ["strict"] = habits.FormFor(Schema!) == JsonForm.Strict,
                        ["schema"] = JsonNode.Parse(Schema!.Text),
                    },
                };
                break;
        }
    }

    private JsonArray Shaped(ServerHabits habits)
    {
        List<RequestMessage> messages = [.. Messages];
        if (Schema is not null && (habits.IgnoresSchema || habits.FormFor(Schema) >= JsonForm.Object))
        {
            // In the system message, which is the same for all calls of one job, so that servers find it in their cache.
            var asked = "Reply with one JSON value that fits this JSON schema, and with nothing else:\n" + Schema.Text;
            var at = messages.FindIndex(message => message.Role == "system");
            messages.Insert(Math.Max(at, 0), new RequestMessage("system", at < 0 ? asked : messages[at].Text + "\n\n" + asked));
            messages.RemoveRange(at < 0 ? 0 : at + 1, at < 0 ? 0 : 1);
        }

        if (!habits.SystemRole && messages is [{ Role: "system" } system, { Role: "user" } user, ..])
        {
            messages.RemoveAt(0);
            messages[0] = user with { Text = system.Text + "\n\n" + user.Text };
        }

        if (Note is not null && messages is [.., var last])
        {
            // Within the last message: many chat templates take roles only in turn.
            messages[^1] = last with { Text = last.Text + "\n\n" + Note };
        }

        return new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role, ["content"] = Whole(message.Text) })]);
    }

    /// <summary>Half of a surrogate pair, which a source may hold, has no form in UTF-8.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NoName();
}
