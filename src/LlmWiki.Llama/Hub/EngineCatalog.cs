using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace LlmWiki.Llama.Hub;

/// <summary>What llama.cpp computes on.</summary>
internal enum EngineKind
{
    /// <summary>The processor; on a Mac with Apple's chip its GPU too.</summary>
    Cpu,
    Cuda12,
    Cuda13,
    Vulkan,
}

/// <summary>A package of llama.cpp's libraries as a lock file pins it.</summary>
/// <param name="Name">With its scope: <c>@node-llama-cpp/linux-x64</c>.</param>
internal sealed record EnginePackage(string Name, string Version, Checksum Sum)
{
    /// <summary>Where a registry of npm has it.</summary>
    public Uri Address(Uri registry)
    {
        var plain = Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return new Uri($"{registry.ToString().TrimEnd('/')}/{Name}/-/{plain}-{Version}.tgz");
    }
}

/// <summary>Which packages make which engine. The lock files are those of <c>natives/</c>, which npm reads when this is built.</summary>
internal static class EngineCatalog
{
    /// <summary>The public registry of npm.</summary>
    public static readonly Uri Registry = new("https://registry.npmjs.org/");

    /// <summary>This machine as the packages name it: <c>linux-x64</c>, <c>mac-arm64</c>, <c>win-x64</c>.</summary>
    public static string Machine { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "mac-" : "linux-") + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>The version that is pinned, one for all packages.</summary>
    public static string Version { get; } = Lock("").Values.First().Version;

    /// <summary>How a person types it.</summary>
    public static string Word(EngineKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>
    /// Those that together make an engine, a later one over an earlier one. CUDA 12 is one library that stands in for that of
    /// CUDA 13; the packages for CUDA 13 and for Vulkan are complete.
    /// </summary>
    /// <exception cref="WikiException">There is none for this machine.</exception>
    public static ImmutableArray<EnginePackage> Packages(EngineKind kind, string machine)
    {
        (string Folder, string Name)[] parts = kind switch
        {
            EngineKind.Cpu => [("", machine == "mac-arm64" ? "mac-arm64-metal" : machine)],
            EngineKind.Cuda12 => [("", machine), ("cuda12.", machine + "-cuda-ext")],
            EngineKind.Cuda13 => [("cuda13.", machine + "-cuda")],
            _ => [("vulkan.", machine + "-vulkan")],
        };
        var packages = parts.Select(part => Lock(part.Folder).GetValueOrDefault("@node-llama-cpp/" + part.Name)).ToList();
        return packages.Contains(null) ? throw None(kind, machine) : [.. packages.Select(package => package!)];
    }

    /// <summary>Both notices under which the libraries are given on.</summary>
    public static string Licenses()
    {
        using var reader = new StreamReader(Resource("LICENSES.txt"));
        return reader.ReadToEnd();
    }

    private static WikiException None(EngineKind kind, string machine) => kind == EngineKind.Cpu
        ? new($"there are no libraries of llama.cpp for {machine}", "set model.engine to openai or extractive")
        : new($"there is no engine for {Word(kind)} on {machine}", machine == "mac-arm64" ? "Metal is in the libraries that 'wiki engine install' brings" : "wiki engine install");

    private static Dictionary<string, EnginePackage> Lock(string folder)
    {
        const string Before = "node_modules/";
        using var json = JsonDocument.Parse(Resource(folder + "package-lock.json"));
        return json.RootElement.GetProperty("packages").EnumerateObject()
            .Where(entry => entry.Name.StartsWith(Before, StringComparison.Ordinal))
            .Select(entry => new EnginePackage(
                entry.Name[Before.Length..], entry.Value.GetProperty("version").GetString()!, Checksum.Integrity(entry.Value.GetProperty("integrity").GetString()!)))
            .ToDictionary(package => package.Name);
    }

    private static Stream Resource(string name) => typeof(EngineCatalog).Assembly.GetManifestResourceStream("LlmWiki.Llama.natives." + name)!;
}
