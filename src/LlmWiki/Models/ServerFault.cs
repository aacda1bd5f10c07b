namespace LlmWiki.Models;

internal enum FaultKind
{
    /// <summary>The server does not take the request as it is: 400 and its like.</summary>
    Refused,

    /// <summary>Prompt and reply do not fit into the model's context.</summary>
    Context,

    /// <summary>401, 403.</summary>
    Key,

    /// <summary>404: the model, or the address.</summary>
    NotFound,

    /// <summary>The account is used up.</summary>
    Quota,

    /// <summary>429.</summary>
    Busy,

    /// <summary>5xx, or an error in the middle of a reply.</summary>
    Broken,

    /// <summary>Nothing came for too long.</summary>
    Timeout,

    /// <summary>The connection ended before the reply did.</summary>
    Cut,

    /// <summary>No connection.</summary>
    Unreachable,

    /// <summary>No secure connection.</summary>
    Tls,

    /// <summary>What answers speaks something else: a web page, a redirect, no UTF-8.</summary>
    NotAnApi,
}

/// <summary>A request that got no reply, and why.</summary>
/// <param name="status">0 where there was no answer.</param>
/// <param name="text">What the server said, without the key; may be empty.</param>
internal sealed class ServerFault(FaultKind kind, int status, string text, Exception? inner = null) : Exception(text, inner)
{
    public FaultKind Kind { get; } = kind;

    public int Status { get; } = status;

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The whole error text, for what can be learned from it.</summary>
    public string Details { get; init; } = text;
}
