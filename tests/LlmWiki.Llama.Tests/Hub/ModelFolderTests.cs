using System.Collections.Immutable;
using LlmWiki.Llama.Hub;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests.Hub;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private ModelFolder Place => new(null, _folder.At("beside"), _folder.At("user"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Models_are_found_below_the_folders_and_nothing_else_is()
    {
        Put("beside/chat.gguf", ModelShape.Tiny);
        Put("user/owner/repo/Embedding.GGUF", ModelShape.TinyEmbedding);
        Put("user/owner/repo/mmproj-chat.gguf", ModelShape.Tiny);
        Put("user/.cache/chat.gguf", ModelShape.Tiny);
        Text("user/half.gguf.part");
        Text("user/readme.md");
        Text("user/cut-00002-of-00002.gguf");
        var models = Place.Models();
        models.Select(model => (model.Name, model.IsChat, model.IsEmbedding)).ShouldBe([("chat", true, false), ("Embedding", false, true)]);
    }

    [Fact]
    public void A_file_that_is_no_model_is_listed_with_what_is_wrong()
    {
        Text("user/page.gguf");
        Text("user/cut-00001-of-00002.gguf");
        Place.Models().ShouldAllBe(model => model.File == null && model.Problem != null && !model.IsChat && !model.IsEmbedding);
        Place.Models().Select(model => model.Name).ShouldBe(["cut-00001-of-00002", "page"]);
    }

    [Fact]
    public void No_folder_is_no_model() => new ModelFolder(null, null, _folder.At("missing")).Models().ShouldBeEmpty();

    [Fact]
    public void A_configured_file_is_a_model_wherever_it_lies_and_one_that_is_missing_is_a_problem()
    {
        Put("elsewhere/chat.gguf", ModelShape.Tiny);
        (Place with { Configured = _folder.At("elsewhere/chat.gguf") }).Models().ShouldHaveSingleItem().IsChat.ShouldBeTrue();
        (Place with { Configured = _folder.At("elsewhere/other.gguf") }).Models().ShouldHaveSingleItem().Problem.ShouldNotBeNull();
        (Place with { Configured = _folder.At("elsewhere") }).Models().ShouldHaveSingleItem().IsChat.ShouldBeTrue();
    }

    [Theory]
    [InlineData("chat", 2)]
    [InlineData("CHAT.gguf", 2)]
    [InlineData("repo/chat", 1)]
    [InlineData("owner/repo/chat.gguf", 1)]
    [InlineData("user/chat.gguf", 1)]
    [InlineData("hat", 0)]
    public void A_model_is_called_by_its_name_or_by_a_path(string typed, int found)
    {
        Put("user/chat.gguf", ModelShape.Tiny);
        Put("user/owner/repo/chat.gguf", ModelShape.Tiny);
        Place.Named(typed, _folder.Path).Length.ShouldBe(found);
    }

    [Fact]
    public void Auto_takes_the_only_chat_model()
    {
        Put("user/chat.gguf", ModelShape.Tiny);
        Put("user/embedding.gguf", ModelShape.TinyEmbedding);
        Text("user/broken.gguf");
        Choice(null).ShouldBe(("chat", "it is the only chat model"));
    }

    [Fact]
    public void Auto_asks_where_there_are_several_and_takes_none()
    {
        Put("user/a.gguf", ModelShape.Tiny);
        Put("beside/b.gguf", ModelShape.Tiny);
        Choice(null).ShouldBe((null, "there are 2 chat models and model.path names none: b, a"));
        Choice("beside").ShouldBe(("b", "it is the only chat model in model.path"));
        Choice("user/a.gguf").ShouldBe(("a", "model.path names it"));
    }

    [Fact]
    public void Auto_takes_no_other_than_the_configured_model()
    {
        Put("user/chat.gguf", ModelShape.Tiny);
        Put("user/embedding.gguf", ModelShape.TinyEmbedding);
        Text("user/broken.gguf");
        Directory.CreateDirectory(_folder.At("empty"));
        Choice("user/embedding.gguf").ShouldBe((null, "model.path is an embedding model, which writes no text"));
        Choice("user/broken.gguf").Why.ShouldStartWith("model.path cannot be used: ");
        Choice("user/none.gguf").Why.ShouldStartWith("model.path cannot be used: ");
        Choice("empty").Why.ShouldBe($"there is no chat model in '{_folder.At("empty")}', which model.path names");
    }

    [Fact]
    public void Without_any_model_the_hint_says_how_to_get_one() =>
        ModelChoice.Of(null, ImmutableArray<FoundModel>.Empty).Hint.ShouldNotBeNull().ShouldContain("wiki model pull");

    [Fact]
    public void Memory_is_that_of_the_weights_and_of_the_cache_for_the_context()
    {
        Put("user/chat.gguf", ModelShape.Tiny);
        var file = Place.Models()[0].File!;

        // 2 layers, 2 heads of 16 numbers each for key and value, 2 bytes a number.
        var need = MemoryNeed.Of(file, new ModelConfig { Context = 1000 });
        need.ShouldBe(new MemoryNeed(file.WeightBytes, 1000 * 2 * 2 * 16 * 2 * 2, 1000));
        MemoryNeed.Of(file, new ModelConfig { Context = 100_000 }).Context.ShouldBe(4096, "it was made for no more");
        MemoryNeed.Of(file, new ModelConfig { Context = 1000, Kv = KvType.Q8 }).Cache.ShouldBe(1000 * 2 * 2 * 16 * 2 * 34 / 32);
        need.On(new MachineMemory(need.Total, need.Total)).ShouldBe(Fit.Fits);
        need.On(new MachineMemory(need.Total, need.Total - 1)).ShouldBe(Fit.Tight);
        need.On(new MachineMemory(need.Total - 1, need.Total - 1)).ShouldBe(Fit.TooLarge);
    }

    [Fact]
    public void The_machine_has_memory_and_not_all_of_it_is_free()
    {
        var memory = MachineMemory.Now();
        memory.Total.ShouldBeGreaterThan(100_000_000);
        memory.Free.ShouldBeInRange(1, memory.Total - 1);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(9949, "9.9 kB")]
    [InlineData(9950, "10 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.0 MB")]
    [InlineData(2_497_281_120, "2.5 GB")]
    [InlineData(long.MaxValue, "9223372 TB")]
    public void Sizes_are_told_in_few_digits(long bytes, string text) => ByteText.Of(bytes).ShouldBe(text);

    private (string? Name, string Why) Choice(string? configured)
    {
        var path = configured is null ? null : _folder.At(configured);
        var choice = ModelChoice.Of(path, (Place with { Configured = path }).Models());
        return (choice.Model?.Name, choice.Why);
    }

    private void Put(string path, ModelShape shape)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(path))!);
        File.Copy(TinyModel.InTemp(shape), _folder.At(path));
    }

    private void Text(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(path))!);
        File.WriteAllText(_folder.At(path), "<html>sign in</html>");
    }
}
