using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>The bytes a file is to have; null where it is to go away.</summary>
internal sealed record ByteChange(RelPath Path, ContentHash? Base, byte[]? Bytes)
{
    public ContentHash? New { get; } = Bytes is null ? null : ContentHash.Of(Bytes);
}

/// <summary>What a change is called in the journal.</summary>
internal sealed record ChangeLabel(string Verb, string Title, int? Undoes = null);

/// <summary>
/// Writes changes to <c>wiki/</c> so that each is there whole or not at all: first into the journal, from where a crash
/// is mended, then beside each page, then by renaming. Only the holder of the writer lock may use it.
/// </summary>
internal sealed class WikiWriter(string root, Journal journal, TimeProvider time)
{
    private const int Parallelism = 4;

    private readonly WikiDisk _disk = new(root);
    private List<int>? _numbers;

    /// <summary>Called between steps; a test throws from it to see what a crash there leaves.</summary>
    public Action<string>? Interrupt { get; set; }

    /// <summary>Entries that git has yet to hear of; known once <see cref="Recover"/> has looked.</summary>
    public List<int> Uncommitted { get; } = [];

    private List<int> Numbers => _numbers ??= journal.Numbers();

    public Applied Apply(ChangeLabel label, ImmutableArray<ByteChange> changes, bool commit)
    {
        // Deletions go first, so that a page may get another case of its name on a system that ignores case.
        var ordered = changes.OrderBy(change => change.Bytes is not null).ToList();
        var conflicts = _disk.Conflicts(ordered, out var olds);
        if (!conflicts.IsEmpty)
        {
            return new Applied(0, conflicts);
        }

        olds = [.. olds.Where((_, i) => ordered[i].Base != ordered[i].New)];
        ordered.RemoveAll(change => change.Base == change.New);
        if (ordered.Count == 0 && label.Undoes is null)
        {
            return new Applied(0, []);
        }

        var number = Numbers.Count == 0 ? 1 : Numbers[^1] + 1;
        var manifest = Prepare(number, label, ordered, olds, commit);
        if (PutInPlace(number, manifest, ordered) is { } conflict)
        {
            return new Applied(0, [conflict]);
        }

        if (commit)
        {
            Uncommitted.Add(number);
        }

        journal.Trim(number, manifest);
        Prune();
        return new Applied(number, []);
    }

    /// <summary>Finishes what an earlier run left half done.</summary>
    public ImmutableArray<Recovered> Recover()
    {
        _numbers = null;
        Uncommitted.Clear();
        var recovered = ImmutableArray.CreateBuilder<Recovered>();
        foreach (var number in Numbers.ToArray())
        {
            if (journal.IsUncommitted(number))
            {
                Uncommitted.Add(number);
            }

            if (journal.IsDone(number))
            {
                continue;
            }

            if (journal.Read(number) is { } manifest)
            {
                recovered.Add(RollForward(number, manifest));
            }
            else
            {
                Forget(number);
            }
        }

        return recovered.ToImmutable();
    }

    public void MarkCommitted()
    {
        Uncommitted.ForEach(journal.MarkCommitted);
        Uncommitted.Clear();
    }

    private Manifest Prepare(int number, ChangeLabel label, List<ByteChange> changes, List<byte[]> olds, bool commit)
    {
        var files = changes.Select((change, i) => new ManifestFile(
            change.Path.Value, change.Base?.Hex, change.New?.Hex, olds[i].Length, change.Bytes?.Length ?? 0));
        var folders = _disk.MissingFolders(changes.Where(change => change.Bytes is not null).Select(change => change.Path));
        var manifest = new Manifest(Manifest.CurrentVersion, label.Verb, label.Title, time.GetUtcNow(), label.Undoes, [.. files], folders);
        try
        {
            journal.Prepare(number, manifest, olds.Concat(changes.Select(change => change.Bytes ?? [])), commit, Interrupt);
            Numbers.Add(number);
            Interrupt?.Invoke("prepared");
            return manifest;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Forget(number);
            throw Failed(label.Title, error);
        }
    }

    /// <summary>Null, or the page that a person changed in this moment; then everything is as before.</summary>
    private Conflict? PutInPlace(int number, Manifest manifest, List<ByteChange> changes)
    {
        try
        {
            WriteTemps(number, changes);
            Interrupt?.Invoke("temps");
            var conflict = MoveAll(number, changes);
            if (conflict is null)
            {
                RemoveEmptied(manifest);
                journal.MarkDone(number, []);
                Interrupt?.Invoke("done");
                return null;
            }

            RollBack(number, manifest);
            return conflict;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            try
            {
                RollBack(number, manifest);
            }
            catch (Exception again) when (again is IOException or UnauthorizedAccessException)
            {
                // The entry stays prepared: the next run finishes the change instead.
            }

            throw Failed(manifest.Title, error);
        }
    }

