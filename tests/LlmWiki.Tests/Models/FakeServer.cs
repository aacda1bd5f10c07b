using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LlmWiki.Tests.Models;

/// <summary>What a client sent.</summary>
internal sealed record FakeRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The type of the response_format; empty where there is none.</summary>
    public string Format => (string?)Json["response_format"]?["type"] ?? "";
}

/// <summary>A tiny HTTP server in this process that answers as a test plays it; a connection ends with its answer.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    /// <summary>How often a test looks for what has to happen, each 5 ms.</summary>
    public const int Patience = 4000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<FakeRequest, int, FakeAnswer> _play;
    private readonly List<FakeRequest> _requests = [];
    private readonly List<Task> _open = [];
    private readonly Task _accepting;
    private int _left;

    /// <param name="play">Answers a request; the number counts them from 0.</param>
    public FakeServer(Func<FakeRequest, int, FakeAnswer> play)
    {
        _play = play;
        _listener.Start();
        _accepting = Accept();
    }

    public FakeServer(params FakeAnswer[] answers)
        : this((_, number) => answers[Math.Min(number, answers.Length - 1)])
    {
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Requests whose client has gone before the answer ended.</summary>
    public int Left => Volatile.Read(ref _left);

    public async Task Until(Func<FakeServer, bool> isSo)
    {
        for (var tries = 0; !isSo(this); tries++)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
            if (tries == Patience)
            {
                throw new TimeoutException();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_open);
        _end.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _open.Add(Task.Run(() => Serve(client)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await Read(stream) is not { } request)
                {
                    return;
                }

                int number;
                lock (_requests)
                {
                    number = _requests.Count;
                    _requests.Add(request);
                }

                var answer = _play(request, number);
                await answer.Write(stream, _end.Token);
                if (answer.IsReset)
                {
                    client.Client.LingerState = new LingerOption(true, 0);
                }
                else
                {
                    // Closing with unread bytes in the way would reset the connection, and the client lose the answer.
                    client.Client.Shutdown(SocketShutdown.Send);
                    await stream.CopyToAsync(Stream.Null, _end.Token);
                }
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                Interlocked.Increment(ref _left);
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }

    private async Task<FakeRequest?> Read(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[65536];
        int head;
        while ((head = Encoding.Latin1.GetString([.. bytes]).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            var read = await stream.ReadAsync(buffer, _end.Token);
            if (read == 0)
            {
                return null;
            }

            bytes.AddRange(buffer.AsSpan(0, read));
            if (bytes[0] == 0x16)
            {
                // A client that wants TLS is told in plain text, as real servers do.
                await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), _end.Token);
                return null;
            }
        }

        var lines = Encoding.Latin1.GetString([.. bytes[..head]]).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text) : 0;
        while (bytes.Count < head + 4 + length)
        {
            bytes.AddRange(buffer.AsSpan(0, await stream.ReadAsync(buffer, _end.Token)));
        }

        var first = lines[0].Split(' ');
        return new FakeRequest(first[0], first[1], headers, Encoding.UTF8.GetString([.. bytes[(head + 4)..]]));
    }
}
