using LlmWiki.Llama.Hub;
using static LlmWiki.Llama.Tests.Hub.DownloadStage;

namespace LlmWiki.Llama.Tests.Hub;

public sealed class DownloadTests : IDisposable
{
    private readonly DownloadStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_file_arrives_whole_and_leaves_nothing_beside_it()
    {
        using var server = new TestServer(request => TestReply.File(request, New));
        var file = await _stage.Fetch(server);
        file.Bytes.ShouldBe(New.Length);
        file.Actual.Hex.ShouldBe(Sum(New));
        file.IsVerified.ShouldBeFalse();
        _stage.Names().ShouldBe(["model.gguf"]);
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
        (_stage.Told[^1] with { BytesPerSecond = 0 }).ShouldBe(new DownloadProgress("model.gguf", New.Length, New.Length, 0), "the last thing told is the end");
    }

    [Fact]
    public async Task A_broken_connection_is_gone_on_from_where_it_broke()
    {
        var answers = 0;
        using var server = new TestServer(request => TestReply.File(request, New) with { BreakAfter = answers++ < 2 ? 100_000 : null });
        await _stage.Fetch(server);
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
        server.Requests.Select(request => request.From).ShouldBe([null, 100_000, 200_000]);
        server.Requests.Last().Headers["If-Range"].ShouldBe("\"v1\"");
        _stage.Told.ShouldContain(step => step.Trouble != null && step.Trouble.Contains("broke off"));
    }

    [Fact]
    public async Task A_line_that_breaks_again_and_again_is_good_enough_as_long_as_bytes_come()
    {
        using var server = new TestServer(request => TestReply.File(request, New) with { BreakAfter = Math.Min(45_000, New.Length - (request.From ?? 0)) });
        await _stage.Fetch(server);
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
        server.Requests.Count.ShouldBe(12);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again()
    {
        var answers = 0;
        using var server = new TestServer(request =>
            answers++ == 0 ? TestReply.File(request, New) with { BreakAfter = 1000, Stalls = true } : TestReply.File(request, New));
        await _stage.Fetch(server);
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
    }

    [Fact]
    public async Task A_wrong_checksum_throws_the_file_away_and_says_so()
    {
        using var server = new TestServer(request => TestReply.File(request, New));
        var error = await Should.ThrowAsync<WikiException>(() => _stage.Fetch(server, checksum: Checksum.Sha256(Sum(Old))));
        error.Message.ShouldContain("'model.gguf' arrived damaged");
        error.Message.ShouldContain(Sum(Old));
        error.Hint.ShouldNotBeNull().ShouldContain("again");
        _stage.Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_fails_its_check_never_gets_its_name()
    {
        File.WriteAllBytes(_stage.Target, Old);
        using var server = new TestServer(_ => TestReply.Text(200, "<html>please sign in</html>"));
        var error = await Should.ThrowAsync<WikiException>(() => _stage.Fetch(server, check: path => throw new WikiException($"'{path}' is no GGUF file")));
        error.Message.ShouldBe($"'{_stage.Target}' is no GGUF file");
        File.ReadAllBytes(_stage.Target).ShouldBe(Old);
        _stage.Names().ShouldBe(["model.gguf"]);
    }

    [Fact]
    public async Task A_body_without_an_end_is_believed_only_where_something_proves_it()
    {
        using var server = new TestServer(request => TestReply.File(request, New) with { HasLength = false });
        (await Should.ThrowAsync<WikiException>(() => _stage.Fetch(server))).Message.ShouldContain("does not say how long");
        _stage.Names().ShouldBeEmpty();
        (await _stage.Fetch(server, checksum: Checksum.Sha256(Sum(New)))).IsVerified.ShouldBeTrue();
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
        _stage.Told[^1].Total.ShouldBeNull();
    }

    [Fact]
    public async Task A_disk_without_room_is_noticed_before_the_first_byte()
    {
        using var server = new TestServer(request => TestReply.File(request, New));
        using var downloader = new Downloader(new HurriedTime()) { FreeBytes = _ => 64_000_100 };
        var error = await Should.ThrowAsync<WikiException>(() => downloader.Fetch(new DownloadRequest(server.At("f"), _stage.Target)));
        error.Message.ShouldContain("64 MB free, and 'model.gguf' needs 500 kB more");
        _stage.Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_processes_do_not_write_one_file()
    {
        using var held = PartFile.Open(_stage.Target);
        using var server = new TestServer(request => TestReply.File(request, New));
        (await Should.ThrowAsync<WikiException>(() => _stage.Fetch(server))).Message.ShouldContain("another process is fetching");
        server.Requests.ShouldBeEmpty();
    }
}
