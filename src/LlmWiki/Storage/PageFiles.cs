using System.Collections.Immutable;
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
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static WikiListing Load(string root)
    {
        var paths = new List<string>();
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var skipped = new List<SkippedFile>();
        List(new DirectoryInfo(Path.Combine(root, "wiki")), "wiki", (file, path) => paths.Add(path), others, skipped);

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
        List(new DirectoryInfo(Path.Combine(root, "wiki")), "wiki", (file, path) => pages.Add(new FileStamp(new RelPath(path), file.Length, file.LastWriteTimeUtc.Ticks)), others, skipped);
        return new WikiStamps([.. pages.OrderBy(page => page.Path)], [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)], others);
    }

    public static WikiFile? ReadOne(string root, RelPath path) => Read(root, path.Value) as WikiFile;

    private static void List(DirectoryInfo folder, string path, Action<FileInfo, string> addPage, SortedSet<string> others, List<SkippedFile> skipped)
    {
        if (!folder.Exists)
        {
            return;
        }

        try
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                var below = path + "/" + entry.Name;
                if (entry.Name.StartsWith('.'))
                {
                    continue;
                }

                if (entry.Name.Contains('\\', StringComparison.Ordinal))
                {
                    skipped.Add(new SkippedFile(below, "the name has a backslash, which is a folder on other systems", "rename it"));
                    continue;
                }

                // Links are not followed: the tool would otherwise write outside wiki/. Pages may still link to them.
                if (entry is DirectoryInfo inner && entry.LinkTarget is null)
                {
                    List(inner, below, addPage, others, skipped);
                }
                else if (entry is FileInfo file && entry.LinkTarget is null && entry.Extension.Equals(".md", StringComparison.OrdinalIgnoreCase))
                {
                    addPage(file, below);
                }
                else
                {
                    others.Add(below);
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            skipped.Add(new SkippedFile(path, "the folder could not be read: " + error.Message, "check the folder's permissions"));
        }
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
