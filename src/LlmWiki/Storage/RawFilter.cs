using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmWiki.Storage;

/// <summary>
/// What below <c>raw/</c> is no source: hidden files, what systems and programs leave behind, and what the person's
/// <c>ignore</c> globs name.
/// </summary>
/// <remarks>
/// A glob without a slash matches a name in any folder, one with a slash the path below <c>raw/</c> (a leading
/// <c>raw/</c> may be written); <c>*</c> and <c>?</c> stop at a slash, <c>**</c> does not. A folder that matches takes
/// all it holds along. Letters match in either case, so that the same wiki comes out on every system.
/// </remarks>
internal sealed class RawFilter(ImmutableArray<string> ignore)
{
    private static readonly HashSet<string> JunkNames =
        new(["Thumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information", "__MACOSX"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] JunkEndings = [".tmp", ".part", ".crdownload", ".download", ".swp", "~"];

    private readonly ImmutableArray<Regex> _ignore = [.. ignore.Select(Pattern)];

    /// <param name="path">The path below <c>raw/</c>, with forward slashes.</param>
    public bool LeavesOut(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.StartsWith('.')
            || name.StartsWith("~$", StringComparison.Ordinal)
            || JunkNames.Contains(name)
            || JunkEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || _ignore.Any(pattern => pattern.IsMatch(path));
    }

    private static Regex Pattern(string glob)
    {
        var text = glob.Replace('\\', '/').Trim();
        text = text.StartsWith("raw/", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        var anchored = text.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        text = text.Trim('/');

        var regex = new StringBuilder(anchored ? "^" : "(?:^|/)");
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (rest.StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(text[i] switch { '*' => "[^/]*", '?' => "[^/]", var other => Regex.Escape(other.ToString()) });
            }
        }

        // NonBacktracking: a glob with many stars stays linear.
        return new Regex(regex.Append("(?:/|$)").ToString(),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }
}
