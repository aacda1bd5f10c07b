using System.Net;
using System.Security.Authentication;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlmWiki.Models;

/// <summary>Tells from status and text of a failed request, or from the exception, what kind of <see cref="ServerFault"/> it is.</summary>
internal static partial class ServerAnswer
{
    private const int MostShown = 300;
    private const int MostKept = 8000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="status">200 is an error in the middle of an answer.</param>
    public static ServerFault Fault(OpenAiServer server, int status, string body, TimeSpan? retryAfter = null)
    {
        var details = server.WithoutKey(Plain(body.Length > MostKept ? body[..MostKept] : body));
        return new ServerFault(Kind(status, details), status, server.WithoutKey(Shown(details))) { RetryAfter = retryAfter, Details = details };
    }

    public static ServerFault Fault(OpenAiServer server, Exception error)
    {
        var chain = Chain(error).ToArray();
        var text = server.WithoutKey(chain.Last(one => one.Message != "").Message);
        var request = chain.OfType<HttpRequestException>().FirstOrDefault();
        var kind = request?.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => FaultKind.Tls,
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => FaultKind.Unreachable,
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => FaultKind.NotAnApi,
            _ when chain.Any(one => one is AuthenticationException) => FaultKind.Tls,

            // Connecting took too long: HttpClient says so by a cancellation that is nobody's.
            _ when error is OperationCanceledException => FaultKind.Unreachable,
            _ => FaultKind.Cut,
        };
        return new ServerFault(kind, 0, text, error);
    }

    /// <summary>The exceptions that come of a connection, and of no mistake of ours.</summary>
    public static bool IsOfConnection(Exception error) =>
        Chain(error).Any(one => one is HttpRequestException or IOException or System.Net.Sockets.SocketException or AuthenticationException or ProtocolViolationException);

    private static FaultKind Kind(int status, string text) => status switch
    {
        401 or 403 => FaultKind.Key,
        402 => FaultKind.Quota,
        429 => text.Contains("insufficient_quota", StringComparison.Ordinal) ? FaultKind.Quota : FaultKind.Busy,
        407 or (>= 300 and < 400) => FaultKind.NotAnApi,
        413 => FaultKind.Context,
        _ when Context().IsMatch(text) => FaultKind.Context,
        _ when Model().IsMatch(text) => FaultKind.NotFound,
        404 or 405 => FaultKind.NotFound,
        408 or 425 => FaultKind.Broken,
        501 => FaultKind.Refused,
        200 or >= 500 => FaultKind.Broken,
        _ => FaultKind.Refused,
    };

    /// <summary>The sentence for a person: the message in the JSON, or the title of the web page.</summary>
    private static string Shown(string body)
    {
        var text = Said(body) ?? (body.AsSpan().TrimStart() is ['<', ..] ? Title().Match(body) is { Success: true } title ? WebUtility.HtmlDecode(title.Groups["text"].Value) : "a web page" : body);
        text = Blanks().Replace(text, " ").Trim();
        return text.Length > MostShown ? text[..MostShown] + "…" : text;
    }

    /// <summary>JSON with no more escapes than it needs: some servers write <c>\u0027</c> for a quote.</summary>
    private static string Plain(string body)
    {
        try
        {
            return JsonNode.Parse(body)?.ToJsonString(Readable) ?? body;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return body;
        }
    }

    private static string? Said(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var said = document.RootElement;
            foreach (var name in (string[])["error", "message", "detail"])
            {
                if (said.ValueKind == JsonValueKind.Object && said.TryGetProperty(name, out var inner) && inner.ValueKind != JsonValueKind.Null)
                {
                    said = inner;
                }
            }

            return said.ValueKind == JsonValueKind.String ? said.GetString() : said.GetRawText();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            yield return at;
        }
    }

    [GeneratedRegex(@"context[ _](length|size|window)|maximum context|exceed_context|context overflow|prompt is too long|too many (input )?tokens|input is too long", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Context();

    // Ollama, OpenAI, LM Studio ("No models loaded"; it answers a path it does not know with 200), vLLM.
    [GeneratedRegex(@"model .{0,200}(not found|does not exist)|model_not_found|no models? (is |are )?(currently )?loaded|unexpected endpoint", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Model();

    [GeneratedRegex(@"<title[^>]*>(?<text>[^<]*)</title>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Title();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
