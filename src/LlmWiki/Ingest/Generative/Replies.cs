using System.Text.Json.Serialization;
using LlmWiki.Claims;

namespace LlmWiki.Ingest.Generative;

/// <summary>Reply to <c>extract-claims</c>.</summary>
internal sealed record ClaimsReply(IReadOnlyList<ClaimReply> Claims);

/// <param name="Passages">Their numbers in the prompt.</param>
internal sealed record ClaimReply(string Topic, string Text, IReadOnlyList<int> Passages);

/// <summary>Reply to <c>same-thing</c>.</summary>
internal sealed record SameReply(IReadOnlyList<SameChoice> Answers);

/// <param name="Page">The number of the page that is about the same thing; 0 for none.</param>
internal sealed record SameChoice(int Name, int Page);

/// <summary>Reply to <c>compose-section</c>.</summary>
internal sealed record PlacesReply(IReadOnlyList<PlaceChoice> Places);

internal sealed record PlaceChoice(int Claim, string Section);

/// <summary>Reply to <c>describe-source</c>.</summary>
internal sealed record StatementReply(int Statement);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClaimsReply))]
[JsonSerializable(typeof(SameReply))]
[JsonSerializable(typeof(PlacesReply))]
[JsonSerializable(typeof(DescriptionReply))]
[JsonSerializable(typeof(StatementReply))]
internal sealed partial class ReplyTypes : JsonSerializerContext;
