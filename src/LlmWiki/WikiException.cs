namespace LlmWiki;

/// <summary>
/// Something a person can understand and mend: the message names the file or key, the hint says what to do next.
/// The command line prints both without a stack trace; every other exception is a defect of ours.
/// </summary>
public sealed class WikiException(string message, string? hint = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to type or change next; null where the message says it all.</summary>
    public string? Hint { get; } = hint;
}
