using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LlmWiki.Llama.Tests.Hub;

/// <param name="Target">Path and query.</param>
internal sealed record TestRequest(string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Null where the whole file is asked for.</summary>
    public int? From => Headers.GetValueOrDefault("Range") is { } range ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : null;
}

/// <summary>An answer, with all that can go wrong with one.</summary>
internal sealed record TestReply(int Status, byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The connection ends after so many bytes of the body.</summary>
    public int? BreakAfter { get; init; }

    /// <summary>After <see cref="BreakAfter"/> bytes nothing comes any more, and the connection stays.</summary>
    public bool Stalls { get; init; }

    /// <summary>No Content-Length: the body ends with the connection.</summary>
    public bool HasLength { get; init; } = true;

    public static TestReply Redirect(Uri to) => new(302, []) { Headers = new() { ["Location"] = to.ToString() } };

    public static TestReply Text(int status, string text) => new(status, Encoding.UTF8.GetBytes(text));

    /// <summary>As a good server of files answers: ranges, ETag, If-Range.</summary>
    public static TestReply File(TestRequest request, byte[] bytes, string? tag = "\"v1\"")
    {
        var headers = tag is null ? new Dictionary<string, string>() : new() { ["ETag"] = tag };
        if (request.From is not { } from || (request.Headers.GetValueOrDefault("If-Range") is { } same && same != tag))
        {
            return new TestReply(200, bytes) { Headers = headers };
        }

        headers["Content-Range"] = from < bytes.Length ? $"bytes {from}-{bytes.Length - 1}/{bytes.Length}" : $"bytes */{bytes.Length}";
        return from < bytes.Length ? new TestReply(206, bytes[from..]) { Headers = headers } : new TestReply(416, []) { Headers = headers };
    }
}

/// <summary>A server of HTTP/1.1 in process that answers as a test says, one request a connection.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<TestRequest, TestReply> _answer;

    public TestServer(Func<TestRequest, TestReply> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = Listen();
    }

    public Uri Address { get; }

    public ConcurrentQueue<TestRequest> Requests { get; } = new();

    public Uri At(string path) => new(Address, path);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptTcpClientAsync(_end.Token));
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
                await using var stream = client.GetStream();
                if (await Read(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    await Write(stream, _answer(request));
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side went away.
            }
        }
    }

    private static async Task<TestRequest?> Read(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        if (await reader.ReadLineAsync() is not { } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        return new TestRequest(first.Split(' ')[1], headers);
    }

    private async Task Write(Stream stream, TestReply reply)
    {
        var head = new StringBuilder($"HTTP/1.1 {reply.Status} whatever\r\nConnection: close\r\n");
        foreach (var (name, value) in reply.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        head.Append(reply.HasLength ? $"Content-Length: {reply.Body.Length}\r\n\r\n" : "\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()), _end.Token);
        await stream.WriteAsync(reply.Body.AsMemory(0, reply.BreakAfter ?? reply.Body.Length), _end.Token);
        await stream.FlushAsync(_end.Token);
        if (reply.Stalls)
        {
            await Task.Delay(Timeout.Infinite, _end.Token);
        }
    }
}
