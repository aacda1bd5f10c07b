using System.Collections.Immutable;

namespace LlmWiki.Llama.Hub;

/// <summary>An engine that <c>wiki engine install</c> brought.</summary>
/// <param name="Bytes">Of all its files.</param>
internal sealed record InstalledEngine(EngineKind Kind, string Folder, long Bytes);

/// <summary>Where installed engines lie: one folder a kind, below the version of the packages.</summary>
/// <param name="dataFolder">Where the system keeps data of this user's programs.</param>
internal sealed class EngineFolders(string dataFolder)
{
    private readonly string _root = Path.Combine(dataFolder, "llm-wiki", "engines", EngineCatalog.Version);

    public string Of(EngineKind kind) => Path.Combine(_root, EngineCatalog.Word(kind));

    /// <summary>Whole ones, those for a GPU first.</summary>
    public ImmutableArray<InstalledEngine> Installed() =>
    [
        .. new[] { EngineKind.Cuda13, EngineKind.Cuda12, EngineKind.Vulkan, EngineKind.Cpu }
            .Where(kind => File.Exists(Path.Combine(Of(kind), EngineInstall.LicensesFile)))
            .Select(kind => new InstalledEngine(kind, Of(kind), new DirectoryInfo(Of(kind)).EnumerateFiles().Sum(file => file.Length))),
    ];
}
