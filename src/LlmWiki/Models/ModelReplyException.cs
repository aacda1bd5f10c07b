namespace LlmWiki.Models;

/// <summary>
/// A model answered, and twice with something that is no use: no text, a refusal, or no JSON of the asked shape. No fault of the person's:
/// the caller goes on without this reply.
/// </summary>
public sealed class ModelReplyException(string message, string reply) : Exception(message)
{
    /// <summary>What the model said last; may be empty.</summary>
    public string Reply { get; } = reply;
}
