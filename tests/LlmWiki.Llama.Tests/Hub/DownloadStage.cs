using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Llama.Tests.Hub;

/// <summary>A folder that files are fetched into, with what was told on the way.</summary>
internal sealed class DownloadStage : IDisposable, IProgress<DownloadProgress>
{
    /// <summary>Two versions of a file.</summary>
    public static readonly byte[] Old = Bytes(1);
    public static readonly byte[] New = Bytes(2);

    private readonly TempFolder _folder = new();

    public List<DownloadProgress> Told { get; } = [];

    public string Target => _folder.At("model.gguf");

    public string[] Names() => _folder.Names();

    public void Dispose() => _folder.Dispose();

    public void Report(DownloadProgress value) => Told.Add(value);

    public async Task<DownloadedFile> Fetch(TestServer server, Checksum? checksum = null, Action<string>? check = null, CancellationToken stop = default)
    {
        using var downloader = new Downloader(new HurriedTime());
        return await downloader.Fetch(new DownloadRequest(server.At("f"), Target) { Checksum = checksum, Check = check }, this, stop);
    }

    /// <summary>Leaves a part of so many bytes, as a process that was stopped does.</summary>
    public async Task CutOff(byte[] bytes, int after, string? tag = "\"v1\"", Checksum? checksum = null)
    {
        using var stop = new CancellationTokenSource();
        using var server = new TestServer(request => TestReply.File(request, bytes, tag) with { BreakAfter = after, Stalls = true });
        var fetching = Fetch(server, checksum, stop: stop.Token);
        while (!File.Exists(Target + ".part") || new FileInfo(Target + ".part").Length < after)
        {
            await Task.Delay(5);
        }

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => fetching);
    }

    /// <summary>Goes on at a server on another port, as if it were the same: the mark of a part names the address.</summary>
    public Task<DownloadedFile> GoOn(TestServer server, Checksum? checksum = null)
    {
        var mark = File.ReadAllText(Target + ".part.json");
        File.WriteAllText(Target + ".part.json", Regex.Replace(mark, "127.0.0.1:[0-9]+", server.Address.Authority));
        return Fetch(server, checksum);
    }

    public static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[500_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
