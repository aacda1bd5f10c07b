namespace LlmWiki.Claims;

/// <summary>Reply to <c>describe-page</c>.</summary>
/// <param name="Claims">The numbers, in the prompt, of those that it rests on.</param>
internal sealed record DescriptionReply(string Description, IReadOnlyList<int> Claims);
