using System.Net;
using System.Net.Http.Headers;

namespace LlmWiki.Llama.Hub;

/// <summary>What a server's answer says of the file.</summary>
/// <param name="From">The first byte it sends: 0 for a whole file, -1 for a range that it does not name.</param>
/// <param name="Total">The size of the whole file; null where nobody says it.</param>
/// <param name="Tag">A strong ETag: the bytes are the same while it is.</param>
/// <param name="EndIsKnown">A connection that breaks off can be told from the end of the file.</param>
/// <param name="IsComplete">There is nothing to send after the bytes that are there.</param>
internal sealed record Told(
    long From, long? Total, Checksum? Checksum, string? Tag, DateTimeOffset? Modified, bool EndIsKnown, bool IsComplete)
{
    /// <exception cref="WikiException">It contradicts itself or what was to be expected.</exception>
    /// <exception cref="RefusedException">A range was refused that nobody asked for.</exception>
    public static Told By(WireAnswer answer, DownloadRequest request, long asked)
    {
        var (response, headers) = (answer.Response, answer.Response.Content.Headers);
        var complete = response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable;
        if (complete && asked == 0)
        {
            throw new RefusedException(request.Source, (int)response.StatusCode, code: null);
        }

        long? sent = response.StatusCode == HttpStatusCode.OK ? headers.ContentLength : headers.ContentRange?.Length;
        var promised = request.FromHub ? answer.LinkedSize : null;
        if (!complete && sent is { } size && promised is { } other && size != other)
        {
            throw new WikiException(
                $"'{request.Name}' is to have {other} bytes, and '{request.Source.Host}' sends {size}",
                "a proxy or a sign-in page may stand between; try again later");
        }

        return new Told(
            response.StatusCode == HttpStatusCode.OK ? 0 : complete ? sent ?? -1 : headers.ContentRange?.From ?? -1,
            promised ?? sent,
            request.Checksum ?? (request.FromHub ? HubSum(answer) : null),
            response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null,
            headers.LastModified,
            headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true || response.Version.Major > 1,
            complete);
    }

    public PartMark Mark(DownloadRequest request) => new(PartMark.SourceOf(request.Source), Tag, Modified, Checksum?.ToString(), Total);

    // Behind a redirect an ETag of 64 digits may be the sum of something else: Xet storage has a hash of its own.
    private static Checksum? HubSum(WireAnswer answer) => answer switch
    {
        { LinkedTag: { } linked } => Checksum.Sha256(linked),
        { LeftHost: false, Response.Headers.ETag.Tag: { } tag } => Checksum.Sha256(tag),
        _ => null,
    };
}

/// <summary>Where to go on.</summary>
/// <param name="From">Bytes that are there; 0 to begin anew.</param>
/// <param name="IfSame">Null where a checksum will tell.</param>
internal sealed record Resume(long From, RangeConditionHeaderValue? IfSame, PartMark? Mark)
{
    private static readonly Resume Anew = new(0, null, null);

    public static Resume Of(DownloadRequest request, PartFile part)
    {
        if (part.Length == 0 || part.Mark() is not { } mark || part.Length > mark.Size)
        {
            return Anew;
        }

        if (mark.Checksum is not null)
        {
            return request.Checksum is { } other && other != mark.Checksum ? Anew : new Resume(part.Length, null, mark);
        }

        return mark switch
        {
            _ when mark.Source != PartMark.SourceOf(request.Source) => Anew,
            { Tag: { } tag } => new Resume(part.Length, new RangeConditionHeaderValue(new EntityTagHeaderValue(tag)), mark),
            { Modified: { } modified } => new Resume(part.Length, new RangeConditionHeaderValue(modified), mark),
            _ => Anew,
        };
    }

    /// <summary>False where the rest that the server sends is not the rest of what is there.</summary>
    public bool Fits(Told told)
    {
        if (told.From == 0)
        {
            return true;
        }

        if (Mark is null || told.From != From || (Mark.Size is { } size && told.Total is { } total && size != total))
        {
            return false;
        }

        return Mark.Checksum is not null
            ? Mark.Checksum == told.Checksum
            : told.Tag is null ? !told.IsComplete && IfSame?.Date is not null : told.Tag == Mark.Tag;
    }
}
