using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;

namespace LlmWiki.Storage;

/// <summary>
/// Commits pages by the git of the machine, and nothing but them: what a person has staged stays staged. Hooks and
/// signing run as git runs them, without a terminal and within a time limit.
/// </summary>
internal sealed class Git
{
    private static readonly TimeSpan CommitLimit = TimeSpan.FromSeconds(60);

    private const int TidyEvery = 32;
    private const int LockLooks = 5;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(100);

    // States in which the next commit belongs to the person.
    private static readonly (string File, string What)[] Busy =
    [
        ("MERGE_HEAD", "a merge is in progress"),
        ("rebase-merge", "a rebase is in progress"),
        ("rebase-apply", "a rebase is in progress"),
        ("CHERRY_PICK_HEAD", "a cherry-pick is in progress"),
        ("REVERT_HEAD", "a revert is in progress"),
        ("index.lock", "another git command is running"),
    ];

    // Set where we are called from a hook, and would then point to another repository or index.
    private static readonly Dictionary<string, string?> Variables = new()
    {
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_PREFIX"] = null,
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_EDITOR"] = ":",
        ["LANGUAGE"] = "en",
    };

    private readonly string _program;
    private readonly string _folder;
    private readonly string _gitFolder;
    private readonly string[] _identity;
    private int _commits;

    private Git(string program, string folder, string gitFolder, string[] identity) =>
        (_program, _folder, _gitFolder, _identity) = (program, folder, gitFolder, identity);

    /// <summary>Null where git is not installed or the folder is in no work tree.</summary>
    public static Git? Find(string folder, Action<string> warn)
    {
        if (ChildProcess.OnPath("git") is not { } program)
        {
            return null;
        }

        var place = Run(program, folder, ["rev-parse", "--is-inside-work-tree", "--absolute-git-dir"]);
        var lines = place.OutputText.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (place.ExitCode != 0 || lines is not ["true", var gitFolder])
        {
            if (place.Error.Contains("dubious ownership", StringComparison.Ordinal))
            {
                warn($"changes are not committed: git does not trust '{folder}', which belongs to another user");
            }

            return null;
        }

        // A person without a name in git still gets a history.
        var known = Run(program, folder, ["var", "GIT_COMMITTER_IDENT"]).ExitCode == 0;
        return new Git(program, folder, gitFolder, known ? [] : ["-c", "user.name=wiki", "-c", "user.email=wiki@localhost"]);
    }

