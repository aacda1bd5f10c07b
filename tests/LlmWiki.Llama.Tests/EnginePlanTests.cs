using LlmWiki.Llama.Gguf;
using LlmWiki.TinyModels;

namespace LlmWiki.Llama.Tests;

public sealed class EnginePlanTests
{
    private const long Gigabyte = 1_000_000_000;

    // 36 layers with 8 heads of 128: 144 KiB for a token of the cache. The weights are made small, so that the file is.
    private static readonly ModelShape LargeCache = ModelShape.Tiny with
    {
        Name = "Large cache",
        Layers = 36,
        Width = 64,
        Heads = 8,
        KeyValueHeads = 8,
        HeadDimension = 128,
        ContextLength = 40_960,
    };

    private static readonly GgufFile File = GgufFile.Read(TinyModel.InTemp(LargeCache));

    private static LlamaOptions Options => new() { ModelPath = "model.gguf" };

    [Fact]
    public void A_machine_with_room_gets_a_worker_for_each_core_but_one()
    {
        var plan = EnginePlan.For(File, Options, new Machine(8, 64 * Gigabyte, 0));
        plan.Workers.ShouldBe(7);
        plan.Threads.ShouldBe(1);
        plan.Context.ShouldBe(EnginePlan.UsualContext);
        plan.Bytes.ShouldBeLessThan(64 * Gigabyte / 4);
    }

    [Fact]
    public void Slots_are_given_up_before_workers_and_workers_before_the_context()
    {
        var rich = EnginePlan.For(File, Options, new Machine(4, 64 * Gigabyte, 0));
        var fair = EnginePlan.For(File, Options, new Machine(4, 9 * Gigabyte, 0));
        var poor = EnginePlan.For(File, Options, new Machine(4, Gigabyte, 0));
        var poorest = EnginePlan.For(File, Options, new Machine(4, Gigabyte / 2, 0));
        (rich.Workers, rich.Slots, rich.Context).ShouldBe((3, 4, 4096));
        (fair.Workers, fair.Slots, fair.Context).ShouldBe((3, 1, 4096));
        (poor.Workers, poor.Slots, poor.Context).ShouldBe((1, 1, 4096));
        (poorest.Workers, poorest.Slots, poorest.Context).ShouldBe((1, 1, 2048));
    }

    [Fact]
    public void A_lone_worker_gets_the_idle_cores_as_threads()
    {
        var plan = EnginePlan.For(File, Options with { Workers = 1 }, new Machine(8, 64 * Gigabyte, 0));
        plan.Threads.ShouldBe(7);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_figures_and_with_what_would()
    {
        var error = Should.Throw<WikiException>(() => EnginePlan.For(File, Options with { Context = 40_960, Workers = 1, Slots = 1 }, new Machine(4, 4 * Gigabyte, 0)));
        error.Message.ShouldContain("6.1 GB of memory are needed");
        error.Message.ShouldContain("3.6 GB are free");
        error.Hint!.ShouldContain("lower model.context to 2");
        Should.Throw<WikiException>(() => EnginePlan.For(File, Options, new Machine(4, Gigabyte / 20, 0))).Hint!.ShouldContain("smaller model");
    }

    [Fact]
    public void A_cache_in_8_bits_takes_half()
    {
        var machine = new Machine(2, 64 * Gigabyte, 0);
        var whole = EnginePlan.For(File, Options, machine).Bytes;
        EnginePlan.For(File, Options with { QuantizeCache = true }, machine).Bytes.ShouldBeLessThan((whole * 55 / 100) + (Gigabyte / 10));
    }

    [Fact]
    public void A_gpu_takes_all_layers_or_those_that_fit_or_none()
    {
        var roomy = EnginePlan.For(File, Options, new Machine(8, 64 * Gigabyte, 24 * Gigabyte));
        (roomy.GpuLayers, roomy.Workers, roomy.Slots).ShouldBe((-1, 1, 8));
        EnginePlan.For(File, Options, new Machine(8, 64 * Gigabyte, 3 * Gigabyte)).Slots.ShouldBe(4);
        EnginePlan.For(File, Options with { GpuLayers = 0 }, new Machine(8, 64 * Gigabyte, 24 * Gigabyte)).GpuLayers.ShouldBe(0);
        EnginePlan.For(File, Options with { GpuLayers = 12 }, new Machine(8, 64 * Gigabyte, 24 * Gigabyte)).GpuLayers.ShouldBe(12);
    }

    [Fact]
    public void A_context_beyond_what_the_model_was_trained_for_is_refused() =>
        Should.Throw<WikiException>(() => EnginePlan.For(File, Options with { Context = 50_000 }, new Machine(8, 64 * Gigabyte, 0))).Message.ShouldContain("trained for 40960");
}
