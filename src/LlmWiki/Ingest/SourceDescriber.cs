using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;
using LlmWiki.Storage;
using LlmWiki.Text;
using Microsoft.Extensions.AI;

namespace LlmWiki.Ingest;

/// <summary>
/// Lets a model choose the statement that says best what a source is about. It answers with a number; the words are the source's. A reply
/// is kept, so that a question is asked once; one that is of no use leaves the choice to code.
/// </summary>
internal sealed class SourceDescriber(TextEngine engine, SourceCache replies)
{
    private const string ReplyVersion = "describe-source 1";
    private const int MostStatements = 8;

    // A token is never less than a byte, so eight of these and the prompt's own words fit into 2,048 tokens in any script.
    private const int MostBytes = 190;
    private const int MostOutput = 24;

    private static readonly Prompt Prompt = Prompt.Load("describe-source", "title", "statements");

    private readonly Lock _gate = new();
    private int _asked;
    private int _remembered;
    private int _unusable;
    private ModelUsage _usage = ModelUsage.None;

    public ModelShare Share => new(_asked, _remembered, _unusable, _usage);

    /// <summary>The readings, each with the statement that was chosen for it.</summary>
    public List<Reading> Describe(IReadOnlyCollection<Reading> readings, IProgress<IngestProgress>? progress, CancellationToken cancel)
    {
        var described = new ConcurrentBag<Reading>();
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = engine.Concurrency, CancellationToken = cancel };
        Parallel.ForEachAsync(readings, options, async (reading, stop) =>
        {
            progress?.Report(new IngestProgress(IngestStage.Asking, reading.Source.Path.Value, Volatile.Read(ref done), readings.Count));
            described.Add(reading with { Description = await Choose(reading, stop) });
            Interlocked.Increment(ref done);
        }).GetAwaiter().GetResult();
        return [.. described.OrderBy(reading => reading.Source.Path)];
    }

    /// <summary>
    /// The choice as the page of a source shows it, so that it holds without the model, and without anything but the wiki. Null where the
    /// page says something else, or there is none.
    /// </summary>
    public static string? Kept(Reading reading, string? description) =>
        description is null ? null : Choices(reading).FirstOrDefault(text => SourcePage.ShortDescription(text) == description);

    /// <summary>Null where there is nothing to choose, or the reply is of no use.</summary>
    private async Task<string?> Choose(Reading reading, CancellationToken cancel)
    {
        var choices = Choices(reading).ToList();
        if (choices.Count < 2 || reading.Source.Metadata.Description is not null)
        {
            return null;
        }

        var reply = await Reply(Messages(reading, choices), choices.Count, cancel);
        return reply is { } number ? choices[number - 1] : null;
    }

    private static IEnumerable<string> Choices(Reading reading) =>
        reading.Claims.Where(claim => claim.Kind is ClaimKind.Statement or ClaimKind.Definition).Take(MostStatements).Select(claim => claim.First.Text);

    private static IReadOnlyList<ChatMessage> Messages(Reading reading, List<string> choices)
    {
        var lines = choices.Select((text, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {Fitting(text)}"));
        return Prompt.Render(new Dictionary<string, string>
        {
            ["title"] = Fitting(reading.Source.Metadata.Title ?? reading.Source.Path.Name),
            ["statements"] = string.Join('\n', lines),
        });
    }

    private static string Fitting(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var letters = Math.Min(line.Length, MostBytes);
        while (Encoding.UTF8.GetByteCount(line.AsSpan(0, letters)) > MostBytes)
        {
            letters -= 8;
        }

        return TopicPage.Shorten(line, letters);
    }

    private async Task<int?> Reply(IReadOnlyList<ChatMessage> messages, int count, CancellationToken cancel)
    {
        var key = ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\0', messages.Select(message => message.Text).Prepend(engine.Name))));
        if (replies.Get(key, ReplyVersion) is { } kept)
        {
            Interlocked.Increment(ref _remembered);
            return Number(Encoding.UTF8.GetString(kept), count);
        }

        var text = await Ask(messages, count, cancel);
        var number = Number(text, count);
        Interlocked.Add(ref _unusable, number is null ? 1 : 0);
        replies.Put(key, ReplyVersion, Encoding.UTF8.GetBytes(text));
        return number;
    }

    private async Task<string> Ask(IReadOnlyList<ChatMessage> messages, int count, CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema(count), "choice"), MaxOutputTokens = MostOutput, Temperature = 0 };
            var response = await engine.Client.GetResponseAsync(messages, options, cancel);
            Count(response.Usage, Stopwatch.GetElapsedTime(start));
            return response.Text;
        }
        catch (ModelReplyException)
        {
            return "";
        }
    }

    private void Count(UsageDetails? usage, TimeSpan elapsed)
    {
        var used = new ModelUsage(1, usage?.InputTokenCount ?? 0, usage?.CachedInputTokenCount ?? 0, usage?.OutputTokenCount ?? 0, elapsed.TotalSeconds);
        lock (_gate)
        {
            _usage += used;
        }
    }

    private static JsonElement Schema(int count)
    {
        var numbers = string.Join(',', Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        return JsonDocument.Parse($$$"""
            {"type":"object","properties":{"statement":{"enum":[{{{numbers}}}]}},"required":["statement"],"additionalProperties":false}
            """).RootElement;
    }

    private static int? Number(string reply, int count)
    {
        try
        {
            using var json = JsonDocument.Parse(reply);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("statement", out var value)
                && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 1 && number <= count ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
