using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LlmWiki.Models;

namespace LlmWiki.Lint.Deep;

/// <summary>Reply to <c>judge-pair</c>. The quotes come first: what a model has read out it judges better.</summary>
internal sealed record PairReply(string QuoteA, string QuoteB, string Verdict)
{
    public const string Contradiction = "contradiction";
    public const string Superseded = "superseded";

    public static readonly string[] Verdicts = [Contradiction, Superseded, "different-scope", "reported-speech", "consistent"];

    public static ReplyShape<PairReply> Shape { get; } = new("verdict", DeepReplyTypes.Default.PairReply, new Dictionary<string, JsonObject>
    {
        ["quote_a"] = Bounds.Letters(DeepQuote.MostLetters),
        ["quote_b"] = Bounds.Letters(DeepQuote.MostLetters),
        ["verdict"] = Bounds.OneOf(Verdicts),
    });
}

/// <summary>Reply to <c>ask-page</c>.</summary>
/// <param name="Quote">Empty with a no.</param>
internal sealed record PageReply(string Quote, string Answer)
{
    public const string Yes = "yes";
    public const string No = "no";

    public static ReplyShape<PageReply> Shape { get; } = new("answer", DeepReplyTypes.Default.PageReply, new Dictionary<string, JsonObject>
    {
        ["quote"] = new() { ["maxLength"] = DeepQuote.MostLetters },
        ["answer"] = Bounds.OneOf([Yes, No]),
    });
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PairReply))]
[JsonSerializable(typeof(PageReply))]
internal sealed partial class DeepReplyTypes : JsonSerializerContext;
