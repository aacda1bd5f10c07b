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
internal sealed record ChangeLabel(string Verb, string Title, int? Undoes = null)
{
    public string? Run { get; init; }

    public string? Why { get; init; }

    public string? By { get; init; }
}

/// <summary>
/// Writes changes to <c>wiki/</c> so that each is there whole or not at all: first into the journal, from where a crash
/// is mended, then beside each page, then by renaming. Only the holder of the writer lock may use it.
/// </summary>
internal sealed class WikiWriter(string root, Journal journal, TimeProvider time)
{
    private const int Parallelism = 4;

    private readonly WikiDisk _disk = new(root);
    private readonly Mending _mending = new(new WikiDisk(root), journal);

    /// <summary>Called between steps; a test throws from it to see what a crash there leaves.</summary>
    public Action<string>? Interrupt { get; set; }

    /// <summary>Finishes what an earlier run left half done.</summary>
    public ImmutableArray<Recovered> Recover() => _mending.Recover(Interrupt);

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

        var number = journal.Next;
        var manifest = Prepare(number, label, ordered, olds, commit);
        if (PutInPlace(number, manifest, ordered) is { } conflict)
        {
            return new Applied(0, [conflict]);
        }

        journal.Trim(number, manifest);
        journal.Prune(label.Run);
        return new Applied(number, []);
    }

    private Manifest Prepare(int number, ChangeLabel label, List<ByteChange> changes, List<byte[]> olds, bool commit)
    {
        var files = changes.Select((change, i) => new ManifestFile(
            change.Path.Value, change.Base?.Hex, change.New?.Hex, olds[i].Length, change.Bytes?.Length ?? 0));
        var folders = _disk.MissingFolders(changes.Where(change => change.Bytes is not null).Select(change => change.Path));
        var manifest = new Manifest(Manifest.CurrentVersion, label.Verb, label.Title, time.GetUtcNow(), label.Undoes, [.. files], folders, label.Run, label.Why, label.By);
        try
        {
            journal.Prepare(number, manifest, olds.Concat(changes.Select(change => change.Bytes ?? [])), commit, Interrupt);
            Interrupt?.Invoke("prepared");
            return manifest;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            journal.Forget(number);
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
                _mending.RemoveEmptied(manifest);
                journal.MarkDone(number, []);
                Interrupt?.Invoke("done");
                return null;
            }

            _mending.RollBack(number, manifest);
            return conflict;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            try
            {
                _mending.RollBack(number, manifest);
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
                    _disk.WriteTemp(changes[i].Path, Mending.Temp(number, i), bytes);
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

            _disk.Settle(path, Mending.Temp(number, i), from is null, to is null);
            Interrupt?.Invoke("moved");
        }

        return null;
    }

    private static WikiException Failed(string title, Exception error) => new(
        $"'{title}' could not be written: {error.Message}", "free some space or check the permissions of wiki/ and .wiki/, then try again", error);
}
