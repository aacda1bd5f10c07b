using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LlmWiki.Llama.Hub;

/// <summary>What installing an engine comes to.</summary>
/// <param name="IsThere">It was installed before.</param>
internal sealed record InstallPlan(EngineKind Kind, string Folder, ImmutableArray<EnginePackage> Packages, bool IsThere);

/// <summary>Brings llama.cpp's libraries without npm: from its registry, held to the sums of our lock files.</summary>
/// <param name="registry">Its base address.</param>
internal sealed partial class EngineInstall(Downloader downloader, Uri registry, EngineFolders folders)
{
    public const string LicensesFile = "LICENSES.txt";

    /// <exception cref="WikiException">There is no such engine for the machine.</exception>
    public InstallPlan Plan(EngineKind kind, string machine) =>
        new(kind, folders.Of(kind), EngineCatalog.Packages(kind, machine), folders.Installed().Any(engine => engine.Kind == kind));

    public IEnumerable<Uri> Addresses(InstallPlan plan) => plan.Packages.Select(package => package.Address(registry));

    /// <summary>Fetches and unpacks; the folder appears whole or not at all, and takes the place of one that is there.</summary>
    /// <exception cref="WikiException">It could not be had.</exception>
    public async Task Install(InstallPlan plan, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        var parent = Path.GetDirectoryName(plan.Folder)!;
        try
        {
            Directory.CreateDirectory(parent);
            var archives = new List<string>();
            foreach (var package in plan.Packages)
            {
                archives.Add(await Fetch(package, parent, progress, cancel));
            }

            var fresh = plan.Folder + ".new";
            await Unpack(archives, fresh, cancel);
            Replace(plan.Folder, fresh);
            archives.ForEach(File.Delete);
        }
        catch (IOException error) when (Disk.IsFull(error))
        {
            throw new WikiException($"the disk is full: {parent}", "free some space and type the same again", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"'{parent}' cannot be written: {error.Message}", "check the folder's permissions", error);
        }
    }

    /// <summary>
    /// Takes the libraries of <c>package/bins/…</c>. libllama-common is for C++ only, and the rest is for Node.
    /// </summary>
    internal static string? Library(string path) => LibraryPath().Match(path) is { Success: true } match ? match.Groups["name"].Value : null;

    private async Task<string> Fetch(EnginePackage package, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancel)
    {
        var address = package.Address(registry);
        var target = Path.Combine(folder, address.Segments[^1]);
        if (File.Exists(target) && await IsWhole(target, package.Sum, cancel))
        {
            // Someone stopped us between fetching and unpacking.
            return target;
        }

        try
        {
            var file = await downloader.Fetch(new DownloadRequest(address, target) { Checksum = package.Sum }, progress, cancel);
            return file.Path;
        }
        catch (RefusedException error)
        {
            throw new WikiException(
                $"'{error.Address.Host}' answered {error.Status} for '{package.Name}'", "NPM_CONFIG_REGISTRY names a registry of npm that has it", error);
        }
    }

    private static async Task<bool> IsWhole(string path, Checksum sum, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA512.HashDataAsync(file, cancel)) == sum.Hex;
    }

    private static async Task Unpack(IEnumerable<string> archives, string folder, CancellationToken cancel)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var archive in archives)
        {
            await using var stream = File.OpenRead(archive);
            await Tarball.Unpack(stream, folder, Library, cancel);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, LicensesFile), EngineCatalog.Licenses(), cancel);
    }

    private static void Replace(string folder, string fresh)
    {
        var old = folder + ".old";
        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }

        if (Directory.Exists(folder))
        {
            Directory.Move(folder, old);
        }

        Directory.Move(fresh, folder);
        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }
    }

    [GeneratedRegex(@"^package/bins/[^/]+/(fallback/)?(?<name>(lib)?(ggml|llama)(?!-(common|addon))[^/\\:]*\.(so|dylib|dll))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LibraryPath();
}
