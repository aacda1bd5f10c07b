using System.Collections.Immutable;
using LlmWiki.Cli.Commands;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Output;

/// <summary>llama.cpp's libraries.</summary>
internal sealed partial class Printer
{
    public static UsageException NoDataFolder() => new("the system has no place for data of this user's programs", "set HOME");

    public static UsageException NoRegistry(string value) => new($"NPM_CONFIG_REGISTRY is '{value}', which is no http or https address");

    public void WouldInstall(InstallPlan plan, IEnumerable<Uri> addresses)
    {
        Results("would fetch:", addresses.Select(address => address.AbsoluteUri));
        Results(plan.IsThere ? "would replace, with --force:" : "would make:", [plan.Folder]);
    }

    public void Installed(InstalledEngine engine, bool isNew)
    {
        Result($"{(isNew ? "" : "there already: ")}{engine.Folder} ({ByteText.Of(engine.Bytes)})");
        Hint(engine.Kind switch
        {
            _ when !isNew => "--force fetches it anew",
            EngineKind.Cuda12 => "it needs NVIDIA's driver and the CUDA 12 runtime (cudart, cublas), which are not part of it; 'wiki doctor' looks for them",
            EngineKind.Cuda13 => "it needs NVIDIA's driver and the CUDA 13 runtime (cudart, cublas), which are not part of it; 'wiki doctor' looks for them",
            EngineKind.Vulkan => "it needs a Vulkan driver; 'wiki doctor' looks for one",
            _ => null,
        });
    }

    public void Engines(string? bundled, ImmutableArray<InstalledEngine> installed, Format format)
    {
        if (format == Format.Json)
        {
            Json(new EnginesJson(bundled, [.. installed.Select(EngineJson.Of)]), Shapes.EnginesJson);
            return;
        }

        if (bundled is not null)
        {
            Result($"built-in  {bundled}");
        }

        foreach (var engine in installed)
        {
            Result($"{EngineCatalog.Word(engine.Kind),-8}  {engine.Folder}  {Ink.Dim($"({ByteText.Of(engine.Bytes)})")}");
        }

        if (bundled is null && installed.IsEmpty)
        {
            Result("no libraries yet: local models cannot run");
            Hint("wiki engine install");
        }
    }
}
