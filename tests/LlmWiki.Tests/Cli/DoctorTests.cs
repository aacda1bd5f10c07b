using System.Collections.Immutable;
using LlmWiki.Cli;
using LlmWiki.Cli.Commands;
using LlmWiki.Cli.Doctor;
using LlmWiki.Llama.Gguf;
using LlmWiki.Llama.Hub;
using LlmWiki.Tests.Storage;
using LlmWiki.TinyModels;

namespace LlmWiki.Tests.Cli;

public sealed class DoctorTests : IDisposable
{
    private static readonly DateTimeOffset Noon = FixedTime.Noon.GetUtcNow();

    private readonly TempWiki _wiki = new();

    public DoctorTests() => Directory.CreateDirectory(_wiki.At("raw"));

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void A_machine_with_nothing_on_it_is_told_what_to_install_and_has_no_problem()
    {
        // The GPU and the disk are those of the machine.
        var found = Bare().Run(default).Where(diagnosis => diagnosis.Topic is not ("gpu" or "disk")).ToList();
        found.ShouldAllBe(diagnosis => diagnosis.Health != Health.Problem);
        found.Where(diagnosis => diagnosis.Health == Health.Warning).Select(diagnosis => diagnosis.Topic).ShouldBe(["engine", "model", "git", "pdf"]);
        found.Where(diagnosis => diagnosis.Health == Health.Warning).ShouldAllBe(diagnosis => diagnosis.Todo != null);
        found.Single(diagnosis => diagnosis.Topic == "npm").What.ShouldBe("not installed, and only building from source uses it");
    }

    [Fact]
    public void Libraries_that_are_missing_are_a_problem_only_where_a_local_model_is_asked_for()
    {
        Of("engine", Bare()).Health.ShouldBe(Health.Warning);
        Of("engine", Bare() with { Config = new WikiConfig { Model = new ModelConfig { Engine = "llama" } } }).Health.ShouldBe(Health.Problem);
    }

    [Fact]
    public void A_check_that_fails_itself_is_a_warning_and_the_others_go_on()
    {
        Bare().Guarded("topic", _ => throw new InvalidOperationException("boom")).ShouldHaveSingleItem()
            .ShouldBe(Diagnosis.Warning("topic", "this could not be checked: boom", null));
        var broken = Bare() with { OnPath = _ => throw new InvalidOperationException("boom") };
        broken.Run(default).Select(diagnosis => diagnosis.Topic).ShouldContain("names");
    }

    [Fact]
    public void A_program_that_cannot_be_started_is_no_crash()
    {
        _wiki.Write("git.txt", "not a program");
        Of("git", Bare() with { OnPath = _ => _wiki.At("git.txt") }).What.ShouldStartWith("this could not be checked: ");
    }

    [Fact]
    public void Git_that_is_switched_off_is_not_looked_for() =>
        Of("git", Bare() with { Config = new WikiConfig { GitCommit = false } }).Health.ShouldBe(Health.Ok);

    [Fact]
    public void Folders_that_cannot_be_used_are_problems()
    {
        Of("folders", Bare()).Health.ShouldBe(Health.Ok);
        Directory.Delete(_wiki.At("raw"));
        _wiki.Write(".wiki", "a file where a folder must be");
        var found = Bare().Run(default).Where(diagnosis => diagnosis.Topic == "folders").ToList();
        found.Select(diagnosis => diagnosis.Health).ShouldBe([Health.Warning, Health.Problem]);
        found[0].Todo.ShouldBe("wiki init makes it");
        found[1].What.ShouldStartWith(".wiki/ cannot be written: ");
    }

    [Fact]
    public void Looking_leaves_nothing_behind()
    {
        var state = _wiki.At(".wiki");
        Directory.Exists(state).ShouldBeFalse();
        Bare().Run(default).Count().ShouldBeGreaterThan(10);
        Directory.Exists(state).ShouldBeFalse();
        Directory.CreateDirectory(state);
        Bare().Run(default).Count().ShouldBeGreaterThan(10);
        Directory.EnumerateFileSystemEntries(state).ShouldBeEmpty();
    }

