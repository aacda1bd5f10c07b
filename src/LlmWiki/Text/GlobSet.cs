using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmWiki.Text;

/// <summary>Patterns of paths, as a person writes them in settings.</summary>
/// <remarks>
/// A glob without a slash matches a name in any folder, one with a slash the path from the root; <c>*</c> and <c>?</c> stop at a slash,
/// <c>**</c> does not. A folder that matches takes all it holds along. Letters match in either case, so that the same comes out on every
/// system.
/// </remarks>
public sealed class GlobSet(ImmutableArray<string> globs)
{
    private readonly ImmutableArray<Regex> _patterns = [.. globs.Select(Pattern)];

    public bool IsEmpty => _patterns.IsEmpty;

    /// <param name="path">From the root, with forward slashes.</param>
    public bool Matches(string path) => _patterns.Any(pattern => pattern.IsMatch(path));

    private static Regex Pattern(string glob)
    {
        var text = glob.Replace('\\', '/').Trim();
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
        return new Regex(regex.Append(@"(?:/|\z)").ToString(),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }
}
