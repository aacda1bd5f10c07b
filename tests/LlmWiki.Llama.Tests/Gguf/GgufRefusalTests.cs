using System.Text;
using LlmWiki.Llama.Gguf;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>Files that are no model, not whole, or not readable: each is an error that names the file and says what to do.</summary>
public sealed class GgufRefusalTests : IDisposable
{
    private static readonly byte[] Whole = File.ReadAllBytes(TinyModel.InTemp(ModelShape.Tiny));

    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html>", "web page", "download link")]
    [InlineData("\n  <html><head>", "web page", "download link")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 2497280256\n", "Git LFS pointer", "git lfs pull")]
    [InlineData("{\"error\":\"Repository not found\"}", "Repository not found", "download it again")]
    [InlineData("\u0050\u0000\u0000\u0000\u0000\u0000\u0000\u0000{\"__metadata__\":{", "safetensors", "GGUF of the model")]
    [InlineData("PK\u0003\u0004weights", "zip", "GGUF of the model")]
    [InlineData("tjgg\u0001\u0000\u0000\u0000", "2023", "GGUF of the model")]
    [InlineData("FUGG\u0000\u0000\u0000\u0003", "big-endian", "little-endian")]
    [InlineData("\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000", "zeros", "download it again")]
    [InlineData("Dear diary", "no GGUF", ".gguf file")]
    [InlineData("GG", "no GGUF", ".gguf file")]
    public void What_is_no_GGUF_is_told_by_what_it_is(string text, string what, string hint) => Refused(Encoding.Latin1.GetBytes(text), what, hint);

    [Theory]
    [InlineData(0u, "damaged", "download it again")]
    [InlineData(1u, "version 1", "newer GGUF")]
    [InlineData(4u, "version 4", "newer version of this tool")]
    [InlineData(0x03000000u, "big-endian", "little-endian")]
    public void Other_versions_are_named(uint version, string what, string hint)
    {
        var document = Tiny();
        document.Version = version;
        Refused(document.ToBytes(), what, hint);
    }

    [Fact]
    public void An_empty_file_is_empty() => Refused([], "is empty", "download it again");

    [Fact]
    public void A_file_that_is_cut_off_in_its_weights_says_how_much_is_there() => Refused(Whole[..^30_000], "164.91 of 194.91 kB", "download it again");

    [Fact]
    public void A_file_that_lacks_one_byte_is_cut_off() => Refused(Whole[..^1], "cut off", "download it again");

    [Fact]
    public void Wherever_a_file_is_cut_off_it_is_refused()
    {
        // Every place in the header's first and last part, each 61st between, each 997th in the weights.
        var weights = Whole.Length - (int)GgufFile.Read(TinyModel.InTemp(ModelShape.Tiny)).WeightBytes;
        var places = Enumerable.Range(1, Whole.Length - 1).Where(at => at < 1500 || Math.Abs(at - weights) < 300 || (at < weights ? at % 61 == 0 : at % 997 == 0));
        var path = _folder.Write("model.gguf", Whole);
        foreach (var length in places.Reverse())
        {
            using (var file = new FileStream(path, FileMode.Open))
            {
                file.SetLength(length);
            }

            Should.Throw<WikiException>(() => GgufFile.Read(path), $"{length} bytes").Message.ShouldContain(length < 4 ? "no GGUF" : "cut off");
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        var missing = Path.Combine(_folder.Root, "nothing.gguf");
        var error = Should.Throw<WikiException>(() => GgufFile.Read(missing));
        (error.Message, error.Hint).ShouldBe(($"there is no model file '{missing}'", "wiki model list"));
        Should.Throw<WikiException>(() => GgufFile.Read(Path.Combine(_folder.Root, "no folder", "x.gguf"))).Message.ShouldContain("no folder");
        Should.Throw<WikiException>(() => GgufFile.Read(_folder.Root)).Message.ShouldContain("is a folder");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b.gguf")]
    public void What_is_no_path_is_refused(string path) => Should.Throw<WikiException>(() => GgufFile.Read(path));

    [Fact]
    public void A_path_that_is_too_long_is_refused() => Should.Throw<WikiException>(() => GgufFile.Read(Path.Combine(_folder.Root, new string('x', 5000))));

    [Fact]
    public void A_file_that_another_holds_is_refused()
    {
        var path = _folder.Write("model.gguf", Whole);
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Should.Throw<WikiException>(() => GgufFile.Read(path)).Hint!.ShouldContain("another program");
    }

    [Fact]
    public void A_file_without_the_right_to_read_it_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "root and Windows read it all the same");
        var path = _folder.Write("model.gguf", Whole);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        Should.Throw<WikiException>(() => GgufFile.Read(path)).Message.ShouldContain("may not be read");
    }

    [Fact]
    public void Vocabularies_adapters_and_image_parts_are_no_models()
    {
        var vocabulary = Tiny();
        vocabulary.Tensors.Clear();
        Refused(vocabulary.ToBytes(), "no weights", "own file");
        Refused(Tiny().Set("general.type", "adapter").ToBytes(), "adapter (LoRA)", "own file");
        Refused(Tiny().Set("general.type", "mmproj").ToBytes(), "image part", "mmproj");
        Refused(Tiny().Set("general.architecture", "clip").ToBytes(), "image part", "mmproj");
    }

    private void Refused(byte[] bytes, string what, string hint)
    {
        var error = Should.Throw<WikiException>(() => GgufFile.Read(_folder.Write("model.gguf", bytes)), $"{bytes.Length} bytes");
        error.Message.ShouldContain("model.gguf");
        error.Message.ShouldContain(what);
        error.Hint!.ShouldContain(hint);
    }

    private static GgufDocument Tiny() => GgufDocument.Read(TinyModel.InTemp(ModelShape.Tiny));
}
