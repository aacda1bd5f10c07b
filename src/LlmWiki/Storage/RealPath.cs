namespace LlmWiki.Storage;

/// <summary>Where a path leads once every symbolic link and junction in it is followed.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>How this system compares paths, so that <c>Raw</c> and <c>raw</c> are one folder where they are one.</summary>
    public static readonly StringComparison Comparison = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>The path without links; the part that does not exist is kept as it is.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full)!;
        var real = root;
        var rest = new Stack<string>(Parts(full[root.Length..]));
        for (var links = 0; rest.TryPop(out var part);)
        {
            var next = Path.Combine(real, part);
            var target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"the links of '{path}' lead in a circle");
            }

            var led = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(led)!;
            foreach (var step in Parts(led[real.Length..]))
            {
                rest.Push(step);
            }
        }

        return real;
    }

    /// <summary>True where a path is a folder or lies below it; both must be real.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, Comparison)
        && (path.Length == folder.Length || path[folder.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(folder));

    // Last part first, as a stack wants them.
    private static IEnumerable<string> Parts(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();
}
