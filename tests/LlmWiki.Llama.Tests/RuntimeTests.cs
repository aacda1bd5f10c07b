using LlmWiki.Llama.Native;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests;

public sealed class RuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("llmwiki-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_library_is_one_that_the_program_knows()
    {
        var runtime = LlamaRuntime.Load();
        AbiGuard.KnownVersions.ShouldContain(known => runtime.Version.StartsWith(known, StringComparison.Ordinal));
        runtime.Devices().ShouldContain(device => device.Kind == LlamaDeviceKind.Processor);
        runtime.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Another_release_is_refused_by_its_version()
    {
        AbiGuard.Problem("0.4.0", AbiGuard.ExpectedModel(), AbiGuard.ExpectedContext()).ShouldBeNull();
        AbiGuard.Problem("0.5.0-dev", AbiGuard.ExpectedModel(), AbiGuard.ExpectedContext()).ShouldBeNull();
        AbiGuard.Problem("0.6.0", AbiGuard.ExpectedModel(), AbiGuard.ExpectedContext())!.ShouldContain("0.4.0, 0.5.0");
    }

    [Fact]
    public void Another_layout_is_refused_by_the_field_that_moved()
    {
        var model = AbiGuard.ExpectedModel();
        model.LazyMode = 0;
        AbiGuard.Problem("0.4.0", model, AbiGuard.ExpectedContext())!.ShouldContain("LazyMode");
        var context = AbiGuard.ExpectedContext();
        context.KeyType = 0;
        AbiGuard.Problem("0.4.0", AbiGuard.ExpectedModel(), context)!.ShouldContain("KeyType");
    }

    [Fact]
    public async Task A_file_that_is_no_model_is_an_error_with_its_name()
    {
        var path = Path.Combine(_folder, "notes.gguf");
        await File.WriteAllTextAsync(path, "<html>Not found</html>", Cancel);
        (await Should.ThrowAsync<WikiException>(Open(path))).Message.ShouldContain("notes.gguf");
        (await Should.ThrowAsync<WikiException>(Open(Path.Combine(_folder, "nothing.gguf")))).Message.ShouldContain("nothing.gguf");
        (await Should.ThrowAsync<WikiException>(Open(_folder))).Message.ShouldContain(_folder);
    }

    [Fact]
    public async Task A_truncated_model_is_an_error_and_not_the_end_of_the_process()
    {
        var whole = await File.ReadAllBytesAsync(TinyModel.InTemp(ModelShape.Tiny), Cancel);
        var path = Path.Combine(_folder, "half.gguf");
        await File.WriteAllBytesAsync(path, whole[..(whole.Length / 2)], Cancel);
        (await Should.ThrowAsync<WikiException>(Open(path))).Message.ShouldContain("half.gguf");
    }

    [Fact]
    public async Task An_architecture_that_llama_cpp_does_not_know_is_named()
    {
        var path = Path.Combine(_folder, "odd.gguf");
        TinyModel.Write(path, ModelShape.Tiny with { Architecture = "qwen2" });
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        var text = System.Text.Encoding.Latin1.GetString(bytes).Replace("qwen2", "qwenX", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(path, System.Text.Encoding.Latin1.GetBytes(text), Cancel);
        var error = await Should.ThrowAsync<WikiException>(Open(path));
        error.Message.ShouldContain("qwenX");
    }

    [Fact]
    public async Task A_context_larger_than_the_model_was_trained_for_is_refused_with_both_figures()
    {
        var error = await Should.ThrowAsync<WikiException>(LlamaEngine.OpenAsync(TinyEngine.Options with { Context = 100_000 }, Cancel));
        error.Message.ShouldContain("100000");
        error.Message.ShouldContain("4096");
    }

    [Fact]
    public async Task A_model_without_a_known_chat_template_is_refused_and_can_be_told()
    {
        var odd = TinyModel.InTemp(ModelShape.Tiny with { ChatTemplate = "{{ messages }}" });
        (await Should.ThrowAsync<WikiException>(Open(odd))).Message.ShouldContain("template");
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options with { ModelPath = odd, Template = "chatml" }, Cancel);
        engine.Format.ShouldNotBeNull();
    }

    private static Task<LlamaEngine> Open(string path) => LlamaEngine.OpenAsync(TinyEngine.Options with { ModelPath = path }, Cancel);
}
