using LlmWiki.Llama.Gguf;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>A model in three files, as its maker cut it.</summary>
public sealed class GgufPartsTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_part_stands_for_the_whole()
    {
        var path = Write(Parts());
        var whole = GgufFile.Read(TinyModel.InTemp(ModelShape.Tiny));
        var file = GgufFile.Read(path);
        (file.ParameterCount, file.WeightBytes, file.Name).ShouldBe((whole.ParameterCount, whole.WeightBytes, whole.Name));
        file.Parts.Select(Path.GetFileName).ShouldBe(["m-00001-of-00003.gguf", "m-00002-of-00003.gguf", "m-00003-of-00003.gguf"]);
        file.FileBytes.ShouldBe(file.Parts.Sum(part => new FileInfo(part).Length));
    }

    [Fact]
    public void Another_part_names_the_first()
    {
        Write(Parts());
        var second = Path.Combine(_folder.Root, "m-00002-of-00003.gguf");
        var error = Should.Throw<WikiException>(() => GgufFile.Read(second));
        error.Message.ShouldBe($"'{second}' is part 2 of 3 of a model");
        error.Hint!.ShouldContain("m-00001-of-00003.gguf");
    }

    [Fact]
    public void Parts_that_are_missing_are_listed()
    {
        var path = Write(Parts());
        File.Delete(Path.Combine(_folder.Root, "m-00003-of-00003.gguf"));
        var error = Should.Throw<WikiException>(() => GgufFile.Read(path));
        error.Message.ShouldContain("1 of them are missing beside it: 'm-00003-of-00003.gguf'");
        error.Hint!.ShouldContain("one folder");
    }

    [Fact]
    public void A_part_that_was_renamed_says_what_its_name_must_be()
    {
        var path = Write(Parts());
        var renamed = Path.Combine(_folder.Root, "model.gguf");
        File.Move(path, renamed);
        Should.Throw<WikiException>(() => GgufFile.Read(renamed)).Hint!.ShouldContain("-00001-of-00003.gguf");
    }

    [Fact]
    public void A_part_of_another_model_is_noticed()
    {
        var parts = Parts();
        parts[1].Set("split.no", 2, BitConverter.GetBytes((ushort)2));
        Refused(parts, "m-00002");
        parts = Parts();
        parts[1].Tensors.RemoveAt(0);
        Refused(parts, "are announced");
        parts = Parts();
        parts[1].Tensors.Add(parts[2].Tensors[0]);
        Refused(parts, "same tensors");
        parts = Parts();
        parts[2] = GgufDocument.Read(TinyModel.InTemp(ModelShape.Tiny));
        Refused(parts, "m-00003");
        parts = Parts();
        parts[0].Set("split.count", 2, BitConverter.GetBytes(ushort.MaxValue));
        Refused(parts, "65,535 parts");
    }

    [Fact]
    public void A_part_that_is_cut_off_is_named()
    {
        var path = Write(Parts());
        using (var third = new FileStream(Path.Combine(_folder.Root, "m-00003-of-00003.gguf"), FileMode.Open))
        {
            third.SetLength(third.Length - 100);
        }

        Should.Throw<WikiException>(() => GgufFile.Read(path)).Message.ShouldContain("m-00003-of-00003.gguf' is cut off");
    }

    private void Refused(GgufDocument[] parts, string what) => Should.Throw<WikiException>(() => GgufFile.Read(Write(parts))).Message.ShouldContain(what);

    private string Write(GgufDocument[] parts) =>
        parts.Select((part, number) => _folder.Write($"m-{number + 1:00000}-of-00003.gguf", part.ToBytes())).ToList()[0];

    private static GgufDocument[] Parts()
    {
        var whole = GgufDocument.Read(TinyModel.InTemp(ModelShape.Tiny));
        var tensors = whole.Tensors.ToList();
        whole.Tensors.Clear();
        GgufDocument[] parts = [whole, new(), new()];
        for (var number = 0; number < parts.Length; number++)
        {
            parts[number].Tensors.AddRange(tensors.Skip(number * 7).Take(7));
            parts[number].Set("split.no", 2, BitConverter.GetBytes((ushort)number)).Set("split.count", 2, BitConverter.GetBytes((ushort)3))
                .Set("split.tensors.count", 5, BitConverter.GetBytes(tensors.Count));
        }

        return parts;
    }
}
