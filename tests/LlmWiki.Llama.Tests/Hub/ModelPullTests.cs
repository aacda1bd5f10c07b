using LlmWiki.Llama.Hub;

namespace LlmWiki.Llama.Tests.Hub;

public sealed class ModelPullTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["README.md"] = "# Tiny"u8.ToArray(),
        ["tiny-Q4_K_M.gguf"] = Bytes(1),
        ["tiny-Q8_0.gguf"] = Bytes(2),
        ["big models/tiny-F16-00001-of-00002.gguf"] = Bytes(3),
        ["big models/tiny-F16-00002-of-00002.gguf"] = Bytes(4),
        ["../../evil-Q4_K_M.gguf"] = Bytes(5),
    };

    private readonly TempFolder _folder = new();
    private readonly List<(string Path, bool IsPart)> _checked = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_repository_is_enough_to_get_its_most_suitable_model()
    {
        using var hub = new FakeHub(Files);
        var model = await Pull(hub, "tiny/models");
        model.Path.ShouldBe(_folder.At("tiny/models/tiny-Q4_K_M.gguf"));
        model.ShouldBe(new PulledModel(model.Path, 1000, WasThere: false, IsVerified: true));
        File.ReadAllBytes(model.Path).ShouldBe(Files["tiny-Q4_K_M.gguf"]);
        _checked.ShouldBe([(model.Path + ".part", false)]);
    }

    [Fact]
    public async Task All_parts_of_a_split_model_come_and_the_first_stands_for_it()
    {
        using var hub = new FakeHub(Files);
        var model = await Pull(hub, "tiny/models:f16");
        model.Path.ShouldBe(_folder.At("tiny/models/tiny-F16-00001-of-00002.gguf"));
        model.Bytes.ShouldBe(2000);
        _checked.Select(each => each.IsPart).ShouldBe([true, true, false]);
        _checked[^1].Path.ShouldBe(model.Path);
        File.ReadAllBytes(_folder.At("tiny/models/tiny-F16-00002-of-00002.gguf")).ShouldBe(Files["big models/tiny-F16-00002-of-00002.gguf"]);
    }

    [Fact]
    public async Task What_is_there_is_not_fetched_again_unless_forced()
    {
        using var hub = new FakeHub(Files);
        await Pull(hub, "tiny/models");
        (await Pull(hub, "tiny/models")).WasThere.ShouldBeTrue();
        hub.StoreRequests.Count().ShouldBe(1);
        (await Pull(hub, "tiny/models", force: true)).WasThere.ShouldBeFalse();
        hub.StoreRequests.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Another_file_of_that_name_is_not_replaced_unasked()
    {
        using var hub = new FakeHub(Files);
        File.WriteAllText(_folder.At("mine.gguf"), "mine");
        var error = await Should.ThrowAsync<WikiException>(() => Pull(hub, "tiny/models", output: _folder.At("mine.gguf")));
        error.Message.ShouldContain("is another file: 4 B, not 1.0 kB");
        File.ReadAllText(_folder.At("mine.gguf")).ShouldBe("mine");
    }

    [Theory]
    [InlineData("tiny/models", "a/b.gguf", "a/b.gguf")]
    [InlineData("tiny/models", "a/", "a/tiny-Q4_K_M.gguf")]
    [InlineData("tiny/models", "there", "there/tiny-Q4_K_M.gguf")]
    [InlineData("tiny/models:F16", "there", "there/tiny-F16-00001-of-00002.gguf")]
    public async Task A_person_may_say_where_it_goes(string reference, string output, string path)
    {
        using var hub = new FakeHub(Files);
        Directory.CreateDirectory(_folder.At("there"));
        (await Pull(hub, reference, output: _folder.At(output))).Path.ShouldBe(_folder.At(path));
    }

    [Fact]
    public async Task Several_parts_do_not_go_into_one_file()
    {
        using var hub = new FakeHub(Files);
        (await Should.ThrowAsync<WikiException>(() => Pull(hub, "tiny/models:F16", output: _folder.At("b.gguf")))).Message.ShouldContain("has 2 parts");
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_told_from_one_that_needs_a_licence()
    {
        using var hub = new FakeHub(Files) { Token = "mine" };
        (await Should.ThrowAsync<WikiException>(() => Pull(hub, "tiny/nothing"))).Message.ShouldBe("there is no model 'tiny/nothing' at 127.0.0.1 that everyone may see");
        (await Should.ThrowAsync<WikiException>(() => Pull(hub, "tiny/nothing", token: "mine"))).Message.ShouldBe("there is no model 'tiny/nothing' at 127.0.0.1");
        var gated = await Should.ThrowAsync<WikiException>(() => Pull(hub, "tiny/models"));
        gated.Message.ShouldBe("'tiny/models' is given only to those who accept its licence");
        gated.Hint.ShouldBe($"accept it at {hub.Server.At("tiny/models")} and set HF_TOKEN to an access token of your account");
        (await Pull(hub, "tiny/models", token: "mine")).IsVerified.ShouldBeTrue();
        hub.StoreRequests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_mirror_that_lists_names_only_still_gets_the_sum_from_its_headers()
    {
        using var hub = new FakeHub(Files) { ListsSums = false };
        hub.OnStore = request => TestReply.File(request, Files["tiny-Q8_0.gguf"]);
        (await Should.ThrowAsync<WikiException>(() => Pull(hub, "tiny/models"))).Message.ShouldContain("arrived damaged");
        hub.OnStore = _ => null;
        (await Pull(hub, "tiny/models")).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_that_breaks_at_the_store_is_gone_on_with_through_a_fresh_redirect()
    {
        using var hub = new FakeHub(Files);
        hub.OnStore = request => hub.StoreRequests.Count() == 1 ? TestReply.File(request, Files["tiny-Q4_K_M.gguf"]) with { BreakAfter = 400 } : null;
        await Pull(hub, "tiny/models");
        hub.StoreRequests.Select(request => request.From).ShouldBe([null, 400]);
        File.ReadAllBytes(_folder.At("tiny/models/tiny-Q4_K_M.gguf")).ShouldBe(Files["tiny-Q4_K_M.gguf"]);
    }

    [Fact]
    public async Task An_address_is_fetched_as_it_is()
    {
        using var server = new TestServer(request => request.Target == "/x/my%20model.gguf" ? TestReply.File(request, Bytes(7)) : TestReply.Text(404, "no"));
        using var hub = new FakeHub(Files);
        (await Pull(hub, server.At("x/my%20model.gguf").AbsoluteUri, token: "mine")).ShouldBe(
            new PulledModel(_folder.At("my model.gguf"), 1000, WasThere: false, IsVerified: false));
        server.Requests.ShouldHaveSingleItem().Headers.ContainsKey("Authorization").ShouldBeFalse();
        (await Should.ThrowAsync<WikiException>(() => Pull(hub, server.At("y.gguf").AbsoluteUri))).Message.ShouldBe("'127.0.0.1' answered 404 for 'y.gguf'");
    }

    [Fact]
    public async Task Something_else_than_a_hub_is_noticed()
    {
        using var server = new TestServer(_ => TestReply.Text(200, "<html>"));
        using var downloader = new Downloader(new HurriedTime());
        var pull = new ModelPull(downloader, HubPlace.Of(server.Address.ToString(), null), (_, _) => { });
        (await Should.ThrowAsync<WikiException>(() => pull.Plan("o/r", _folder.Path, null, default))).Message.ShouldContain("something else than a hub");
    }

    [Theory]
    [InlineData(null, "https://huggingface.co/o/r")]
    [InlineData("", "https://huggingface.co/o/r")]
    [InlineData("https://mirror.example/hub/", "https://mirror.example/hub/o/r")]
    public void The_hub_may_be_a_mirror(string? endpoint, string address) => HubPlace.Of(endpoint, null).At("o/r").ToString().ShouldBe(address);

    [Fact]
    public void A_token_is_never_shown()
    {
        HubPlace.Of(null, "secret").ToString().ShouldNotContain("secret");
        Should.Throw<WikiException>(() => HubPlace.Of("mirror", null)).Message.ShouldBe("HF_ENDPOINT is 'mirror', which is no http or https address");
    }

    private async Task<PulledModel> Pull(FakeHub hub, string reference, string? output = null, bool force = false, string? token = null)
    {
        using var downloader = new Downloader(new HurriedTime());
        var pull = new ModelPull(downloader, HubPlace.Of(hub.Server.Address.ToString(), token), (path, isPart) => _checked.Add((path, isPart)));
        return await pull.Pull(ModelPull.Look(await pull.Plan(reference, _folder.Path, output, default), force), progress: null, default);
    }

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[1000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
