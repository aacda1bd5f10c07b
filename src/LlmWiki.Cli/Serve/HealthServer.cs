using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LlmWiki.Cli.Output;

namespace LlmWiki.Cli.Serve;

/// <summary>
/// Answers <c>GET /health</c> on this machine only, with one answer for each connection. Written out rather than taken from a web framework, which
/// would slow the start of every command.
/// </summary>
internal sealed class HealthServer : IAsyncDisposable
{
    public const string Ok = "ok";

    private const int LongestRequest = 8192;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TcpListener _listener;
    private readonly Func<CancellationToken, Task<HealthJson>> _health;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private HealthServer(TcpListener listener, Func<CancellationToken, Task<HealthJson>> health)
    {
        (_listener, _health) = (listener, health);
        _accepting = Accept();
    }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/health");

    /// <exception cref="WikiException">The port is taken, or not for us.</exception>
    public static HealthServer Start(int port, Func<CancellationToken, Task<HealthJson>> health)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return new HealthServer(listener, health);
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw Printer.PortTaken(port, error.Message, error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                limit.CancelAfter(Patience);
                var stream = client.GetStream();
                var (status, body) = await Answer(await Request(stream, limit.Token), limit.Token);
                var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), limit.Token);
                await stream.WriteAsync(body, limit.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The other side went away, or was too slow.
            }
        }
    }

    /// <summary>The first line of a request; what follows it says nothing to us.</summary>
    private static async Task<string> Request(NetworkStream stream, CancellationToken cancel)
    {
        var bytes = new byte[LongestRequest];
        for (var length = 0; length < bytes.Length;)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), cancel);
            length += read;
            var text = Encoding.ASCII.GetString(bytes, 0, length);
            if (read == 0 || text.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                return text.Split("\r\n")[0];
            }
        }

        return "";
    }

    private async Task<(string Status, byte[] Body)> Answer(string request, CancellationToken cancel)
    {
        if (request.Split(' ') is not [var method, var path, _])
        {
            return ("400 Bad Request", []);
        }

        if (path.Split('?')[0] != "/health")
        {
            return ("404 Not Found", []);
        }

        if (method != "GET")
        {
            return ("405 Method Not Allowed", []);
        }

        var health = await _health(cancel);
        return (health.Status == Ok ? "200 OK" : "503 Service Unavailable", JsonSerializer.SerializeToUtf8Bytes(health, JsonShapes.Default.HealthJson));
    }
}
