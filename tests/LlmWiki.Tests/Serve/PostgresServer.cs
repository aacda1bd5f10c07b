using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace LlmWiki.Tests.Serve;

/// <summary>A PostgreSQL server of Debian's package, with a folder and a port of its own, which goes away with the test.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Skipped = "PostgreSQL is not installed here; on Debian 'apt-get install postgresql' brings it";

    private readonly string _folder = Directory.CreateTempSubdirectory("wiki-pg-").FullName;
    private readonly string? _programs = Programs();
    private readonly int _port = FreePort();

    /// <summary>Skips the test where there is no server.</summary>
    public string Connection
    {
        get
        {
            Assert.SkipWhen(_programs is null, Skipped);
            return $"Host=127.0.0.1;Port={_port};Username=wiki;Password=not-so-secret;Database=postgres";
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (_programs is null)
        {
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            await Run("chown", "postgres", _folder);
        }

        await Program("initdb", "-D", Data, "-U", "wiki", "-A", "trust", "-E", "UTF8", "--no-sync");
        await Start();
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_programs is not null)
        {
            await Stop();
        }

        Directory.Delete(_folder, recursive: true);
    }

    public Task Start() =>
        Program("pg_ctl", "-D", Data, "-w", "-t", "120", "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off", "start");

    /// <summary>As a crash would stop it.</summary>
    public Task Stop() => Program("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    private string Data => Path.Combine(_folder, "data");

    // It refuses to run as root; the package brings a user for it.
    private Task Program(string name, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Run("runuser", ["-u", "postgres", "--", Path.Combine(_programs!, name), .. arguments])
        : Run(Path.Combine(_programs!, name), arguments);

    private async Task Run(string program, params string[] arguments)
    {
        // The server keeps the handles it is started with, so what it says goes to a file of its own and is not waited for.
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, UseShellExecute = false })!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }

    private static string? Programs() => !Directory.Exists("/usr/lib/postgresql")
        ? null
        : Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
