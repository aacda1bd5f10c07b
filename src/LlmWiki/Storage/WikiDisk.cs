using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>Single steps on the files of <c>wiki/</c>; <see cref="WikiWriter"/> makes a whole of them.</summary>
internal sealed class WikiDisk(string root)
{
    private const int MoveTries = 6;

    /// <summary>Which files are not as the changes expect them; the bytes that are there, empty where there are none.</summary>
    /// <exception cref="WikiException">A file is behind a link: writing there could reach anything, raw/ included.</exception>
    public ImmutableArray<Conflict> Conflicts(IEnumerable<ByteChange> changes, out List<byte[]> olds)
    {
        olds = [];
        var all = changes.ToList();
        var conflicts = ImmutableArray.CreateBuilder<Conflict>();
        RefuseLinks(all.Select(change => change.Path));
        foreach (var change in all)
        {
            var old = Read(change.Path);
            var now = old is null ? (ContentHash?)null : ContentHash.Of(old);
            olds.Add(old ?? []);
            if (Blocked(change.Path) is { } blocked)
            {
                conflicts.Add(new Conflict(change.Path, blocked));
            }
            else if (now != change.Base && !(change.Base is null && IsOtherCaseOf(change.Path, all)))
            {
                conflicts.Add(new Conflict(change.Path, Reason(change.Base, now)));
            }
        }

        return conflicts.ToImmutable();
    }

    public static string Reason(ContentHash? expected, ContentHash? found) =>
        expected is null ? "is already there" : found is null ? "is gone" : "was changed meanwhile";

    public ContentHash? Hash(RelPath path) => Read(path) is { } bytes ? ContentHash.Of(bytes) : null;

    public void MakeFolder(RelPath file) => Directory.CreateDirectory(Path.GetDirectoryName(Full(file))!);

    /// <summary>The folders on the way to these files that are not there yet, outermost first.</summary>
    public ImmutableArray<string> MissingFolders(IEnumerable<RelPath> files) =>
        [.. WithParents(files.Select(file => file.Folder!.Value.Value)).Where(path => !Directory.Exists(Path.Combine(root, path)))];

    /// <summary>The folders and those above them below <c>wiki/</c>, each once, outermost first.</summary>
    public static ImmutableArray<string> WithParents(IEnumerable<string> folders)
    {
        var all = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            for (RelPath? path = new RelPath(folder); path is { } here && here.IsUnder("wiki") && all.Add(here.Value); path = here.Folder)
            {
            }
        }

        return [.. all];
    }

    /// <summary>Removes those of the folders that are empty, innermost first; what is not empty ends the question.</summary>
    public void RemoveFolders(ImmutableArray<string> folders, Func<string, bool> mayGo)
    {
        for (var i = folders.Length - 1; i >= 0; i--)
        {
            var full = Path.Combine(root, folders[i]);
            if (Directory.Exists(full) && !Directory.EnumerateFileSystemEntries(full).Any() && mayGo(folders[i]))
            {
                Directory.Delete(full);
            }
        }
    }

    public void WriteTemp(RelPath page, string temp, byte[] bytes)
    {
        var path = Beside(page, temp);
        Journal.WriteDurably(path, [bytes]);
        if (!OperatingSystem.IsWindows() && File.Exists(Full(page)))
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(Full(page)));
        }
    }

    public void DeleteTemp(RelPath page, string temp)
    {
        if (Directory.Exists(Path.GetDirectoryName(Full(page))))
        {
            File.Delete(Beside(page, temp));
        }
    }

    public void DeleteAllTemps()
    {
        var wiki = new DirectoryInfo(Path.Combine(root, "wiki"));
        var hiddenToo = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var temp in wiki.Exists ? wiki.EnumerateFiles(".wiki-*.tmp", hiddenToo) : [])
        {
            temp.Delete();
        }
    }

    /// <summary>Takes the last step for one file: the temporary file becomes it, or it goes away.</summary>
    public void Settle(RelPath page, string temp, bool isNew, bool delete)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (delete)
                {
                    File.Delete(Full(page));
                }
                else
                {
                    // Without overwriting, the system itself refuses where a person made the page in this moment.
                    File.Move(Beside(page, temp), Full(page), overwrite: !isNew);
                }

                return;
            }
            catch (Exception error) when (tries < MoveTries && OperatingSystem.IsWindows()
                && error is IOException or UnauthorizedAccessException)
            {
                // Windows: an indexer or a virus scanner has it open for a moment.
                Thread.Sleep(tries * 20);
            }
        }
    }

    private byte[]? Read(RelPath path)
    {
        try
        {
            // What has no length is not opened: a pipe would wait for its writer forever.
            var file = new FileInfo(Full(path));
            return !file.Exists ? null : file.Length == 0 ? [] : File.ReadAllBytes(file.FullName);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string? Blocked(RelPath path)
    {
        if (Directory.Exists(Full(path)))
        {
            return "a folder has this name";
        }

        for (var folder = path.Folder; folder is { } here && here.IsUnder("wiki"); folder = here.Folder)
        {
            if (File.Exists(Full(here)))
            {
                return $"'{here}' is a file, not a folder";
            }
        }

        return null;
    }

    // On a system that ignores case, a page that is only renamed to another case seems to be there already.
    private bool IsOtherCaseOf(RelPath path, List<ByteChange> changes) =>
        changes.Exists(change => change.Bytes is null && change.Path != path
            && change.Path.Value.Equals(path.Value, StringComparison.OrdinalIgnoreCase))
        && !Directory.EnumerateFiles(Path.GetDirectoryName(Full(path))!).Any(file => Path.GetFileName(file) == path.Name);

    private void RefuseLinks(IEnumerable<RelPath> paths)
    {
        var clean = new HashSet<string>();
        foreach (var path in paths)
        {
            for (RelPath? part = path; part is { } here && here.IsUnder("wiki") && clean.Add(here.Value); part = here.Folder)
            {
                if (new FileInfo(Full(here)).LinkTarget is { } target)
                {
                    throw new WikiException($"'{here}' is a link to '{target}'; the tool does not write through links",
                        "replace the link with what it leads to");
                }
            }
        }

        var raw = RealPath.Of(Path.Combine(root, "raw"));
        if (RealPath.IsWithin(RealPath.Of(Path.Combine(root, "wiki")), raw))
        {
            throw new WikiException("wiki/ is a link into raw/, which is never written", "make wiki/ a folder of its own");
        }
    }

    private string Full(RelPath path) => Path.Combine(root, path.Value);

    private string Beside(RelPath page, string temp) => Path.Combine(Path.GetDirectoryName(Full(page))!, temp);
}
