namespace LlmWiki.Llama.Hub;

/// <summary>One file to fetch, and how to know that it is whole.</summary>
/// <param name="Source">An http or https address.</param>
/// <param name="Target">The full path it is to have. A file that stands there is replaced at the end.</param>
internal sealed record DownloadRequest(Uri Source, string Target)
{
    /// <summary>Sent to the host of <see cref="Source"/> and to no other that it redirects to.</summary>
    public string? Token { get; init; }

    /// <summary>Null where only the server can say it.</summary>
    public Checksum? Checksum { get; init; }

    /// <summary>
    /// The server tells size and SHA-256 as the Hugging Face hub does: <c>X-Linked-Size</c> and <c>X-Linked-Etag</c> on its own
    /// answer, which redirects to where the bytes lie; a mirror without them may give an ETag of 64 hexadecimal digits.
    /// </summary>
    public bool FromHub { get; init; }

    /// <summary>Looks at the finished bytes before they get their name; it throws where they are not what they should be.</summary>
    public Action<string>? Check { get; init; }

    public string Name => Path.GetFileName(Target);
}

/// <summary>How far a download is.</summary>
/// <param name="Total">Null where the server does not say.</param>
/// <param name="BytesPerSecond">Of the last seconds; 0 before the first are over.</param>
/// <param name="Trouble">Why it waits before it tries again; null while bytes come.</param>
internal sealed record DownloadProgress(string Name, long Bytes, long? Total, double BytesPerSecond, string? Trouble = null);

/// <param name="Actual">What its bytes come to.</param>
/// <param name="IsVerified">False where nobody said what they should come to.</param>
internal sealed record DownloadedFile(string Path, long Bytes, Checksum Actual, bool IsVerified);

/// <summary>The connection failed in a way that another try may mend.</summary>
internal sealed class BrokenConnectionException(string message, TimeSpan? wait = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? Wait { get; } = wait;
}

/// <summary>The server answered, and its answer is no.</summary>
/// <param name="code">The hub's <c>X-Error-Code</c>, such as GatedRepo.</param>
internal sealed class RefusedException(Uri address, int status, string? code) : Exception($"{address.Host} answered {status}")
{
    public Uri Address { get; } = address;

    public int Status { get; } = status;

    public string? Code { get; } = code;
}
