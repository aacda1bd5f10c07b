using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>
/// What below <c>raw/</c> is no source: hidden files, what systems and programs leave behind, and what the person's
/// <c>ignore</c> globs name.
/// </summary>
/// <remarks>The globs are those of <see cref="GlobSet"/>, from <c>raw/</c> on.</remarks>
internal sealed class RawFilter(ImmutableArray<string> ignore)
{
    private static readonly HashSet<string> JunkNames =
        new(["Thumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information", "__MACOSX"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] JunkEndings = [".tmp", ".part", ".crdownload", ".download", ".swp", "~"];

    private readonly GlobSet _ignore = new([.. ignore.Select(BelowRaw)]);

    /// <param name="path">The path below <c>raw/</c>, with forward slashes.</param>
    public bool LeavesOut(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.StartsWith('.')
            || name.StartsWith("~$", StringComparison.Ordinal)
            || JunkNames.Contains(name)
            || JunkEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || _ignore.Matches(path);
    }

    /// <summary>A leading <c>raw/</c> may be written or not; the slash keeps the glob one of a path.</summary>
    private static string BelowRaw(string glob) =>
        glob.Replace('\\', '/').Trim() is var text && text.StartsWith("raw/", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
}
