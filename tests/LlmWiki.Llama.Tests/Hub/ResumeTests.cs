using LlmWiki.Llama.Hub;
using static LlmWiki.Llama.Tests.Hub.DownloadStage;

namespace LlmWiki.Llama.Tests.Hub;

/// <summary>A later process goes on with what an earlier one left.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly DownloadStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_later_process_goes_on_where_this_one_was_cut_off()
    {
        await _stage.CutOff(Old, 300_000);
        _stage.Names().ShouldBe(["model.gguf.part", "model.gguf.part.json"]);
        using var server = new TestServer(request => TestReply.File(request, Old));
        await _stage.GoOn(server);
        server.Requests.ShouldHaveSingleItem().From.ShouldBe(300_000);
        File.ReadAllBytes(_stage.Target).ShouldBe(Old);
        _stage.Names().ShouldBe(["model.gguf"]);
    }

    [Fact]
    public async Task A_server_that_ignores_the_range_sends_all_of_it_again()
    {
        await _stage.CutOff(Old, 300_000);
        using var server = new TestServer(request => TestReply.File(request with { Headers = new Dictionary<string, string>() }, New));
        await _stage.GoOn(server);
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
    }

    [Fact]
    public async Task Two_versions_are_never_mixed_though_the_server_ignores_If_Range()
    {
        await _stage.CutOff(Old, 300_000);
        using var server = new TestServer(request => TestReply.File(Without(request, "If-Range"), New, "\"v2\""));
        await _stage.GoOn(server);
        server.Requests.Select(request => request.From).ShouldBe([300_000, null]);
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
    }

    [Fact]
    public async Task A_part_without_anything_that_names_its_version_is_not_gone_on_with()
    {
        await _stage.CutOff(Old, 300_000, tag: null);
        using var server = new TestServer(request => TestReply.File(request, New, tag: null));
        await _stage.GoOn(server);
        server.Requests.ShouldHaveSingleItem().From.ShouldBeNull();
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
    }

    [Fact]
    public async Task A_range_that_nobody_asked_for_is_not_appended()
    {
        await _stage.CutOff(Old, 300_000);
        using var server = new TestServer(request => request.From is null
            ? TestReply.File(request, Old)
            : new TestReply(206, Old[1000..]) { Headers = new() { ["ETag"] = "\"v1\"", ["Content-Range"] = $"bytes 1000-{Old.Length - 1}/{Old.Length}" } });
        await _stage.GoOn(server);
        File.ReadAllBytes(_stage.Target).ShouldBe(Old);
    }

    [Fact]
    public async Task A_part_that_only_lacks_its_name_is_checked_and_named()
    {
        var sum = Checksum.Sha256(Sum(Old));
        await _stage.CutOff(Old, Old.Length - 1, checksum: sum);
        File.AppendAllBytes(_stage.Target + ".part", Old[^1..]);
        using var server = new TestServer(request => TestReply.File(request, Old));
        (await _stage.GoOn(server, sum)).IsVerified.ShouldBeTrue();
        server.Requests.ShouldHaveSingleItem().From.ShouldBe(Old.Length);
        File.ReadAllBytes(_stage.Target).ShouldBe(Old);
    }

    [Fact]
    public async Task A_part_that_is_longer_than_the_file_is_begun_anew()
    {
        await _stage.CutOff(Old, 300_000);
        using var server = new TestServer(request => TestReply.File(request, Old[..200_000]));
        await _stage.GoOn(server);
        server.Requests.Select(request => request.From).ShouldBe([300_000, null]);
        File.ReadAllBytes(_stage.Target).ShouldBe(Old[..200_000]);
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_fetched_from_its_beginning()
    {
        await _stage.CutOff(Old, 300_000);
        using var server = new TestServer(request => TestReply.File(request, New, "\"v2\""));
        await _stage.GoOn(server);
        server.Requests.ShouldHaveSingleItem().Headers["If-Range"].ShouldBe("\"v1\"");
        File.ReadAllBytes(_stage.Target).ShouldBe(New);
    }

    private static TestRequest Without(TestRequest request, string header) =>
        request with { Headers = request.Headers.Where(each => each.Key != header).ToDictionary(StringComparer.OrdinalIgnoreCase) };
}
