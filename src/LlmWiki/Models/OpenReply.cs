using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;

namespace LlmWiki.Models;

/// <summary>A reply on its way: pieces as they come, or one piece from a server that does not stream.</summary>
internal sealed class OpenReply : IDisposable
{
    // How long the token counts, which follow the end of a reply, are waited for.
    private static readonly TimeSpan AfterEnd = TimeSpan.FromSeconds(5);

    private readonly OpenAiServer _server;
    private readonly PipelineResponse _response;
    private readonly Patience _patience;
    private readonly StreamReader _lines;
    private readonly bool _isStream;
    private ReplyPiece? _first;
    private bool _ended;

    public OpenReply(OpenAiServer server, PipelineResponse response, Patience patience, long mostBytes)
    {
        (_server, _response, _patience) = (server, response, patience);
        _isStream = response.Headers.TryGetValue("Content-Type", out var type) && type!.Contains("event-stream", StringComparison.OrdinalIgnoreCase);
        _lines = new StreamReader(new CappedStream(response.ContentStream ?? Stream.Null, mostBytes), new UTF8Encoding(false, throwOnInvalidBytes: true));
    }

    /// <summary>Waits for the first piece, so that an error in its place is found before anything was given away.</summary>
    public async Task Begin() => _first = await Next();

    /// <summary>The next piece; null after the last.</summary>
    /// <exception cref="ServerFault">The reply ended before its end, or is an error, or none.</exception>
    public async Task<ReplyPiece?> Next()
    {
        if (_first is { } first)
        {
            _first = null;
            return first;
        }

        try
        {
            return _isStream ? await NextEvent() : await Whole();
        }
        catch (Exception) when (_ended && (_patience.RanOut || !_patience.Token.IsCancellationRequested))
        {
            return null;
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException)
        {
            throw new ServerFault(FaultKind.NotAnApi, 0, error is InvalidDataException ? error.Message : "the reply is no UTF-8", error);
        }
        catch (Exception error) when (error is OperationCanceledException || ServerAnswer.IsOfConnection(error))
        {
            throw _patience.Fault(_server, error);
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
        _patience.Dispose();
    }

    private async Task<ReplyPiece?> NextEvent()
    {
        while (await _lines.ReadLineAsync(_patience.Token) is { } line)
        {
            // Each line by itself: some servers leave out the empty line between events. Comments (": keep-alive") say nothing.
            var data = line.StartsWith("data:", StringComparison.Ordinal) ? line.AsSpan(5).Trim() : line is ['{', ..] ? line : [];
            if (data is "[DONE]")
            {
                _ended = true;
                return null;
            }

            if (!data.IsEmpty)
            {
                _patience.Renew(_server.Timeout);
                return Piece(data.ToString());
            }
        }

        return _ended ? null : throw new ServerFault(FaultKind.Cut, 0, "the stream ended before the reply did");
    }

    private async Task<ReplyPiece?> Whole()
    {
        if (_ended)
        {
            return null;
        }

        var piece = Piece(await _lines.ReadToEndAsync(_patience.Token));
        _ended = true;
        return piece;
    }

    private ReplyPiece Piece(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (ReplyPiece.Error(document.RootElement) is { } error)
            {
                throw ServerAnswer.Fault(_server, ReplyPiece.Status(error), text);
            }

            var piece = ReplyPiece.Of(document.RootElement);
            if (piece.Finish is "error" or "abort" or "insufficient_system_resource")
            {
                throw new ServerFault(FaultKind.Broken, 200, $"the reply ended with '{piece.Finish}'");
            }

            // The first end counts; what comes after it is the token counts, and repetitions.
            piece = _ended ? new ReplyPiece { Usage = piece.Usage } : piece;
            if (piece.Finish is not null)
            {
                _ended = true;
                _patience.Renew(AfterEnd < _server.Timeout ? AfterEnd : _server.Timeout);
            }

            return piece;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            var fault = ServerAnswer.Fault(_server, 200, text);
            throw _isStream ? new ServerFault(FaultKind.Cut, 0, "a piece of the reply is no JSON", error) : new ServerFault(FaultKind.NotAnApi, 0, fault.Message, error);
        }
    }
}