    private void WriteTemps(int number, List<ByteChange> changes)
    {
        foreach (var change in changes.Where(change => change.Bytes is not null))
        {
            _disk.MakeFolder(change.Path);
        }

        try
        {
            // Flushes of several files at once share one write of the file system's own journal.
            Parallel.For(0, changes.Count, new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, i =>
            {
                if (changes[i].Bytes is { } bytes)
                {
                    _disk.WriteTemp(changes[i].Path, Temp(number, i), bytes);
                    Interrupt?.Invoke("temp");
                }
            });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private Conflict? MoveAll(int number, List<ByteChange> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            // A person may have saved since the check: theirs wins.
            var (path, from, to) = (changes[i].Path, changes[i].Base, changes[i].New);
            if (_disk.Hash(path) is var now && now != from)
            {
                return new Conflict(path, WikiDisk.Reason(from, now));
            }

            _disk.Settle(path, Temp(number, i), from is null, to is null);
            Interrupt?.Invoke("moved");
        }

        return null;
    }

    private Recovered RollForward(int number, Manifest manifest)
    {
        try
        {
            var left = ImmutableArray.CreateBuilder<string>();
            for (var i = 0; i < manifest.Files.Length; i++)
            {
                if (!Turn(number, manifest, i, toOld: false))
                {
                    left.Add(manifest.Files[i].Path);
                }

                _disk.DeleteTemp(new RelPath(manifest.Files[i].Path), Temp(number, i));
                Interrupt?.Invoke("recovered");
            }

            RemoveEmptied(manifest);
            journal.MarkDone(number, left.ToImmutable());
            journal.Trim(number, manifest);
            return new Recovered(number, manifest.Verb, manifest.Title, [.. left.Select(path => new RelPath(path))]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"the interrupted change '{manifest.Title}' could not be finished: {error.Message}",
                "make the file writable, or free some space, and try again", error);
        }
    }

    private void RollBack(int number, Manifest manifest)
    {
        for (var i = manifest.Files.Length - 1; i >= 0; i--)
        {
            _disk.DeleteTemp(new RelPath(manifest.Files[i].Path), Temp(number, i));
            Turn(number, manifest, i, toOld: true);
        }

        _disk.RemoveFolders(manifest.Folders, _ => true);
        Forget(number);
    }

    /// <summary>Brings one file from one side of the change to the other; false where it is on neither.</summary>
    private bool Turn(int number, Manifest manifest, int index, bool toOld)
    {
        var file = manifest.Files[index];
        var path = new RelPath(file.Path);
        var (from, to) = toOld ? (file.New, file.Base) : (file.Base, file.New);
        var now = _disk.Hash(path)?.Hex;
        if (now == to)
        {
            return true;
        }

        if (now != from)
        {
            return false;
        }

        if (to is not null)
        {
            var bytes = journal.ReadBytes(number, manifest, index, toOld);
            if (ContentHash.Of(bytes).Hex != to)
            {
                return false;
            }

            _disk.MakeFolder(path);
            _disk.WriteTemp(path, Temp(number, index), bytes);
        }

        _disk.Settle(path, Temp(number, index), from is null, to is null);
        return true;
    }

    private void RemoveEmptied(Manifest manifest)
    {
        var folders = manifest.Files.Where(file => file.New is null).Select(file => new RelPath(file.Path).Folder!.Value.Value).ToList();
        if (folders.Count > 0)
        {
            _disk.RemoveFolders(WikiDisk.WithParents(folders), path => Numbers.Exists(
                number => journal.Read(number)?.Folders.Contains(path, StringComparer.Ordinal) == true));
        }
    }

    private void Forget(int number)
    {
        Uncommitted.Remove(number);
        try
        {
            journal.Delete(number);
            Numbers.Remove(number);
        }
        catch (DirectoryNotFoundException)
        {
            Numbers.Remove(number);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What is left of it is no prepared entry; the next run tries again.
        }
    }

    private void Prune()
    {
        while (Numbers.Count > Journal.Keep)
        {
            var oldest = Numbers[0];
            Forget(oldest);
            Numbers.Remove(oldest);
        }
    }

    private static string Temp(int number, int index) => $".wiki-{number}-{index}.tmp";

    private static WikiException Failed(string title, Exception error) => new(
        $"'{title}' could not be written: {error.Message}", "free some space or check the permissions of wiki/ and .wiki/, then try again", error);
}
