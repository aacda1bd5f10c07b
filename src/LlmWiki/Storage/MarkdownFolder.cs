using System.Buffers;
using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>One file as a listing finds it.</summary>
public readonly record struct FileStamp(RelPath Path, long Size, long ModifiedTicks);

/// <summary>A Markdown folder that may be no knowledge base: an Obsidian vault, the documentation of a project. Nothing is ever written into it.</summary>
public sealed class MarkdownFolder
{
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false);

    // Elsewhere a reparse point is a link, and skipping it here spares a question to the system for each file; on Windows it may be a file that lies
    // in a cloud.
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = OperatingSystem.IsWindows() ? FileAttributes.None : FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    private MarkdownFolder(string root, ImmutableArray<FileStamp> files) => (Root, Files) = (root, files);

    /// <summary>What links from the root start at, as a full path: the vault or repository around the folder, or the folder itself.</summary>
    public string Root { get; }

    /// <summary>All files below the root but hidden ones, links and those of <c>node_modules</c>, in ordinal order.</summary>
    public ImmutableArray<FileStamp> Files { get; }

    public static bool IsPage(RelPath path) => path.Extension is ".md" or ".markdown";

    /// <exception cref="WikiException">The folder is not there or may not be read.</exception>
    public static MarkdownFolder Open(string root)
    {
        try
        {
            var files = new List<FileStamp>();
            List(root, "", files);
            return new MarkdownFolder(root, [.. files.OrderBy(file => file.Path)]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"'{root}' could not be read: {error.Message}", "check the folder's permissions", error);
        }
    }

    /// <summary>The nearest folder upwards that is a vault (<c>.obsidian</c>) or a work tree (<c>.git</c>); the folder itself where there is none.</summary>
    /// <param name="isVault">Whether it is Obsidian's.</param>
    public static string RootAround(string folder, out bool isVault)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            isVault = Directory.Exists(Path.Combine(at.FullName, ".obsidian"));
            if (isVault || Path.Exists(Path.Combine(at.FullName, ".git")))
            {
                return at.FullName;
            }
        }

        isVault = false;
        return folder;
    }

    /// <summary>The text of a page, of which some bytes may be no UTF-8; a byte order mark is kept as U+FEFF. Null where it cannot be read.</summary>
    public string? Text(RelPath path)
    {
        try
        {
            // What has no length is not opened: a pipe would wait for its writer forever.
            var full = Path.Combine(Root, path.Value);
            return new FileInfo(full).Length == 0 ? "" : Read(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where files are that had another path once, as git's history has it, by that path; empty where there is none.</summary>
    public IReadOnlyDictionary<RelPath, RelPath> Renames() => GitRenames.Of(Root).ToDictionary(pair => new RelPath(pair.Key), pair => new RelPath(pair.Value));

    private static string Read(string full)
    {
        using var file = File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        if (length > Array.MaxLength)
        {
            throw new IOException("the file is too large");
        }

        var bytes = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            var read = 0;
            for (int more; read < length && (more = RandomAccess.Read(file, bytes.AsSpan(read, (int)length - read), read)) > 0; read += more)
            {
            }

            return Lenient.GetString(bytes, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static void List(string folder, string path, List<FileStamp> files)
    {
        var entries = new FileSystemEnumerable<(string Name, bool IsFolder, FileStamp Stamp)>(
            folder, (ref entry) => Entry(path, ref entry), Everything)
        {
            ShouldIncludePredicate = IsLookedAt,
        };
        foreach (var (name, isFolder, stamp) in entries)
        {
            if (isFolder)
            {
                List(Path.Combine(folder, name), path + name + "/", files);
            }
            else
            {
                files.Add(stamp);
            }
        }
    }

    private static (string Name, bool IsFolder, FileStamp Stamp) Entry(string path, ref FileSystemEntry entry)
    {
        var name = entry.FileName.ToString();
        return entry.IsDirectory ? (name, true, default) : (name, false, new FileStamp(new RelPath(path + name), entry.Length, entry.LastWriteTimeUtc.UtcTicks));
    }

    /// <summary>A name that is no UTF-8 comes with U+FFFD, and no file is found under it.</summary>
    private static bool IsLookedAt(ref FileSystemEntry entry) =>
        entry.FileName is not ['.', ..] and not "node_modules" && !entry.FileName.Contains('\\')
        && !(OperatingSystem.IsWindows() && entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.ToFileSystemInfo().LinkTarget is not null)
        && !(entry.FileName.Contains('\uFFFD') && !Path.Exists(entry.ToFullPath()));
}
