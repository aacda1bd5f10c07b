using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace LlmWiki.Llama.Hub;

/// <summary>What to ask for.</summary>
/// <param name="Token">For the first host only.</param>
/// <param name="From">Bytes that are there already.</param>
/// <param name="IfSame">Ask for the rest only where the file is still the one that this names.</param>
internal sealed record WireQuestion(Uri Address, string? Token, long From = 0, RangeConditionHeaderValue? IfSame = null);

/// <param name="Response">Its body is not read yet.</param>
/// <param name="LinkedTag">What the first host says of the file behind its redirect; null where it does not.</param>
/// <param name="LeftHost">The bytes come from another host than was asked.</param>
internal sealed record WireAnswer(HttpResponseMessage Response, string? LinkedTag, long? LinkedSize, bool LeftHost) : IDisposable
{
    public void Dispose() => Response.Dispose();
}

/// <summary>
/// HTTP GET that follows redirects itself: the token stays with the host it was meant for, and the headers of the first answer are
/// seen. Only statuses 200, 206 and 416 come back; all others are exceptions.
/// </summary>
internal sealed class Wire : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    public Wire(TimeProvider time)
    {
        // No overall limit: a model takes hours on a slow line. The downloader watches that bytes come.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(20) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("llm-wiki");
        _time = time;
    }

    public void Dispose() => _client.Dispose();

    /// <exception cref="BrokenConnectionException">No answer, or one that says "later".</exception>
    /// <exception cref="RefusedException">Another status.</exception>
    public async Task<WireAnswer> Get(WireQuestion question, CancellationToken cancel)
    {
        var address = question.Address;
        (string? Tag, long? Size) linked = default;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var atHome = IsSameHost(address, question.Address);
            var response = await Send(Message(question with { Address = address, Token = atHome ? question.Token : null }), cancel);
            if (atHome)
            {
                linked = (linked.Tag ?? Header(response, "X-Linked-Etag"), linked.Size ?? Size(Header(response, "X-Linked-Size")));
            }

            if (Onward(response, address) is not { } next)
            {
                return new WireAnswer(Accepted(response, address), linked.Tag, linked.Size, LeftHost: !atHome);
            }

            response.Dispose();
            address = next;
        }

        throw new WikiException($"'{question.Address}' redirects more than {MostRedirects} times");
    }

    private static bool IsSameHost(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static HttpRequestMessage Message(WireQuestion question)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, question.Address);

        // Compressed bytes would have another size and sum, and no middle to go on from.
        message.Headers.AcceptEncoding.ParseAdd("identity");
        if (question.Token is { } token)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (question.From > 0)
        {
            message.Headers.Range = new RangeHeaderValue(question.From, null);
            message.Headers.IfRange = question.IfSame;
        }

        return message;
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage message, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Downloader.Patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using (message)
            {
                return await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            }
        }
        catch (OperationCanceledException error) when (!cancel.IsCancellationRequested)
        {
            throw new BrokenConnectionException("no answer came", inner: error);
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.SecureConnectionError)
        {
            throw new WikiException(
                $"no secure connection to '{message.RequestUri!.Host}': {(error.InnerException ?? error).Message}",
                "check the clock, and whether a proxy stands between", error);
        }
        catch (HttpRequestException error)
        {
            throw new BrokenConnectionException((error.InnerException ?? error).Message, inner: error);
        }
    }

    /// <summary>Where a redirect leads; null where the answer is none.</summary>
    private static Uri? Onward(HttpResponseMessage response, Uri from)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Redirect or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || response.Headers.Location is not { } location)
        {
            return null;
        }

        var next = new Uri(from, location);
        var isSafe = next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp);
        return isSafe ? next : throw new WikiException($"'{from.Host}' redirects from {from.Scheme} to {next.Scheme}, which is not followed");
    }

    private HttpResponseMessage Accepted(HttpResponseMessage response, Uri address)
    {
        var status = response.StatusCode;
        if (status is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return response;
        }

        using (response)
        {
            throw (int)status is 408 or 429 or >= 500
                ? new BrokenConnectionException($"it answered {(int)status}", Wait(response))
                : new RefusedException(address, (int)status, Header(response, "X-Error-Code"));
        }
    }

    private TimeSpan? Wait(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - _time.GetUtcNow() : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static long? Size(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}
