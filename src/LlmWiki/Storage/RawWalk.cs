using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>
/// Lists <c>raw/</c> once. Every file is listed under one path: links are looked at last, so that a file that is also
/// there as itself keeps its own name; and each folder is entered once, so that circles of links end.
/// </summary>
internal sealed class RawWalk(string raw, WikiConfig config)
{
    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        MatchType = MatchType.Simple,
        IgnoreInaccessible = false,
    };

    private readonly RawFilter _filter = new(config.Ignore);
    private readonly List<RawFile> _files = [];
    private readonly List<SkippedFile> _skipped = [];
    private readonly HashSet<string> _seen = new(StringComparer.FromComparison(RealPath.Comparison));
    private readonly Queue<(FileSystemInfo Link, string Path)> _links = new();
    private string _realRaw = "";

    public RawListing Run()
    {
        if (Directory.Exists(raw))
        {
            _realRaw = RealPath.Of(raw);
            Enter(raw, "raw", _realRaw);
            while (_links.TryDequeue(out var next))
            {
                Follow(next.Link, next.Path);
            }
        }

        return new RawListing(
            [.. _files.OrderBy(file => file.Path)],
            [.. _skipped.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    private void Enter(string folder, string path, string real)
    {
        if (!_seen.Add(real))
        {
            return;
        }

        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
            {
                Look(entry, path + "/" + entry.Name, Path.Combine(real, entry.Name));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Skip(path, error is UnauthorizedAccessException ? "the folder may not be read" : "the folder could not be read: " + error.Message,
                "check the folder's permissions");
        }
    }

    private void Look(FileSystemInfo entry, string path, string real)
    {
        if (_filter.LeavesOut(path["raw/".Length..]))
        {
            return;
        }

        if (entry.Name.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0 || entry.Name.Contains('\u007F', StringComparison.Ordinal))
        {
            Skip(string.Concat(path.Select(letter => char.IsControl(letter) ? '?' : letter)), "the name has control characters", "rename it");
        }
        else if (!OperatingSystem.IsWindows() && entry.Name.Contains('\\', StringComparison.Ordinal))
        {
            Skip(path, "the name has a backslash, which is a folder on other systems", "rename it");
        }
        else if (entry.LinkTarget is not null)
        {
            _links.Enqueue((entry, path));
        }
        else if (entry is DirectoryInfo)
        {
            Enter(entry.FullName, path, real);
        }
        else
        {
            Add((FileInfo)entry, path, real);
        }
    }

    private void Add(FileInfo file, string path, string real)
    {
        // A name that is not UTF-8 comes out with U+FFFD and cannot be opened under it.
        if (!file.Exists)
        {
            if (file.Name.Contains('\uFFFD', StringComparison.Ordinal))
            {
                Skip(path, "the name is not valid UTF-8", "rename it");
            }
        }
        else if (file.Length > config.MaxSourceMegabytes * 1_000_000L)
        {
            Skip(path, RawFolder.TooLarge(file.Length, config), RawFolder.TooLargeHint);
        }
        else
        {
            _seen.Add(real);
            _files.Add(new RawFile(new RelPath(path), file.Length, new DateTimeOffset(file.LastWriteTimeUtc)));
        }
    }

    private void Follow(FileSystemInfo link, string path)
    {
        string target;
        try
        {
            target = RealPath.Of(link.FullName);
        }
        catch (IOException)
        {
            Skip(path, "the link leads in a circle");
            return;
        }

        if (!RealPath.IsWithin(target, _realRaw))
        {
            Skip(path, "the link leads outside raw/", "copy what it leads to into raw/");
        }
        else if (_seen.Contains(target))
        {
            var own = "raw" + target[_realRaw.Length..].Replace(Path.DirectorySeparatorChar, '/');
            Skip(path, $"the link leads to '{own}', which is read there");
        }
        else if (Directory.Exists(target))
        {
            Enter(target, path, target);
        }
        else if (File.Exists(target))
        {
            Add(new FileInfo(target), path, target);
        }
        else
        {
            Skip(path, "the link leads nowhere");
        }
    }

    private void Skip(string path, string reason, string? hint = null) => _skipped.Add(new SkippedFile(path, reason, hint));
}