    [Fact]
    public void A_wiki_folder_without_the_right_to_write_is_a_problem()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("rights are other ones there");
            return;
        }

        var pages = Directory.CreateDirectory(_wiki.At("wiki")).FullName;
        File.SetUnixFileMode(pages, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Of("folders", Bare()).What.ShouldBe("wiki/ cannot be written: the folder has no right to write");
        File.SetUnixFileMode(pages, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData(99_999_999, Health.Problem)]
    [InlineData(100_000_000, Health.Warning)]
    [InlineData(1_000_000_000, Health.Ok)]
    internal void Space_that_runs_out_is_told(long free, Health health) => FolderChecks.Space("/kb", free).Health.ShouldBe(health);

    [Fact]
    public void A_clock_before_this_program_or_before_the_newest_file_is_wrong()
    {
        ClockChecks.Clock(Noon, ("raw/a.md", Noon.AddMinutes(9))).Health.ShouldBe(Health.Ok);
        ClockChecks.Clock(Noon, ("raw/a.md", Noon.AddMinutes(11))).What.ShouldBe("it is 2026-11-22 12:00 UTC by the system's clock, and raw/a.md is from 2026-11-22 12:11 UTC");
        ClockChecks.Clock(DateTimeOffset.UnixEpoch, (null, DateTimeOffset.UnixEpoch)).What.ShouldBe("it is 1970-01-01 00:00 UTC by the system's clock");
    }

    [Fact]
    public void The_newest_file_is_one_of_raw_or_wiki()
    {
        _wiki.Write("raw/deep/new.md", "new");
        File.SetLastWriteTimeUtc(_wiki.At("raw/deep/new.md"), Noon.UtcDateTime.AddDays(2));
        Of("clock", Bare()).What.ShouldContain("and raw/deep/new.md is from 2026-11-24 12:00 UTC");
    }

    [Theory]
    [InlineData("", "", Health.Warning, "install NVIDIA's CUDA 13 runtime (cudart, cublas), then type 'wiki engine install --cuda13'")]
    [InlineData("", "12", Health.Warning, "wiki engine install --cuda12")]
    [InlineData("", "12 13", Health.Warning, "wiki engine install --cuda13")]
    [InlineData("Cuda13", "13", Health.Ok, null)]
    [InlineData("Cuda12", "12 13", Health.Ok, null)]
    [InlineData("Cuda13", "", Health.Warning, "install that runtime")]
    [InlineData("Cuda13", "12", Health.Warning, "install that runtime, or type 'wiki engine install --cuda12'")]
    internal void An_NVIDIA_card_is_told_what_it_lacks(string installed, string runtimes, Health health, string? todo)
    {
        var found = GpuChecks.OfNvidia("a card", Kinds(installed), runtimes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToHashSet(), "linux-x64");
        (found.Health, found.Todo).ShouldBe((health, todo));
    }

    [Fact]
    public void A_card_for_which_there_are_no_libraries_is_no_warning() =>
        GpuChecks.OfNvidia("a card", Kinds(""), new HashSet<int>(), "linux-arm64").Health.ShouldBe(Health.Ok);

    [Theory]
    [InlineData("Vulkan", true, Health.Ok, null)]
    [InlineData("Vulkan", false, Health.Warning, "install the GPU's Vulkan driver")]
    [InlineData("", true, Health.Ok, "'wiki engine install --vulkan' uses it")]
    [InlineData("", false, Health.Ok, null)]
    internal void Vulkan_needs_a_driver_and_a_library(string installed, bool hasLoader, Health health, string? todo)
    {
        var found = GpuChecks.OfVulkan(Kinds(installed), hasLoader, "win-x64");
        (found.Health, found.Todo).ShouldBe((health, todo));
    }

    [Fact]
    public void A_model_whose_chat_format_nobody_knows_is_a_problem_unless_one_is_configured()
    {
        var file = GgufFile.Read(TinyModel.InTemp(ModelShape.Tiny with { ChatTemplate = "{{ odd }}" }));
        var found = ChosenModelChecks.Format(file, template: null);
        (found.Health, found.Todo.ShouldNotBeNull().Contains("model.template", StringComparison.Ordinal)).ShouldBe((Health.Problem, true));
        ChosenModelChecks.Format(file, "chatml").ShouldBe(Diagnosis.Ok("format", "the model is spoken to as chatml"));
        ChosenModelChecks.Format(file, "nonsense").Health.ShouldBe(Health.Problem);
    }

    [Theory]
    [InlineData(10, 10, Health.Ok)]
    [InlineData(10, 9, Health.Warning)]
    [InlineData(9, 9, Health.Problem)]
    internal void A_model_that_does_not_fit_is_told(long total, long free, Health health) =>
        ChosenModelChecks.Memory(new MemoryNeed(6, 4, 100), new MachineMemory(total, free)).Health.ShouldBe(health);

    private static HashSet<EngineKind> Kinds(string names) => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<EngineKind>)];

    private static Diagnosis Of(string topic, Checkup checkup) => checkup.Run(default).Single(diagnosis => diagnosis.Topic == topic);

    /// <summary>This wiki on a machine without libraries, models and programs.</summary>
    private Checkup Bare()
    {
        var around = new Surroundings { Stdout = TextWriter.Null, Stderr = TextWriter.Null, WorkingFolder = _wiki.Root, Time = FixedTime.Noon };
        var data = _wiki.At("data");
        var places = new ModelPlaces(_wiki.Root, new WikiConfig(), new ModelFolder(null, null, data), null, new EngineFolders(data));
        return new Checkup(new WikiConfig(), ImmutableArray<string>.Empty, places, around)
        {
            OnPath = _ => null,
            BuiltIn = _wiki.At("none"),
        };
    }
}
