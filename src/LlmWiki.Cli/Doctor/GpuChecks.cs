using System.Runtime.InteropServices;
using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Doctor;

/// <summary>GPUs, their drivers and the libraries for them. Nothing is computed on them.</summary>
internal static class GpuChecks
{
    public static IEnumerable<Diagnosis> Gpu(Checkup checkup)
    {
        var kinds = (checkup.Places.Engines?.Installed() ?? []).Select(engine => engine.Kind).ToHashSet();
        if (checkup.Config.Model.GpuLayers == 0)
        {
            yield return Diagnosis.Ok("gpu", "model.gpu is off: the processor computes");
        }
        else if (Nvidia(checkup) is { } card)
        {
            yield return OfNvidia(card, kinds, CudaRuntimes(), EngineCatalog.Machine);
        }
        else if (EngineCatalog.Machine == "mac-arm64")
        {
            yield return Diagnosis.Ok("gpu", "Apple's, used through Metal");
        }
        else
        {
            yield return OfVulkan(kinds, Loads(OperatingSystem.IsWindows() ? "vulkan-1.dll" : "libvulkan.so.1"), EngineCatalog.Machine);
        }
    }

    /// <param name="runtimes">Versions of CUDA whose runtime is installed, such as 13.</param>
    internal static Diagnosis OfNvidia(string card, IReadOnlySet<EngineKind> installed, IReadOnlySet<int> runtimes, string machine)
    {
        (EngineKind Kind, int Version)[] known = [(EngineKind.Cuda13, 13), (EngineKind.Cuda12, 12)];
        foreach (var (kind, version) in known.Where(each => installed.Contains(each.Kind)))
        {
            return runtimes.Contains(version)
                ? Diagnosis.Ok("gpu", $"{card}; the library for CUDA {version} is installed")
                : Diagnosis.Warning("gpu", $"{card}; the library for CUDA {version} is installed, but not NVIDIA's CUDA {version} runtime (cudart, cublas)",
                    $"install that runtime{(runtimes.Count > 0 ? $", or type 'wiki engine install --cuda{runtimes.Max()}'" : "")}");
        }

        if (machine is not ("linux-x64" or "win-x64"))
        {
            return Diagnosis.Ok("gpu", $"{card}; there is no library for it on {machine}, so the processor computes");
        }

        var best = runtimes.Count > 0 ? runtimes.Max() : (int?)null;
        return Diagnosis.Warning("gpu", $"{card}, which is not used",
            best is null ? "install NVIDIA's CUDA 13 runtime (cudart, cublas), then type 'wiki engine install --cuda13'" : $"wiki engine install --cuda{best}");
    }

    internal static Diagnosis OfVulkan(IReadOnlySet<EngineKind> installed, bool hasLoader, string machine) =>
        (installed.Contains(EngineKind.Vulkan), hasLoader) switch
        {
            (true, true) => Diagnosis.Ok("gpu", "Vulkan; the library for it is installed"),
            (true, false) => Diagnosis.Warning("gpu", "the library for Vulkan is installed, but Vulkan is not", "install the GPU's Vulkan driver"),
            (false, true) when machine is "linux-x64" or "win-x64" => Diagnosis.Ok("gpu", "Vulkan is here and not used: the processor computes", "'wiki engine install --vulkan' uses it"),
            _ => Diagnosis.Ok("gpu", "none found: the processor computes"),
        };

    /// <summary>The first card in words; null where there is no driver.</summary>
    private static string? Nvidia(Checkup checkup)
    {
        if (checkup.Ask("nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader") is { ExitCode: 0 } said
            && said.OutputText.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
            && first.Split(", ") is [var name, var memory, var driver])
        {
            return $"{name}, {memory}, driver {driver}";
        }

        return File.Exists("/proc/driver/nvidia/version") ? "an NVIDIA GPU" : null;
    }

    private static HashSet<int> CudaRuntimes()
    {
        int[] known = [12, 13];
        return [.. known.Where(version => OperatingSystem.IsWindows()
            ? Loads($"cudart64_{version}.dll") && Loads($"cublas64_{version}.dll")
            : Loads($"libcudart.so.{version}") && Loads($"libcublas.so.{version}"))];
    }

    // As the library for the GPU will look for it.
    private static bool Loads(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
