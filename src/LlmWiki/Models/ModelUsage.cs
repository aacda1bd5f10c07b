namespace LlmWiki.Models;

/// <summary>What calls of a model took.</summary>
/// <param name="Calls">Replies, and those that broke off after their first word.</param>
/// <param name="PromptTokens">Of all prompts, the cached part included.</param>
/// <param name="CachedPromptTokens">Those the engine had from a call before; 0 where it does not say.</param>
/// <param name="OutputTokens">Of all replies, thinking included.</param>
/// <param name="Seconds">Of all calls, added up: calls at one time count each.</param>
public sealed record ModelUsage(long Calls, long PromptTokens, long CachedPromptTokens, long OutputTokens, double Seconds)
{
    public static ModelUsage None { get; } = new(0, 0, 0, 0, 0);

    public long Tokens => PromptTokens + OutputTokens;

    public static ModelUsage operator +(ModelUsage left, ModelUsage right) => new(
        left.Calls + right.Calls,
        left.PromptTokens + right.PromptTokens,
        left.CachedPromptTokens + right.CachedPromptTokens,
        left.OutputTokens + right.OutputTokens,
        left.Seconds + right.Seconds);
}
