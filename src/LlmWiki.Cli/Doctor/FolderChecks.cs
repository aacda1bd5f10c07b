using LlmWiki.Llama.Hub;

namespace LlmWiki.Cli.Doctor;

/// <summary>The wiki's folders: rights, space, and how the file system compares names.</summary>
internal static class FolderChecks
{
    private const long Little = 1_000_000_000;
    private const long TooLittle = 100_000_000;

    public static IEnumerable<Diagnosis> Folders(Checkup checkup) => checkup.Root is not { } root
        ? []
        : [.. new[] { Raw(root), Pages(root), State(root) }.OfType<Diagnosis>().DefaultIfEmpty(Diagnosis.Ok("folders", "raw/ can be read, wiki/ and .wiki/ can be written"))];

    public static IEnumerable<Diagnosis> Space(Checkup checkup)
    {
        string?[] places = [checkup.Root, checkup.Places.PullFolder];
        foreach (var folder in places.OfType<string>())
        {
            if (Disk.FreeBytes(Existing(folder)) is { } free)
            {
                yield return Space(folder, free);
            }
        }
    }

    internal static Diagnosis Space(string folder, long free) => free switch
    {
        < TooLittle => Diagnosis.Problem("disk", $"{ByteText.Of(free)} free for {folder}", "free some space"),
        < Little => Diagnosis.Warning("disk", $"{ByteText.Of(free)} free for {folder}", "free some space: a model takes 1 to 20 GB"),
        _ => Diagnosis.Ok("disk", $"{ByteText.Of(free)} free for {folder}"),
    };

    public static IEnumerable<Diagnosis> Names(Checkup checkup)
    {
        if (checkup.Root is not { } root)
        {
            yield break;
        }

        // The configuration is there, and nobody writes it so.
        yield return File.Exists(Path.Combine(root, ConfigReader.FileName.ToUpperInvariant()))
            ? Diagnosis.Ok("names", "the file system takes names that differ only in case for one")
            : Diagnosis.Ok("names", "the file system tells names apart that differ only in case; Windows and macOS do not");
    }

    private static Diagnosis? Raw(string root)
    {
        var raw = Path.Combine(root, "raw");
        if (!Directory.Exists(raw))
        {
            return Diagnosis.Warning("folders", "there is no raw/: nothing can be compiled", "wiki init makes it");
        }

        return Refused(() => _ = Directory.EnumerateFileSystemEntries(raw).Any()) is { } reason
            ? Diagnosis.Problem("folders", $"raw/ cannot be read: {reason}", "check the folder's permissions")
            : null;
    }

    // Opened for writing, and not written: the folder is the person's. A new page needs the folder's own right.
    private static Diagnosis? Pages(string root)
    {
        var pages = Path.Combine(root, "wiki");
        var reason = Refused(() =>
        {
            var page = Directory.Exists(pages) ? Directory.EnumerateFiles(pages, "*.md", SearchOption.AllDirectories).FirstOrDefault() : null;
            if (page is not null)
            {
                using var stream = new FileStream(page, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            }
        });
        var isClosed = !OperatingSystem.IsWindows() && Directory.Exists(pages)
            && (File.GetUnixFileMode(pages) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == UnixFileMode.None;
        return reason is null && !isClosed
            ? null
            : Diagnosis.Problem("folders", $"wiki/ cannot be written: {reason ?? "the folder has no right to write"}", "check the permissions of wiki/ and of its pages");
    }

    private static Diagnosis? State(string root)
    {
        var folder = Path.Combine(root, ".wiki");
        var isNew = !Directory.Exists(folder);
        var reason = Refused(() =>
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $"doctor-{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }

            if (isNew)
            {
                Directory.Delete(folder);
            }
        });
        return reason is null ? null : Diagnosis.Problem("folders", $".wiki/ cannot be written: {reason}", "check the permissions of the wiki's folder");
    }

    private static string? Refused(Action attempt)
    {
        try
        {
            attempt();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static string Existing(string folder)
    {
        var at = folder;
        while (!Directory.Exists(at) && Path.GetDirectoryName(at) is { } parent)
        {
            at = parent;
        }

        return at;
    }
}
