using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using LlmWiki.Llama.Hub;
using LlmWiki.Tests;

namespace LlmWiki.Llama.Tests.Hub;

public sealed class EngineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private EngineFolders Folders => new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Cpu", "linux-x64", "linux-x64")]
    [InlineData("Cpu", "mac-arm64", "mac-arm64-metal")]
    [InlineData("Cpu", "win-arm64", "win-arm64")]
    [InlineData("Cuda12", "linux-x64", "linux-x64 linux-x64-cuda-ext")]
    [InlineData("Cuda12", "win-x64", "win-x64 win-x64-cuda-ext")]
    [InlineData("Cuda13", "linux-x64", "linux-x64-cuda")]
    [InlineData("Cuda13", "win-x64", "win-x64-cuda")]
    [InlineData("Vulkan", "linux-x64", "linux-x64-vulkan")]
    [InlineData("Vulkan", "win-x64", "win-x64-vulkan")]
    public void Each_engine_is_made_of_packages_that_are_pinned(string kind, string machine, string names)
    {
        var packages = EngineCatalog.Packages(Enum.Parse<EngineKind>(kind), machine);
        packages.Select(package => package.Name).ShouldBe(names.Split(' ').Select(name => "@node-llama-cpp/" + name));
        packages.ShouldAllBe(package => package.Version == EngineCatalog.Version && package.Sum.Algorithm == HashAlgorithmName.SHA512 && package.Sum.Hex.Length == 128);
    }

    [Theory]
    [InlineData("Cuda13", "mac-arm64", "there is no engine for cuda13 on mac-arm64")]
    [InlineData("Vulkan", "linux-arm64", "there is no engine for vulkan on linux-arm64")]
    [InlineData("Cpu", "linux-riscv64", "there are no libraries of llama.cpp for linux-riscv64")]
    public void An_engine_that_is_not_made_for_a_machine_is_told(string kind, string machine, string message) =>
        Should.Throw<WikiException>(() => EngineCatalog.Packages(Enum.Parse<EngineKind>(kind), machine)).Message.ShouldBe(message);

    [Fact]
    public void The_version_is_the_one_that_the_build_takes()
    {
        var natives = Path.Combine(RepositoryFolder.Root, "src", "LlmWiki.Llama", "natives");
        var versions = Directory.EnumerateFiles(natives, "package.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("optionalDependencies").EnumerateObject())
            .Select(package => package.Value.GetString()).ToList();
        versions.Count.ShouldBeGreaterThan(6);
        versions.Distinct().ShouldBe([EngineCatalog.Version]);
    }

    [Fact]
    public void A_package_lies_at_a_registry_as_npm_lays_it() =>
        EngineCatalog.Packages(EngineKind.Cuda13, "linux-x64")[0].Address(new Uri("https://npm.example/mirror/")).ToString()
            .ShouldBe($"https://npm.example/mirror/@node-llama-cpp/linux-x64-cuda/-/linux-x64-cuda-{EngineCatalog.Version}.tgz");

    [Theory]
    [InlineData("package/bins/linux-x64/libllama.v0.4.0.so", "libllama.v0.4.0.so")]
    [InlineData("package/bins/linux-x64/libggml-cpu-zen4.so", "libggml-cpu-zen4.so")]
    [InlineData("package/bins/linux-x64-cuda/fallback/libggml-cuda.so", "libggml-cuda.so")]
    [InlineData("package/bins/mac-arm64-metal/libggml-base.dylib", "libggml-base.dylib")]
    [InlineData("package/bins/win-x64/ggml.v0.4.0.dll", "ggml.v0.4.0.dll")]
    [InlineData("package/bins/linux-x64/libllama-common.so", null)]
    [InlineData("package/bins/win-x64/llama-addon.lib", null)]
    [InlineData("package/bins/linux-x64/llama-addon.node", null)]
    [InlineData("package/bins/linux-x64/other/libggml-cuda.so", null)]
    [InlineData("package/bins/../libggml/../../x.so", null)]
    [InlineData("package/dist/index.js", null)]
    [InlineData("../bins/linux-x64/libllama.so", null)]
    public void Only_libraries_are_taken_out_of_a_package(string path, string? name) => EngineInstall.Library(path).ShouldBe(name);

    [Fact]
    public async Task Packages_are_laid_over_each_other_and_both_licences_beside_them()
    {
        using var registry = new TestServer(request => TestReply.File(request, Archives[request.Target]));
        await Install(registry, Package("base"), Package("ext"));
        var folder = Folders.Of(EngineKind.Cuda12);
        Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ShouldBe(["LICENSES.txt", "libggml-cuda.so", "libllama.v1.so"]);
        File.ReadAllText(Path.Combine(folder, "libggml-cuda.so")).ShouldBe("for CUDA 12");
        File.ReadAllText(Path.Combine(folder, "LICENSES.txt")).ShouldContain("Gilad S.");
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(folder)!).ShouldHaveSingleItem();
        Folders.Installed().ShouldHaveSingleItem().Kind.ShouldBe(EngineKind.Cuda12);
    }

    [Fact]
    public async Task An_engine_that_is_there_is_replaced_whole()
    {
        using var registry = new TestServer(request => TestReply.File(request, Archives[request.Target]));
        await Install(registry, Package("base"));
        File.WriteAllText(Path.Combine(Folders.Of(EngineKind.Cuda12), "left.so"), "over");
        Directory.CreateDirectory(Folders.Of(EngineKind.Cuda12) + ".new");
        await Install(registry, Package("base"));
        Directory.EnumerateFiles(Folders.Of(EngineKind.Cuda12)).Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_was_fetched_before_a_stop_is_not_fetched_again()
    {
        using var registry = new TestServer(request => TestReply.File(request, Archives[request.Target]));
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(Folders.Of(EngineKind.Cuda12))!).FullName;
        File.WriteAllBytes(Path.Combine(folder, "base-9.tgz"), Archives["/@s/base/-/base-9.tgz"]);
        File.WriteAllText(Path.Combine(folder, "ext-9.tgz"), "something else");
        await Install(registry, Package("base"), Package("ext"));
        registry.Requests.ShouldHaveSingleItem().Target.ShouldBe("/@s/ext/-/ext-9.tgz");
        Folders.Installed().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_package_with_another_sum_is_not_unpacked()
    {
        using var registry = new TestServer(request => TestReply.File(request, Archives[request.Target]));
        var error = await Should.ThrowAsync<WikiException>(() => Install(registry, Package("base") with { Sum = Package("ext").Sum }));
        error.Message.ShouldContain("'base-9.tgz' arrived damaged");
        Folders.Installed().ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Folders.Of(EngineKind.Cuda12))!).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_without_the_package_is_told_with_the_variable_that_names_another()
    {
        using var registry = new TestServer(_ => TestReply.Text(404, "no"));
        var error = await Should.ThrowAsync<WikiException>(() => Install(registry, Package("base")));
        error.Message.ShouldBe("'127.0.0.1' answered 404 for '@s/base'");
        error.Hint.ShouldNotBeNull().ShouldStartWith("NPM_CONFIG_REGISTRY");
    }

    [Theory]
    [InlineData("../out.so")]
    [InlineData("a/b.so")]
    [InlineData("..")]
    [InlineData("c:x.so")]
    public async Task A_name_that_leads_elsewhere_is_never_written(string name)
    {
        using var archive = new MemoryStream(Archive(("a", "bytes")));
        var inside = Directory.CreateDirectory(_folder.At("inside")).FullName;
        await Should.ThrowAsync<InvalidDataException>(() => Tarball.Unpack(archive, inside, _ => name, default));
        _folder.Names().ShouldBe(["inside"]);
        Directory.EnumerateFileSystemEntries(inside).ShouldBeEmpty();
    }

    [Fact]
    public async Task Links_in_an_archive_have_no_effect()
    {
        using var archive = new MemoryStream();
        using (var plain = new GZipStream(archive, CompressionMode.Compress, leaveOpen: true))
        await using (var tar = new TarWriter(plain))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "package/bins/x/libllama.so") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "package/bins/x/libggml.so") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "package/bins/y"));
        }

        archive.Position = 0;
        await Tarball.Unpack(archive, _folder.Path, path => Path.GetFileName(path), default);
        _folder.Names().ShouldBeEmpty();
    }

    private static readonly Dictionary<string, byte[]> Archives = new()
    {
        ["/@s/base/-/base-9.tgz"] = Archive(
            ("package/LICENSE", "MIT"), ("package/bins/x/libllama.v1.so", "llama"), ("package/bins/x/libggml-cuda.so", "for CUDA 13"), ("package/bins/x/llama-addon.node", "node")),
        ["/@s/ext/-/ext-9.tgz"] = Archive(("package/bins/x/fallback/libggml-cuda.so", "for CUDA 12")),
    };

    private static EnginePackage Package(string name) =>
        new("@s/" + name, "9", new Checksum(HashAlgorithmName.SHA512, Convert.ToHexStringLower(SHA512.HashData(Archives[$"/@s/{name}/-/{name}-9.tgz"]))));

    private async Task Install(TestServer registry, params EnginePackage[] packages)
    {
        using var downloader = new Downloader(new HurriedTime());
        var install = new EngineInstall(downloader, registry.Address, Folders);
        await install.Install(new InstallPlan(EngineKind.Cuda12, Folders.Of(EngineKind.Cuda12), [.. packages], IsThere: false), null, default);
    }

    private static byte[] Archive(params (string Path, string Text)[] files)
    {
        using var archive = new MemoryStream();
        using (var plain = new GZipStream(archive, CompressionMode.Compress))
        using (var tar = new TarWriter(plain, TarEntryFormat.Ustar))
        {
            foreach (var (path, text) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
            }
        }

        return archive.ToArray();
    }
}
