namespace LlmWiki.Storage;

/// <summary>
/// Hands applied changes to git. Which of them git has yet to hear of stands in the journal, so a run that is killed
/// between the two leaves its pages to the next commit.
/// </summary>
internal sealed class PageCommits(string root, bool wanted, Journal journal, Action<string> warn)
{
    private readonly List<int> _waiting = [];
    private Git? _git;
    private bool _looked;

    /// <summary>True where changes are to be committed: marked in the journal as waiting for it.</summary>
    public bool AreOn => Git() is not null;

    /// <summary>Looks into the journal for what an earlier run, or another one, has left to commit.</summary>
    public void Refresh()
    {
        _waiting.Clear();
        _waiting.AddRange(journal.Numbers.Where(journal.IsUncommitted));
    }

    public void Add(int entry)
    {
        if (entry > 0 && AreOn)
        {
            _waiting.Add(entry);
        }
    }

    /// <summary>Commits all that waits, in one commit.</summary>
    public void Commit(string verb, string title)
    {
        if (_waiting.Count == 0 || Git() is not { } git)
        {
            return;
        }

        var files = _waiting.SelectMany(journal.Written).Distinct().Select(path => Path.Combine(root, path));
        if (git.Commit(files, Storage.Git.Message(verb, title)) is { } reason)
        {
            warn($"not committed: {reason}; the pages are written, and the next change takes them along");
            return;
        }

        _waiting.ForEach(journal.MarkCommitted);
        _waiting.Clear();
    }

    private Git? Git()
    {
        if (!_looked && wanted)
        {
            // wiki/ may be a repository of its own.
            var wiki = Path.Combine(root, "wiki");
            _git = Storage.Git.Find(Directory.Exists(wiki) ? wiki : root, warn);
            _looked = true;
        }

        return _git;
    }
}
