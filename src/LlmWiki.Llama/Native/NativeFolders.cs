using System.Runtime.InteropServices;

namespace LlmWiki.Llama.Native;

/// <summary>Where llama.cpp's shared libraries lie: beside the program, as the build put them there, or where a person installed them.</summary>
internal static class NativeFolders
{
    /// <summary>Beside the program: <c>runtimes/linux-x64/native</c> and its like.</summary>
    public static string Bundled { get; } = Path.Combine(AppContext.BaseDirectory, "runtimes", $"{Os}-{Cpu}", "native");

    private static string Os => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    private static string Cpu => RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>The first of the folders that holds the library; null where none does.</summary>
    public static string? Find(IEnumerable<string> folders) => folders.FirstOrDefault(folder => File(folder, LlamaApi.Library) is not null);

    /// <summary>
    /// The file of a library: <c>libllama.v0.4.0.so</c>, <c>libllama.metal.v0.4.0.dylib</c>, <c>llama.v0.4.0.dll</c>,
    /// <c>libggml-base.so</c>. Null where there is none.
    /// </summary>
    public static string? File(string folder, string name)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var stem = (OperatingSystem.IsWindows() ? "" : "lib") + name;
        var extension = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        return Directory.EnumerateFiles(folder, stem + "*" + extension)
            .Where(path => Path.GetFileName(path)[stem.Length] == '.')
            .Order(StringComparer.Ordinal)
            .LastOrDefault();
    }
}
