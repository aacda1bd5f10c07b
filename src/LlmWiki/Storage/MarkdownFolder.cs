using System.Collections.Immutable;
using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>One file as a listing finds it.</summary>
public readonly record struct FileStamp(RelPath Path, long Size, long ModifiedTicks);

/// <summary>A Markdown folder that may be no knowledge base: an Obsidian vault, the documentation of a project. Nothing is ever written into it.</summary>
public sealed class MarkdownFolder
{
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

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
            List(new DirectoryInfo(root), "", files);
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

    /// <summary>A page's bytes; null where it cannot be read.</summary>
    public byte[]? Bytes(RelPath path)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(Root, path.Value));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Text of a file of which some bytes may be no UTF-8; a byte order mark is kept as U+FEFF.</summary>
    public static string TextOf(byte[] bytes) => Lenient.GetString(bytes);

    private static void List(DirectoryInfo folder, string path, List<FileStamp> files)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
        {
            var below = path + entry.Name;
            if (entry.Name.StartsWith('.') || entry.Name == "node_modules" || entry.Name.Contains('\\', StringComparison.Ordinal) || entry.LinkTarget is not null)
            {
                continue;
            }

            if (entry is DirectoryInfo inner)
            {
                List(inner, below + "/", files);
            }
            else if (entry is FileInfo { Exists: true } file)
            {
                files.Add(new FileStamp(new RelPath(below), file.Length, file.LastWriteTimeUtc.Ticks));
            }
        }
    }
}