    /// <summary>Commits the files as they are on disk, deletions included; files that git ignores are passed over.</summary>
    /// <param name="files">Full paths.</param>
    /// <returns>Null where it is done or there was nothing to do; otherwise why git did not, in words.</returns>
    public string? Commit(IEnumerable<string> files, string message)
    {
        if (WhatIsBusy() is { } what)
        {
            return what;
        }

        var paths = Known(NotIgnored([.. files.Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'))]));
        if (paths.IsEmpty)
        {
            return null;
        }

        // What the person staged of these files is theirs to commit; the tool's change waits in the work tree.
        var theirs = Staged(paths);
        paths = [.. paths.Where(path => !theirs.Contains(path))];
        if (paths.IsEmpty)
        {
            return $"changes to {theirs.First()} are staged";
        }

        // New files must be in the index before a commit can name them.
        var staged = Run(["update-index", "--add", "--remove", "-z", "--stdin"], Joined(paths));
        if (staged.ExitCode != 0)
        {
            return Reason(staged);
        }

        var commit = Run(
            [.. _identity, .. Tidying(), "commit", "--only", "--pathspec-from-file=-", "--pathspec-file-nul", "-m", message],
            Joined(paths.Select(path => ":(literal)" + path)), CommitLimit);
        if (commit.ExitCode == 0 || IsNothingToCommit(commit))
        {
            return theirs.Count == 0 ? null : $"changes to {theirs.First()} are staged";
        }

        // Nothing of these files was staged before.
        Run(["reset", "-q", "--pathspec-from-file=-", "--pathspec-file-nul"], Joined(paths.Select(path => ":(literal)" + path)));
        return Reason(commit);
    }

    private HashSet<string> Staged(ImmutableArray<string> paths)
    {
        var result = Run(["diff", "--cached", "--name-only", "--relative", "-z"], []);
        var staged = result.OutputText.Split('\0', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return [.. paths.Where(staged.Contains)];
    }

    /// <summary>What git answers to a question about a folder; empty where it cannot answer.</summary>
    public static string Ask(string program, string folder, IReadOnlyList<string> arguments) => Run(program, folder, arguments) is { ExitCode: 0 } result ? result.OutputText : "";

    /// <summary>A message in one line, as <c>git log --oneline</c> shows it.</summary>
    public static string Message(string verb, string title)
    {
        var plain = new string([.. $"wiki {verb}: {title}".Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        return string.Join(' ', plain.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
    }

    // After a commit git starts a process that asks whether to tidy the repository up: a third of the whole time.
    private string[] Tidying() => _commits++ % TidyEvery == 0 ? [] : ["-c", "maintenance.auto=false"];

    private string? WhatIsBusy()
    {
        // An editor that shows git's status holds the lock for a moment.
        for (var looks = 0; looks < LockLooks && Path.Exists(Path.Combine(_gitFolder, "index.lock")); looks++)
        {
            Thread.Sleep(LockPause);
        }

        return Busy.FirstOrDefault(state => Path.Exists(Path.Combine(_gitFolder, state.File))).What;
    }

    private ImmutableArray<string> NotIgnored(ImmutableArray<string> paths)
    {
        // Tracked files are never reported as ignored.
        var result = Run(["check-ignore", "-z", "--stdin"], Joined(paths));
        var ignored = result.OutputText.Split('\0').ToHashSet();
        return [.. paths.Where(path => !ignored.Contains(path))];
    }

    // A file that is gone and was never committed is unknown to git, which would refuse the whole commit.
    private ImmutableArray<string> Known(ImmutableArray<string> paths)
    {
        ImmutableArray<string> gone = [.. paths.Where(path => !File.Exists(Path.Combine(_folder, path)))];
        if (gone.IsEmpty)
        {
            return paths;
        }

        var result = Run(["cat-file", "--batch-check"], Encoding.UTF8.GetBytes(string.Concat(gone.Select(path => $"HEAD:./{path}\n"))));
        var lines = result.OutputText.Split('\n');
        var unknown = gone.Where((_, i) => i >= lines.Length || lines[i].EndsWith(" missing", StringComparison.Ordinal)).ToHashSet();
        return [.. paths.Where(path => !unknown.Contains(path))];
    }

    private ChildResult Run(IReadOnlyList<string> arguments, byte[] input, TimeSpan? limit = null)
    {
        var result = Run(_program, _folder, arguments, input, limit);
        if (result.TimedOut)
        {
            // It was killed and could not tidy up; there was no lock before, so this one is its own.
            File.Delete(Path.Combine(_gitFolder, "index.lock"));
        }

        return result;
    }

    private static ChildResult Run(
        string program, string folder, IReadOnlyList<string> arguments, byte[]? input = null, TimeSpan? limit = null)
    {
        try
        {
            var start = new ChildStart(program, arguments, folder) { Input = input ?? [], Environment = Variables };
            return ChildProcess.Run(limit is { } time ? start with { Limit = time } : start);
        }
        catch (Win32Exception error)
        {
            return new ChildResult(-1, [], error.Message, TimedOut: false);
        }
    }

    private static byte[] Joined(IEnumerable<string> paths) => Encoding.UTF8.GetBytes(string.Join('\0', paths));

    private static bool IsNothingToCommit(ChildResult result) => result.ExitCode == 1
        && (result.OutputText.Contains("nothing to commit", StringComparison.Ordinal)
            || result.OutputText.Contains("nothing added to commit", StringComparison.Ordinal)
            || result.OutputText.Contains("no changes added to commit", StringComparison.Ordinal));

    private static string Reason(ChildResult result)
    {
        var said = (result.Error + "\n" + result.OutputText).Split('\n', StringSplitOptions.TrimEntries)
            .FirstOrDefault(line => line.Length > 0 && !line.StartsWith("warning:", StringComparison.Ordinal)
                && !line.StartsWith("hint:", StringComparison.Ordinal));
        return result.TimedOut ? "git did not end in time" : said ?? $"git ended with {result.ExitCode}";
    }
}
