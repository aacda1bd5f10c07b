using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>
/// One Markdown file of <c>wiki/</c>. A byte order mark stands in the text as U+FEFF, so that the text written as UTF-8
/// is the file again, byte for byte.
/// </summary>
public sealed record WikiFile(RelPath Path, string Text, ContentHash Hash);

/// <summary>What <c>wiki/</c> holds, each list in ordinal order of its paths.</summary>
/// <param name="Pages">All <c>*.md</c> files that are UTF-8.</param>
/// <param name="Skipped">Those that could not be read, with the reason.</param>
/// <param name="Others">Paths of all other files: attachments, canvases, pages behind links. A link may lead there.</param>
public sealed record WikiListing(
    ImmutableArray<WikiFile> Pages, ImmutableArray<SkippedFile> Skipped, IReadOnlySet<string> Others);

/// <summary>What <c>wiki/</c> holds, without the text of pages.</summary>
/// <param name="Others">Paths of all other files, as in <see cref="WikiListing"/>.</param>
public sealed record WikiStamps(ImmutableArray<FileStamp> Pages, ImmutableArray<SkippedFile> Skipped, IReadOnlySet<string> Others);

/// <summary>Loads <c>wiki/</c>. Hidden files and folders (<c>.obsidian</c>, <c>.trash</c>) are not looked at.</summary>
internal static class PageFiles
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static WikiListing Load(string root)
    {
        var paths = new List<string>();
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var skipped = new List<SkippedFile>();
        List(Path.Combine(root, "wiki"), "wiki", page => paths.Add(page.Path.Value), others, skipped);

        var results = new object[paths.Count];
        Parallel.For(0, paths.Count, i => results[i] = Read(root, paths[i]));
        skipped.AddRange(results.OfType<SkippedFile>());
        return new WikiListing(
            [.. results.OfType<WikiFile>().OrderBy(page => page.Path)],
            [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)],
            others);
    }

    public static WikiStamps List(string root)
    {
        var pages = new List<FileStamp>();
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var skipped = new List<SkippedFile>();
        List(Path.Combine(root, "wiki"), "wiki", pages.Add, others, skipped);
        return new WikiStamps([.. pages.OrderBy(page => page.Path)], [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)], others);
    }

    public static WikiFile? ReadOne(string root, RelPath path) => Read(root, path.Value) as WikiFile;

    private static void List(string folder, string path, Action<FileStamp> addPage, SortedSet<string> others, List<SkippedFile> skipped)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            var entries = new FileSystemEnumerable<(string Name, bool IsFolder, FileStamp? Page)>(folder, (ref entry) => Entry(path, ref entry), Everything) { ShouldIncludePredicate = (ref entry) => entry.FileName is not ['.', ..] };
            foreach (var (name, isFolder, page) in entries)
            {
                if (name.Contains('\\', StringComparison.Ordinal))
                {
                    skipped.Add(new SkippedFile(path + "/" + name, "the name has a backslash, which is a folder on other systems", "rename it"));
                }
                else if (isFolder)
                {
                    List(Path.Combine(folder, name), path + "/" + name, addPage, others, skipped);
                }
                else if (page is { } stamp)
                {
                    addPage(stamp);
                }
                else
                {
                    others.Add(path + "/" + name);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            skipped.Add(new SkippedFile(path, "the folder could not be read: " + error.Message, "check the folder's permissions"));
        }
    }

    // A file's information as objects, and the question where it leads, cost as much again as the listing.
    private static (string Name, bool IsFolder, FileStamp? Page) Entry(string path, ref FileSystemEntry entry)
    {
        var name = entry.FileName.ToString();

        // Links are not followed: the tool would otherwise write outside wiki/. Pages may still link to them.
        var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && (!OperatingSystem.IsWindows() || entry.ToFileSystemInfo().LinkTarget is not null);
        var isPage = !isLink && !entry.IsDirectory && !name.Contains('\\', StringComparison.Ordinal) && name.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
        return (name, entry.IsDirectory && !isLink, isPage ? new FileStamp(new RelPath(path + "/" + name), entry.Length, entry.LastWriteTimeUtc.UtcTicks) : null);
    }
    private static object Read(string root, string path)
    {
        try
        {
            // What has no length is not opened: a pipe would wait for its writer forever.
            var file = new FileInfo(Path.Combine(root, path));
            var bytes = file.Length == 0 ? [] : File.ReadAllBytes(file.FullName);
            return new WikiFile(new RelPath(path), Strict.GetString(bytes), ContentHash.Of(bytes));
        }
        catch (DecoderFallbackException)
        {
            return new SkippedFile(path, "it is not UTF-8", "save it as UTF-8");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new SkippedFile(path, "it could not be read: " + error.Message, "check the file's permissions");
        }
    }
}
