using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>What one event of a streamed reply, or the whole of another, holds; what it lacks is empty or null.</summary>
internal sealed record ReplyPiece
{
    public string Text { get; init; } = "";

    /// <summary>Thinking that the server keeps apart from the reply.</summary>
    public string Thinking { get; init; } = "";

    /// <summary>The arguments of a tool call: where some models put the JSON they were asked for.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>Why the model does not reply.</summary>
    public string Refusal { get; init; } = "";

    /// <summary>As the server says it: stop, length, …</summary>
    public string? Finish { get; init; }

    public UsageDetails? Usage { get; init; }

    public string? Id { get; init; }

    public string? Model { get; init; }

    /// <exception cref="InvalidOperationException">A string in it is no text: half of a surrogate pair.</exception>
    public static ReplyPiece Of(JsonElement json)
    {
        var choice = Inner(json, "choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0 ? choices[0] : default;
        var message = Inner(choice, "delta") ?? Inner(choice, "message") ?? default;
        return new ReplyPiece
        {
            Text = Content(Inner(message, "content")),
            Thinking = String(message, "reasoning_content") ?? String(message, "reasoning") ?? String(message, "thinking") ?? "",
            Arguments = Call(message),
            Refusal = String(message, "refusal") ?? "",
            Finish = String(choice, "finish_reason") is { Length: > 0 } finish and not "null" ? finish : null,
            Usage = Inner(json, "usage") is { ValueKind: JsonValueKind.Object } usage ? Count(usage) : null,
            Id = String(json, "id"),
            Model = String(json, "model"),
        };
    }

    /// <summary>The error an answer says it is, as JSON; null where it is none.</summary>
    public static JsonElement? Error(JsonElement json) =>
        Inner(json, "error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error ? error
        : String(json, "object") == "error" ? json
        : null;

    /// <summary>The status that an error within an answer says it is; 200, that of the answer, where it says none.</summary>
    public static int Status(JsonElement error)
    {
        foreach (var name in (string[])["code", "status", "status_code"])
        {
            if (Inner(error, name) is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var status) && status is >= 400 and < 600)
            {
                return status;
            }
        }

        return 200;
    }

    private static UsageDetails? Count(JsonElement usage)
    {
        var (input, output) = (Number(usage, "prompt_tokens"), Number(usage, "completion_tokens"));
        return input is null && output is null ? null : new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = (input ?? 0) + (output ?? 0),
            CachedInputTokenCount = Number(Inner(usage, "prompt_tokens_details") ?? default, "cached_tokens") ?? Number(usage, "prompt_cache_hit_tokens"),
            ReasoningTokenCount = Number(Inner(usage, "completion_tokens_details") ?? default, "reasoning_tokens"),
        };
    }

    /// <summary>A text, or the text parts of a list.</summary>
    private static string Content(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } parts => string.Concat(parts.EnumerateArray().Select(part => String(part, "text") ?? "")),
        _ => "",
    };

    private static string Call(JsonElement message)
    {
        if (Inner(message, "tool_calls") is not { ValueKind: JsonValueKind.Array } calls || calls.GetArrayLength() == 0)
        {
            return "";
        }

        return Inner(Inner(calls[0], "function") ?? default, "arguments") switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { ValueKind: JsonValueKind.Object } json => json.GetRawText(),
            _ => "",
        };
    }

    private static JsonElement? Inner(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var inner) && inner.ValueKind != JsonValueKind.Null ? inner : null;

    private static string? String(JsonElement json, string name) => Inner(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        Inner(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) && count is >= 0 and < int.MaxValue ? count : null;
}
