namespace LlmWiki.Storage;

/// <summary>
/// <c>.wiki/run</c>: the name of a run that has begun and not ended. A run that was killed is gone on with under its name, so that its
/// changes are told, and taken back, as one. Use it while the writer lock is held.
/// </summary>
public sealed class RunMark
{
    private readonly string _path;
    private readonly Action _makeFolder;

    internal RunMark(string path, Action makeFolder) => (_path, _makeFolder) = (path, makeFolder);

    /// <summary>The name of the run that was cut off, or a new one.</summary>
    public string Begin(string fresh)
    {
        if (File.Exists(_path) && File.ReadAllText(_path).Trim() is { Length: > 0 } name)
        {
            return name;
        }

        _makeFolder();
        File.WriteAllText(_path, fresh + "\n");
        return fresh;
    }

    public void End() => File.Delete(_path);
}
