namespace LlmWiki.Storage;

/// <summary>Reads from git's history which files of a folder were renamed, as git itself tells it.</summary>
internal static class GitRenames
{
    private const string MostCommits = "5000";

    /// <summary>Where files are that had another path once, by that path; paths from the folder, with forward slashes. Empty where there is no git or no history.</summary>
    public static IReadOnlyDictionary<string, string> Of(string folder)
    {
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        if (ChildProcess.OnPath("git") is not { } git)
        {
            return renames;
        }

        var fields = Storage.Git.Ask(git, folder, ["log", "--diff-filter=R", "-M", "--name-status", "-z", "--format=", "--relative", "-n", MostCommits, "--", "."]).Split('\0', StringSplitOptions.RemoveEmptyEntries);

        // The newest comes first: where a file was renamed twice, its last name is known already.
        for (var i = 0; i + 2 < fields.Length; i += 3)
        {
            var (old, now) = (fields[i + 1], fields[i + 2]);
            if (fields[i].TrimStart('\n').StartsWith('R'))
            {
                renames.TryAdd(old, renames.GetValueOrDefault(now, now));
            }
        }

        return renames;
    }
}
