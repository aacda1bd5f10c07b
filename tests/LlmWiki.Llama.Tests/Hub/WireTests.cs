using System.Security.Cryptography;
using System.Text;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Llama.Tests.Hub;

public sealed class WireTests : IDisposable
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("the bytes of a model");
    private static readonly string Sum = Convert.ToHexStringLower(SHA256.HashData(Body));
    private static readonly string OtherSum = Convert.ToHexStringLower(SHA256.HashData(Body.AsSpan(1)));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_token_stays_with_the_host_it_is_for_and_that_host_says_what_the_bytes_must_be()
    {
        using var store = new TestServer(request => TestReply.File(request, Body, $"\"{OtherSum}\""));
        using var hub = new TestServer(request => request.Target == "/moved"
            ? TestReply.Redirect(store.At("blob")) with { Headers = new() { ["Location"] = store.At("blob").ToString(), ["X-Linked-Etag"] = $"\"{Sum}\"", ["X-Linked-Size"] = "20" } }
            : new TestReply(307, []) { Headers = new() { ["Location"] = "/moved" } });
        (await Fetch(hub)).ShouldBe(new DownloadedFile(_folder.At("f"), Body.Length, Checksum.Sha256(Sum)!, IsVerified: true));
        hub.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization")).ShouldBe(["Bearer secret", "Bearer secret"]);
        store.Requests.ShouldHaveSingleItem().Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Fact]
    public async Task An_ETag_of_another_host_is_no_checksum_but_one_of_the_hub_itself_is()
    {
        using var store = new TestServer(request => TestReply.File(request, Body, $"\"{OtherSum}\""));
        using var hub = new TestServer(_ => TestReply.Redirect(store.At("blob")));
        (await Fetch(hub)).IsVerified.ShouldBeFalse();
        (await Should.ThrowAsync<WikiException>(() => Fetch(store))).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_tag_of_git_is_no_checksum()
    {
        using var hub = new TestServer(_ => new TestReply(200, Body) { Headers = new() { ["X-Linked-Etag"] = "\"da39a3ee5e6b4b0d3255bfef95601890afd80709\"" } });
        (await Fetch(hub)).IsVerified.ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_that_stands_between_is_noticed_by_its_size()
    {
        using var hub = new TestServer(_ => new TestReply(200, Body) { Headers = new() { ["X-Linked-Size"] = "2500000000" } });
        var error = await Should.ThrowAsync<WikiException>(() => Fetch(hub));
        error.Message.ShouldBe("'f' is to have 2500000000 bytes, and '127.0.0.1' sends 20");
        _folder.Names().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_server_in_trouble_is_asked_again(int status)
    {
        var answers = 0;
        using var hub = new TestServer(request => answers++ < 2 ? TestReply.Text(status, "later") : TestReply.File(request, Body));
        (await Fetch(hub)).Bytes.ShouldBe(Body.Length);
        hub.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_stays_in_trouble_is_given_up()
    {
        using var hub = new TestServer(_ => TestReply.Text(502, "no"));
        var error = await Should.ThrowAsync<WikiException>(() => Fetch(hub));
        error.Message.ShouldBe("'127.0.0.1' does not deliver: it answered 502");
        hub.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_wait_that_the_server_asks_for_is_kept_unless_it_is_too_long()
    {
        var wait = "40";
        using var hub = new TestServer(_ => TestReply.Text(429, "slowly") with { Headers = new() { ["Retry-After"] = wait } });
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Should.ThrowAsync<WikiException>(() => Fetch(hub));
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(3.5), "two waits of 40 seconds on a clock that runs 20 times too fast");
        wait = "3600";
        hub.Requests.Clear();
        (await Should.ThrowAsync<WikiException>(() => Fetch(hub))).Message.ShouldBe("'127.0.0.1' does not deliver: it answered 429, and asks to wait 60 minutes");
        hub.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(416)]
    [InlineData(304)]
    public async Task A_no_is_taken_for_a_no(int status)
    {
        using var hub = new TestServer(_ => TestReply.Text(status, "no") with { Headers = new() { ["X-Error-Code"] = "GatedRepo" } });
        var error = await Should.ThrowAsync<RefusedException>(() => Fetch(hub));
        error.Status.ShouldBe(status);
        hub.Requests.Count.ShouldBe(1);
        _folder.Names().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("file:///etc/passwd", "redirects from http to file")]
    [InlineData("/round", "redirects more than 10 times")]
    public async Task A_redirect_leads_only_where_it_should(string to, string message)
    {
        using var hub = new TestServer(_ => new TestReply(302, []) { Headers = new() { ["Location"] = to } });
        (await Should.ThrowAsync<WikiException>(() => Fetch(hub))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_told_soon()
    {
        Uri nobody;
        using (var server = new TestServer(_ => TestReply.Text(200, "")))
        {
            nobody = server.At("f");
        }

        var error = await Should.ThrowAsync<WikiException>(() => Fetch(nobody));
        error.Message.ShouldStartWith("'127.0.0.1' does not deliver: ");
        error.Hint.ShouldNotBeNull().ShouldContain("HTTPS_PROXY");
    }

    private Task<DownloadedFile> Fetch(TestServer server) => Fetch(server.At("f"));

    private async Task<DownloadedFile> Fetch(Uri source)
    {
        using var downloader = new Downloader(new HurriedTime());
        return await downloader.Fetch(new DownloadRequest(source, _folder.At("f")) { Token = "secret", FromHub = true });
    }
}
