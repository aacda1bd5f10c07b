using System.Collections.Immutable;

namespace LlmWiki.Llama.Hub;

/// <summary>Where models are looked for.</summary>
/// <param name="Configured"><c>model.path</c> as a full path, a file or a folder; null where nothing is said.</param>
/// <param name="BesideWiki"><c>models/</c> beside <c>wiki.config.yaml</c>; null outside a wiki.</param>
/// <param name="OfUser">Where <c>wiki model pull</c> puts them; null where the system has no place for a user's data.</param>
internal sealed record ModelFolder(string? Configured, string? BesideWiki, string? OfUser)
{
    private const int MostLevels = 6;

    /// <summary>Those that are looked through, in this order; they need not exist.</summary>
    public ImmutableArray<string> Folders => [.. new[] { NamesFile ? null : Configured, BesideWiki, OfUser }.OfType<string>().Distinct()];

    // What is not there is a file that is missing.
    private bool NamesFile => Configured is not null && !Directory.Exists(Configured);

    /// <summary>Every model, by the path; one that cannot be read is there with its problem.</summary>
    public ImmutableArray<FoundModel> Models()
    {
        var files = Folders.SelectMany(Files).Concat(NamesFile ? [Configured!] : []);
        return [.. files.Distinct().Order(StringComparer.Ordinal).Select(FoundModel.At)];
    }

    /// <summary>The model that a person means by its name, its file's name, or a path seen from a folder.</summary>
    /// <returns>Several where a name says too little; none where nothing is called so.</returns>
    public ImmutableArray<FoundModel> Named(string typed, string workingFolder)
    {
        var path = Path.GetFullPath(typed, workingFolder);
        if (File.Exists(path))
        {
            return [FoundModel.At(path)];
        }

        return
        [
            .. Folders.SelectMany(Files).Distinct().Order(StringComparer.Ordinal)
                .Where(file => Same(Path.GetFileName(file), typed) || Same(Path.GetFileNameWithoutExtension(file), typed) || IsBelow(file, typed))
                .Select(FoundModel.At),
        ];
    }

    /// <summary>Full paths of the model files below a folder; none where it is not there.</summary>
    private static IEnumerable<string> Files(string folder)
    {
        // Hidden ones are skipped by default, and folders that may not be entered.
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MostLevels, IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive };
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.gguf", options).Where(file => Quantization.IsModel(Path.GetFileName(file)) && Quantization.IsFirst(file))
            : [];
    }

    private static bool IsBelow(string file, string typed) =>
        typed.Contains('/', StringComparison.Ordinal) && Path.ChangeExtension(file, null).Replace('\\', '/').EndsWith("/" + typed.Replace(".gguf", "", StringComparison.OrdinalIgnoreCase), StringComparison.OrdinalIgnoreCase);

    private static bool Same(string name, string typed) => name.Equals(typed, StringComparison.OrdinalIgnoreCase);
}
