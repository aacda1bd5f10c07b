using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LlmWiki.Evals;

/// <summary>A link that somebody mended by hand: an edit of one line that replaces exactly one target.</summary>
/// <param name="Parent">The commit before it.</param>
/// <param name="Page">Its path in the repository.</param>
/// <param name="Line">In the file before it, from 1.</param>
internal sealed partial record Repair(string Parent, string Page, int Line, string Old, string New)
{
    /// <summary>All of a repository's history below a folder, the newest first. Whether the old target is dead and the new one alive is not looked at.</summary>
    public static IEnumerable<Repair> In(string repository, string folder)
    {
        var (commit, page, line, removed, added) = ("", "", 0, new List<string>(), new List<string>());
        foreach (var text in Git(repository, "log", "--all", "--no-merges", "--no-renames", "--diff-filter=M", "--format=commit %H", "-U0", "-p", "--", folder).Split('\n').Append("@@"))
        {
            if (text.StartsWith("commit ", StringComparison.Ordinal) || text.StartsWith("@@", StringComparison.Ordinal) || text.StartsWith("diff ", StringComparison.Ordinal))
            {
                if (removed.Count == 1 && added.Count == 1 && Between(removed[0], added[0]) is var (old, now))
                {
                    yield return new Repair(commit + "^", page, line, old, now);
                }

                (removed, added) = ([], []);
                commit = text.StartsWith("commit ", StringComparison.Ordinal) ? text[7..] : commit;
                line = Hunk().Match(text) is { Success: true } hunk ? int.Parse(hunk.Groups["line"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : line;
            }
            else if (text.StartsWith("--- ", StringComparison.Ordinal) || text.StartsWith("+++ ", StringComparison.Ordinal))
            {
                page = text.StartsWith("+++ b/", StringComparison.Ordinal) ? text[6..].TrimEnd('\t') : page;
            }
            else if (text.StartsWith('-') || text.StartsWith('+'))
            {
                (text[0] == '-' ? removed : added).Add(text[1..]);
            }
        }
    }

    public static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, "-c", "core.quotePath=false", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException(errors.Result);
    }

    /// <summary>The targets of the links of a line.</summary>
    public static IEnumerable<string> Targets(string line) => Link().Matches(line).Select(match => match.Groups["target"].Value.Trim());

    /// <summary>The one target that is another, where the lines are the same but for it.</summary>
    private static (string Old, string New)? Between(string before, string after)
    {
        var (olds, news) = (Targets(before).ToList(), Targets(after).ToList());
        var changed = olds.Count == news.Count ? Enumerable.Range(0, olds.Count).Where(i => olds[i] != news[i]).ToList() : [];
        return changed is [var at] && Without(before) == Without(after) ? (olds[at], news[at]) : null;
    }

    /// <summary>A line without the targets and the words of its links: whoever mends a link may give it words.</summary>
    private static string Without(string line) => Link().Replace(line, "[[]]");

    [GeneratedRegex(@"\[\[(?<target>[^\]|#\\]+)[^\]]*\]\]")]
    private static partial Regex Link();

    [GeneratedRegex(@"^@@ -(?<line>\d+)")]
    private static partial Regex Hunk();
}
