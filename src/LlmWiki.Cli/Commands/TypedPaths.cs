using LlmWiki.Text;

namespace LlmWiki.Cli.Commands;

/// <summary>
/// Finds the source or folder that a person means by a path: seen from where they are, from <c>raw/</c>, or from the
/// wiki's root. Nothing here looks at the disk.
/// </summary>
internal sealed class TypedPaths(string root, string workingFolder)
{
    // As the system compares names.
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    private readonly string _raw = Path.Combine(root, "raw");

    /// <summary>True for the root of the wiki and for <c>raw/</c>: every source.</summary>
    public bool IsAll(string typed)
    {
        string[] places = [.. Places(typed)];
        return places[0].Equals(root, Comparison) || places[0].Equals(_raw, Comparison) || places[^1].Equals(_raw, Comparison);
    }

    /// <summary>True where the path says on purpose where it leads, and that is not below <c>raw/</c>.</summary>
    public bool IsOutside(string typed) =>
        (Path.IsPathRooted(typed) || typed.Split('/', '\\')[0] is "." or "..") && BelowRaw(Places(typed).First()) is null;

    /// <summary>The first reading of the path that is a source, or a folder with sources, as the list spells it.</summary>
    public RelPath? Find(string typed, IReadOnlyCollection<RelPath> sources)
    {
        foreach (var below in Places(typed).Select(BelowRaw).OfType<string>())
        {
            foreach (var source in sources)
            {
                if (source.Value.Equals(below, Comparison))
                {
                    return source;
                }

                if (source.Value.StartsWith(below + "/", Comparison))
                {
                    return new RelPath(source.Value[..below.Length]);
                }
            }
        }

        return null;
    }

    private IEnumerable<string> Places(string typed) =>
        new[] { workingFolder, _raw, root }.Select(from => Path.TrimEndingDirectorySeparator(Path.GetFullPath(typed, from)));

    private string? BelowRaw(string full) => full.StartsWith(_raw + Path.DirectorySeparatorChar, Comparison)
        ? "raw/" + full[(_raw.Length + 1)..].Replace(Path.DirectorySeparatorChar, '/')
        : null;
}
