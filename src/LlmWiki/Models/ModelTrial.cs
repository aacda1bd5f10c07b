using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LlmWiki.Models;

/// <summary>How a model does on this machine.</summary>
/// <param name="PromptRate">Tokens of a prompt that are read in a second.</param>
/// <param name="OutputRate">Tokens that one call writes in a second.</param>
/// <param name="TogetherRate">Tokens that several calls side by side write in a second, their prompts included in the time.</param>
/// <param name="Together">How many those are.</param>
/// <param name="Asked">Replies that were asked for under a schema.</param>
/// <param name="Held">Those of them that parse, have the schema's keys and are whole.</param>
public sealed record ModelTrial(double PromptRate, double OutputRate, double TogetherRate, int Together, int Asked, int Held)
{
    private const int Replies = 8;
    private const int Written = 48;

    // Of an ordinary vocabulary; the poorest one takes three times as many.
    private const int TokensOfStage = 12;

    private static readonly JsonElement Schema = JsonDocument.Parse("""
        {"type":"object","properties":{"name":{"type":"string","maxLength":24},"kind":{"enum":["person","place","thing"]},"numbers":{"type":"array","maxItems":3,"items":{"type":"integer"}}},
        "required":["name","kind","numbers"],"additionalProperties":false}
        """).RootElement;

    /// <summary>Asks the model some things of no interest and takes the time. Takes seconds; minutes for a large model without a GPU.</summary>
    /// <param name="context">Tokens that one call may hold; the longest prompt is a quarter of it, or less.</param>
    /// <exception cref="WikiException">The model cannot be reached, or fails.</exception>
    public static async Task<ModelTrial> Of(TextEngine engine, int context, CancellationToken cancel)
    {
        // The first call is for what is done only once.
        await engine.Client.GetResponseAsync("Say yes.", new ChatOptions { MaxOutputTokens = 1 }, cancel);
        var text = string.Join(' ', Enumerable.Range(1, Math.Clamp(context / TokensOfStage / 4, 4, 60)).Select(number => $"Stage {number} of the tour led over a hill."));
        var (prompt, promptTime) = await Timed(engine, text, new ChatOptions { MaxOutputTokens = 1 }, cancel);
        var (output, outputTime) = await Timed(engine, "Tell of a tour by bicycle.", new ChatOptions { MaxOutputTokens = Written }, cancel);
        var start = Stopwatch.GetTimestamp();
        var replies = await Task.WhenAll(Enumerable.Range(1, Replies).Select(number => Under(engine, $"Describe stage {number}.", cancel)));
        var together = replies.Sum(reply => reply.Usage?.OutputTokenCount ?? 0) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new ModelTrial(
            Rate(prompt.Usage?.InputTokenCount, promptTime),
            Rate(output.Usage?.OutputTokenCount, outputTime),
            together,
            Math.Min(Replies, engine.Concurrency),
            Replies,
            replies.Count(Holds));
    }

    private static double Rate(long? tokens, TimeSpan time) => (tokens ?? 0) / Math.Max(time.TotalSeconds, 1e-6);

    private static async Task<(ChatResponse Reply, TimeSpan Time)> Timed(TextEngine engine, string text, ChatOptions options, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        return (await engine.Client.GetResponseAsync(text, options, cancel), Stopwatch.GetElapsedTime(start));
    }

    /// <summary>A reply that the engine itself calls useless counts as one that does not hold.</summary>
    private static async Task<ChatResponse> Under(TextEngine engine, string text, CancellationToken cancel)
    {
        try
        {
            var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema, "stage"), MaxOutputTokens = 200, Temperature = 0 };
            return await engine.Client.GetResponseAsync(text, options, cancel);
        }
        catch (ModelReplyException)
        {
            return new ChatResponse();
        }
    }

    private static bool Holds(ChatResponse reply)
    {
        try
        {
            using var json = JsonDocument.Parse(reply.Text);
            return reply.FinishReason != ChatFinishReason.Length && SchemaCheck.Problem(json.RootElement, Schema, "$") is null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
