using System.Security.Cryptography;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Llama.Tests.Hub;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Old = Bytes(1);
    private static readonly byte[] New = Bytes(2);

    private readonly TempFolder _folder = new();
    private readonly List<DownloadProgress> _progress = [];

    private string Target => _folder.At("model.gguf");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_arrives_whole_and_leaves_nothing_beside_it()
    {
        using var server = new TestServer(request => TestReply.File(request, New));
        var file = await Fetch(server);
        file.Bytes.ShouldBe(New.Length);
        file.Actual.Hex.ShouldBe(Sum(New));
        file.IsVerified.ShouldBeFalse();
        _folder.Names().ShouldBe(["model.gguf"]);
        File.ReadAllBytes(Target).ShouldBe(New);
        (_progress[^1] with { BytesPerSecond = 0 }).ShouldBe(new DownloadProgress("model.gguf", New.Length, New.Length, 0), "the last thing told is the end");
    }

    [Fact]
    public async Task A_broken_connection_is_gone_on_from_where_it_broke()
    {
        var answers = 0;
        using var server = new TestServer(request => TestReply.File(request, New) with { BreakAfter = answers++ < 2 ? 100_000 : null });
        await Fetch(server);
        File.ReadAllBytes(Target).ShouldBe(New);
        server.Requests.Select(request => request.From).ShouldBe([null, 100_000, 200_000]);
        server.Requests.Last().Headers["If-Range"].ShouldBe("\"v1\"");
        _progress.ShouldContain(step => step.Trouble != null && step.Trouble.Contains("broke off"));
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again()
    {
        var answers = 0;
        using var server = new TestServer(request =>
            answers++ == 0 ? TestReply.File(request, New) with { BreakAfter = 1000, Stalls = true } : TestReply.File(request, New));
        await Fetch(server);
        File.ReadAllBytes(Target).ShouldBe(New);
    }

    [Fact]
    public async Task A_later_process_goes_on_where_this_one_was_cut_off()
    {
        await CutOff(Old, 300_000);
        _folder.Names().ShouldBe(["model.gguf.part", "model.gguf.part.json"]);
        using var server = new TestServer(request => TestReply.File(request, Old));
        await Fetch(server, source: Port(server));
        server.Requests.ShouldHaveSingleItem().From.ShouldBe(300_000);
        File.ReadAllBytes(Target).ShouldBe(Old);
        _folder.Names().ShouldBe(["model.gguf"]);
    }

    [Fact]
    public async Task A_server_that_ignores_the_range_sends_all_of_it_again()
    {
        await CutOff(Old, 300_000);
        using var server = new TestServer(request => TestReply.File(request with { Headers = new Dictionary<string, string>() }, New));
        await Fetch(server, source: Port(server));
        File.ReadAllBytes(Target).ShouldBe(New);
    }

    [Fact]
    public async Task Two_versions_are_never_mixed_though_the_server_ignores_If_Range()
    {
        await CutOff(Old, 300_000);
        using var server = new TestServer(request => TestReply.File(Without(request, "If-Range"), New, "\"v2\""));
        await Fetch(server, source: Port(server));
        server.Requests.Select(request => request.From).ShouldBe([300_000, null]);
        File.ReadAllBytes(Target).ShouldBe(New);
    }

    [Fact]
    public async Task A_part_without_anything_that_names_its_version_is_not_gone_on_with()
    {
        await CutOff(Old, 300_000, tag: null);
        using var server = new TestServer(request => TestReply.File(request, New, tag: null));
        await Fetch(server, source: Port(server));
        server.Requests.ShouldHaveSingleItem().From.ShouldBeNull();
        File.ReadAllBytes(Target).ShouldBe(New);
    }

    [Fact]
    public async Task A_range_that_nobody_asked_for_is_not_appended()
    {
        await CutOff(Old, 300_000);
        using var server = new TestServer(request => request.From is null
            ? TestReply.File(request, Old)
            : new TestReply(206, Old[1000..]) { Headers = new() { ["ETag"] = "\"v1\"", ["Content-Range"] = $"bytes 1000-{Old.Length - 1}/{Old.Length}" } });
        await Fetch(server, source: Port(server));
        File.ReadAllBytes(Target).ShouldBe(Old);
    }

    [Fact]
    public async Task A_part_that_only_lacks_its_name_is_checked_and_named()
    {
        var sum = Checksum.Sha256(Sum(Old));
        await CutOff(Old, Old.Length - 1, checksum: sum);
        File.AppendAllBytes(Target + ".part", Old[^1..]);
        using var server = new TestServer(request => TestReply.File(request, Old));
        (await Fetch(server, checksum: sum, source: Port(server))).IsVerified.ShouldBeTrue();
        server.Requests.ShouldHaveSingleItem().From.ShouldBe(Old.Length);
        File.ReadAllBytes(Target).ShouldBe(Old);
    }

    [Fact]
    public async Task A_part_that_is_longer_than_the_file_is_begun_anew()
    {
        await CutOff(Old, 300_000);
        using var server = new TestServer(request => TestReply.File(request, Old[..200_000]));
        await Fetch(server, source: Port(server));
        server.Requests.Select(request => request.From).ShouldBe([300_000, null]);
        File.ReadAllBytes(Target).ShouldBe(Old[..200_000]);
    }

    [Fact]
    public async Task A_wrong_checksum_throws_the_file_away_and_says_so()
    {
        using var server = new TestServer(request => TestReply.File(request, New));
        var error = await Should.ThrowAsync<WikiException>(() => Fetch(server, checksum: Checksum.Sha256(Sum(Old))));
        error.Message.ShouldContain("'model.gguf' arrived damaged");
        error.Message.ShouldContain(Sum(Old));
        error.Hint.ShouldNotBeNull().ShouldContain("again");
        _folder.Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_fails_its_check_never_gets_its_name()
    {
        File.WriteAllBytes(Target, Old);
        using var server = new TestServer(_ => TestReply.Text(200, "<html>please sign in</html>"));
        var error = await Should.ThrowAsync<WikiException>(() => Fetch(server, check: path => throw new WikiException($"'{path}' is no GGUF file")));
        error.Message.ShouldBe($"'{Target}' is no GGUF file");
        File.ReadAllBytes(Target).ShouldBe(Old);
        _folder.Names().ShouldBe(["model.gguf"]);
    }

    [Fact]
    public async Task A_body_without_an_end_is_believed_only_where_something_proves_it()
    {
        using var server = new TestServer(request => TestReply.File(request, New) with { HasLength = false });
        (await Should.ThrowAsync<WikiException>(() => Fetch(server))).Message.ShouldContain("does not say how long");
        _folder.Names().ShouldBeEmpty();
        (await Fetch(server, checksum: Checksum.Sha256(Sum(New)))).IsVerified.ShouldBeTrue();
        File.ReadAllBytes(Target).ShouldBe(New);
        _progress[^1].Total.ShouldBeNull();
    }

    [Fact]
    public async Task A_disk_without_room_is_noticed_before_the_first_byte()
    {
        using var server = new TestServer(request => TestReply.File(request, New));
        using var downloader = new Downloader(new HurriedTime()) { FreeBytes = _ => 64_000_100 };
        var error = await Should.ThrowAsync<WikiException>(() => downloader.Fetch(new DownloadRequest(server.At("f"), Target)));
        error.Message.ShouldContain("64 MB free, and 'model.gguf' needs 500 kB more");
        _folder.Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_processes_do_not_write_one_file()
    {
        using var held = PartFile.Open(Target);
        using var server = new TestServer(request => TestReply.File(request, New));
        (await Should.ThrowAsync<WikiException>(() => Fetch(server))).Message.ShouldContain("another process is fetching");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_download_keeps_what_it_has()
    {
        await CutOff(Old, 300_000);
        new FileInfo(Target + ".part").Length.ShouldBe(300_000);
    }

    /// <summary>Leaves a part of so many bytes, as a process that was stopped does.</summary>
    private async Task CutOff(byte[] bytes, int after, string? tag = "\"v1\"", Checksum? checksum = null)
    {
        using var stop = new CancellationTokenSource();
        using var server = new TestServer(request => TestReply.File(request, bytes, tag) with { BreakAfter = after, Stalls = true });
        var fetching = Fetch(server, checksum: checksum, source: Fixed(server), stop: stop.Token);
        while (!File.Exists(Target + ".part") || new FileInfo(Target + ".part").Length < after)
        {
            await Task.Delay(5);
        }

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => fetching);
    }

    // One address for servers on different ports: the mark names the address, so tests rewrite it to the server at hand.
    private static Uri Fixed(TestServer server) => server.At("f");

    private Uri Port(TestServer server)
    {
        var mark = File.ReadAllText(Target + ".part.json");
        File.WriteAllText(Target + ".part.json", System.Text.RegularExpressions.Regex.Replace(mark, "127.0.0.1:[0-9]+", server.Address.Authority));
        return server.At("f");
    }

    private async Task<DownloadedFile> Fetch(
        TestServer server, Checksum? checksum = null, Action<string>? check = null, Uri? source = null, CancellationToken stop = default)
    {
        using var downloader = new Downloader(new HurriedTime());
        return await downloader.Fetch(
            new DownloadRequest(source ?? server.At("f"), Target) { Checksum = checksum, Check = check }, new Recorder(_progress), stop);
    }

    private static TestRequest Without(TestRequest request, string header) =>
        request with { Headers = request.Headers.Where(each => each.Key != header).ToDictionary(StringComparer.OrdinalIgnoreCase) };

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[500_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class Recorder(List<DownloadProgress> list) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => list.Add(value);
    }
}
