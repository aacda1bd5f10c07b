using System.Collections.Immutable;
using System.CommandLine;
using LlmWiki.Cli.Output;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Commands;

internal sealed class EngineInstallCommand : WikiCommand
{
    private readonly Option<bool> _cuda12 = new("--cuda12") { Description = "For NVIDIA GPUs with the CUDA 12 runtime" };

    private readonly Option<bool> _cuda13 = new("--cuda13") { Description = "For NVIDIA GPUs with the CUDA 13 runtime" };

    private readonly Option<bool> _vulkan = new("--vulkan") { Description = "For GPUs with a Vulkan driver" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be fetched, and fetch nothing" };

    private readonly Option<bool> _force = new("--force") { Description = "Fetch it though it is there" };

    public EngineInstallCommand()
        : base("install", "Fetch llama.cpp's libraries, for the processor or a GPU")
    {
        foreach (var option in (Option[])[_cuda12, _cuda13, _vulkan, _dryRun, _force])
        {
            Add(option);
        }
    }

    public override string About =>
        "Fetches the shared libraries of llama.cpp that run local models, as the packages @node-llama-cpp/… of npm's registry; " +
        "npm itself is not needed. Versions and checksums are pinned in this program. Without an option it fetches those for " +
        "the processor, which the build brings where npm is installed; on a Mac with Apple's chip they use its GPU. " +
        "NPM_CONFIG_REGISTRY names another registry.";

    public override ImmutableArray<Example> Examples =>
    [
        new("wiki engine install", "for the processor"),
        new("wiki engine install --cuda13", "for an NVIDIA GPU"),
        new("wiki engine install --vulkan --dry-run", "only look"),
    ];

    public override async Task<ExitCode> Run(Session session)
    {
        var (parsed, around) = (session.Parsed, session.Around);
        var kind = Kind(session);
        var folders = around.DataFolder is { } data ? new EngineFolders(data) : throw Printer.NoDataFolder();
        using var downloader = new Downloader(around.Time);
        var install = new EngineInstall(downloader, Registry(around), folders);
        var plan = install.Plan(kind, EngineCatalog.Machine);
        if (parsed.GetValue(_dryRun))
        {
            session.Output.WouldInstall(plan, install.Addresses(plan));
            return ExitCode.Done;
        }

        var isWanted = !plan.IsThere || parsed.GetValue(_force);
        if (isWanted)
        {
            await session.Output.WithDownload(async progress =>
            {
                await install.Install(plan, progress, session.Cancel);
                return true;
            });
        }

        session.Output.Installed(folders.Installed().Single(engine => engine.Kind == kind), isWanted);
        return ExitCode.Done;
    }

    private EngineKind Kind(Session session)
    {
        (Option<bool> Option, EngineKind Kind)[] all = [(_cuda12, EngineKind.Cuda12), (_cuda13, EngineKind.Cuda13), (_vulkan, EngineKind.Vulkan)];
        return all.Where(each => session.Parsed.GetValue(each.Option)).ToArray() switch
        {
            [] => EngineKind.Cpu,
            [var one] => one.Kind,
            var several => throw Printer.Excluding(several[0].Option.Name, several[1].Option.Name),
        };
    }

    /// <exception cref="UsageException">The variable holds no address.</exception>
    private static Uri Registry(Surroundings around)
    {
        var named = around.Variable("NPM_CONFIG_REGISTRY") ?? around.Variable("npm_config_registry");
        return string.IsNullOrWhiteSpace(named)
            ? EngineCatalog.Registry
            : Uri.TryCreate(named, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : throw Printer.NoRegistry(named);
    }
}
