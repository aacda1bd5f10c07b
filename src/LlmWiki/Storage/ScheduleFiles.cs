namespace LlmWiki.Storage;

/// <summary>What a schedule on one machine keeps in <c>.wiki/</c>. It may go at any time: when to run what stands in the configuration.</summary>
internal sealed class ScheduleFiles(string root, TimeProvider time)
{
    /// <summary>The database of the scheduler.</summary>
    public string Database { get; } = Path.Combine(DotWiki.Of(root), "schedule.db");

    public bool Exist => File.Exists(Database);

    /// <summary>Makes this process the only one that runs the schedule of this folder, until the result is disposed.</summary>
    /// <exception cref="WikiException">Another one runs it, or the folder cannot be written.</exception>
    public IDisposable Lock()
    {
        try
        {
            return new LockFile(DotWiki.Of(root), "serve.lock", "another wiki serve runs here", time, () => DotWiki.Make(DotWiki.Of(root))).Open();
        }
        catch (LockHeldException error)
        {
            throw new WikiException(error.Message, error.Hint, error);
        }
    }

    /// <summary>Takes away what is there.</summary>
    public void Delete()
    {
        foreach (var ending in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(Database + ending);
        }
    }

    /// <summary>Makes an empty database where there is none.</summary>
    public void Make()
    {
        DotWiki.Make(DotWiki.Of(root));
        using var file = new FileStream(Database, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }
}
