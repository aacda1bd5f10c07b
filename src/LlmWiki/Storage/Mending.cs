using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>
/// Brings a change that stands half on disk to one of its ends, file by file, from what the journal holds. A file that is
/// at neither end was changed by someone else meanwhile and is left.
/// </summary>
internal sealed class Mending(WikiDisk disk, Journal journal)
{
    /// <summary>The hidden name under which new bytes lie beside their page for a moment.</summary>
    public static string Temp(int number, int index) => $".wiki-{number}-{index}.tmp";

    /// <summary>Finishes all changes that are prepared and not done; what was not prepared never happened.</summary>
    public ImmutableArray<Recovered> Recover(Action<string>? interrupt)
    {
        if (!journal.Exists)
        {
            // It was deleted, perhaps after a crash: nothing else knows of temporary files.
            disk.DeleteAllTemps();
        }

        journal.Refresh();
        var recovered = ImmutableArray.CreateBuilder<Recovered>();
        foreach (var number in journal.Numbers.Where(number => !journal.IsDone(number)).ToList())
        {
            if (journal.Read(number) is { } manifest)
            {
                recovered.Add(RollForward(number, manifest, interrupt));
            }
            else
            {
                journal.Forget(number);
            }
        }

        return recovered.ToImmutable();
    }

    /// <summary>Takes a change back, and the journal forgets it.</summary>
    public void RollBack(int number, Manifest manifest)
    {
        for (var i = manifest.Files.Length - 1; i >= 0; i--)
        {
            disk.DeleteTemp(new RelPath(manifest.Files[i].Path), Temp(number, i));
            Turn(number, manifest, i, toOld: true);
        }

        disk.RemoveFolders(manifest.Folders, _ => true);
        journal.Forget(number);
    }

    /// <summary>Removes folders that a deletion left empty, if an earlier change made them.</summary>
    public void RemoveEmptied(Manifest manifest)
    {
        var folders = manifest.Files.Where(file => file.New is null).Select(file => new RelPath(file.Path).Folder!.Value.Value);
        disk.RemoveFolders(WikiDisk.WithParents(folders), path => journal.Numbers.Any(
            number => journal.Read(number)?.Folders.Contains(path, StringComparer.Ordinal) == true));
    }

    private Recovered RollForward(int number, Manifest manifest, Action<string>? interrupt)
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

                disk.DeleteTemp(new RelPath(manifest.Files[i].Path), Temp(number, i));
                interrupt?.Invoke("recovered");
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

    /// <summary>Brings one file from one end of the change to the other; false where it is at neither.</summary>
    private bool Turn(int number, Manifest manifest, int index, bool toOld)
    {
        var file = manifest.Files[index];
        var path = new RelPath(file.Path);
        var (from, to) = toOld ? (file.New, file.Base) : (file.Base, file.New);
        var now = disk.Hash(path)?.Hex;
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
            if (journal.ReadBytes(number, manifest, index, toOld) is not { } bytes)
            {
                return false;
            }

            disk.MakeFolder(path);
            disk.WriteTemp(path, Temp(number, index), bytes);
        }

        disk.Settle(path, Temp(number, index), from is null, to is null);
        return true;
    }
}
