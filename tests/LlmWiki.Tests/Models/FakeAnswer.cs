using System.Text;
using System.Text.Json.Nodes;

namespace LlmWiki.Tests.Models;

/// <summary>What the fake server sends back.</summary>
internal sealed record FakeAnswer
{
    public int Status { get; init; } = 200;

    public string Type { get; init; } = "application/json";

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Sent one after the other; may have no end.</summary>
    public IEnumerable<byte[]> Parts { get; init; } = [];

    /// <summary>The client is told that more is to come, and it does not.</summary>
    public bool IsCut { get; init; }

    /// <summary>As <see cref="IsCut"/>, by a reset of the connection.</summary>
    public bool IsReset { get; init; }

    /// <summary>After the parts nothing more happens.</summary>
    public bool Hangs { get; init; }

    /// <summary>No answer at all.</summary>
    public static FakeAnswer Silence { get; } = new() { Status = 0, Hangs = true };

    /// <summary>A connection that ends before the answer has begun.</summary>
    public static FakeAnswer Nothing { get; } = new() { Status = 0 };

    public static FakeAnswer Error(int status, string body) => new() { Status = status, Parts = [Bytes(body)] };

    public static FakeAnswer Page(int status, string html) => Error(status, html) with { Type = "text/html; charset=utf-8" };

    /// <summary>A reply in one piece, as from a server that does not stream.</summary>
    public static FakeAnswer Whole(string json) => new() { Parts = [Bytes(json)] };

    /// <summary>A streamed reply of these texts, as OpenAI sends it.</summary>
    public static FakeAnswer Says(params string[] texts) => Events([.. texts.Select(text => Delta("content", text)), End("stop"), Usage(11, 7), "[DONE]"]);

    /// <summary>These events, each as it is.</summary>
    public static FakeAnswer Events(params string[] data) => Lines([.. data.Select(line => $"data: {line}\n\n")]);

    public static FakeAnswer Lines(params string[] lines) => new() { Type = "text/event-stream", Parts = lines.Select(Bytes) };

    public static string Delta(string field, string text) => new JsonObject
    {
        ["id"] = "reply-1",
        ["model"] = "tiny",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject { [field] = text }, ["finish_reason"] = null }),
    }.ToJsonString();

    public static string End(string reason) => $$"""{"id":"reply-1","choices":[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]}""";

    public static string Usage(int input, int output, int cached = 0) =>
        $$$"""{"choices":[],"usage":{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"prompt_tokens_details":{"cached_tokens":{{{cached}}} } } }""";

    public async Task Write(Stream stream, CancellationToken cancel)
    {
        if (Status != 0)
        {
            var headers = string.Concat(Headers.Append(("Content-Type", Type)).Append(("Transfer-Encoding", "chunked")).Append(("Connection", "close")).Select(header => $"{header.Item1}: {header.Item2}\r\n"));
            await stream.WriteAsync(Bytes($"HTTP/1.1 {Status} Some reason\r\n{headers}\r\n"), cancel);
        }

        foreach (var part in Parts)
        {
            await stream.WriteAsync(Bytes($"{part.Length:x}\r\n"), cancel);
            await stream.WriteAsync(part, cancel);
            await stream.WriteAsync(Bytes("\r\n"), cancel);
        }

        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }

        if (Status != 0 && !IsCut && !IsReset)
        {
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancel);
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
