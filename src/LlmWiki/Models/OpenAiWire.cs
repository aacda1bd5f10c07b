using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;

namespace LlmWiki.Models;

/// <summary>Requests and raw answers of one server, through the OpenAI package; its own retries and logs are off.</summary>
internal sealed class OpenAiWire : IDisposable
{
    // One token comes in an event of a few hundred bytes; log probabilities and the like may make it more.
    private const long BytesPerToken = 4000;
    private const long BytesBesides = 4_000_000;
    private const long MostErrorBytes = 1_000_000;

    private static readonly TimeSpan ListPatience = TimeSpan.FromSeconds(10);

    private readonly OpenAiServer _server;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly ChatClient _chat;

    public OpenAiWire(OpenAiServer server, TimeProvider time)
    {
        (_server, _time) = (server, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),

            // A proxy cannot reach a server on this machine.
            UseProxy = !server.BaseUrl.IsLoopback,
        };
        _http = new HttpClient(server.Key is null ? new WithoutKey(handler) : handler) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new OpenAIClientOptions
        {
            Endpoint = server.BaseUrl,
            Transport = new HttpClientPipelineTransport(_http),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            EnableDistributedTracing = false,
        };
        _chat = new ChatClient(server.Model, new ApiKeyCredential(server.Key ?? "none"), options);
    }

    /// <exception cref="ServerFault">There was no answer, or one that is no reply.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<OpenReply> Open(byte[] body, int maxTokens, CancellationToken cancel)
    {
        var patience = new Patience(_server.Timeout, _time, cancel);
        PipelineResponse? response = null;
        try
        {
            var options = new RequestOptions { BufferResponse = false, ErrorOptions = ClientErrorBehaviors.NoThrow, CancellationToken = patience.Token };
            using var content = BinaryContent.Create(BinaryData.FromBytes(body));
            response = (await _chat.CompleteChatAsync(content, options)).GetRawResponse();
            if (response.Status is < 200 or >= 300)
            {
                throw await Refused(response, patience.Token);
            }

            var reply = new OpenReply(_server, response, patience, BytesBesides + (BytesPerToken * maxTokens));
            (response, patience) = (null, null);
            return reply;
        }
        catch (Exception error) when (error is OperationCanceledException || ServerAnswer.IsOfConnection(error))
        {
            throw patience!.Fault(_server, error);
        }
        finally
        {
            response?.Dispose();
            patience?.Dispose();
        }
    }

    /// <summary>The models the server says it has; empty where it does not say.</summary>
    public async Task<IReadOnlyList<string>> Models(CancellationToken cancel)
    {
        using var patience = new Patience(ListPatience, _time, cancel);
        try
        {
            using var message = _chat.Pipeline.CreateMessage(new Uri(_server.BaseUrl + "/models"), "GET", PipelineMessageClassifier.Default);
            message.Apply(new RequestOptions { ErrorOptions = ClientErrorBehaviors.NoThrow, CancellationToken = patience.Token });
            await _chat.Pipeline.SendAsync(message);
            using var document = JsonDocument.Parse(message.Response!.Content);
            return [.. document.RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or OperationCanceledException || ServerAnswer.IsOfConnection(error))
        {
            cancel.ThrowIfCancellationRequested();
            return [];
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ServerFault> Refused(PipelineResponse response, CancellationToken cancel)
    {
        using var reader = new StreamReader(new CappedStream(response.ContentStream ?? Stream.Null, MostErrorBytes), Encoding.UTF8);
        var text = "";
        try
        {
            text = await reader.ReadToEndAsync(cancel);
        }
        catch (Exception error) when (error is InvalidDataException || ServerAnswer.IsOfConnection(error))
        {
            // The status says enough.
        }

        text = response.Headers.TryGetValue("Location", out var target) ? $"it redirects to {target}" : text;
        return ServerAnswer.Fault(_server, response.Status, text, Wait(response.Headers));
    }

    private TimeSpan? Wait(PipelineResponseHeaders headers)
    {
        if (!headers.TryGetValue("Retry-After", out var text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 1e6));
        }

        var now = _time.GetUtcNow();
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? (at > now ? at - now : TimeSpan.Zero) : null;
    }

    /// <summary>The package wants a key; a header with one is sent only where there is one.</summary>
    private sealed class WithoutKey(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = null;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
