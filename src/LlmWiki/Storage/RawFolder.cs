using System.Globalization;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>Reads files of <c>raw/</c>. Nothing here writes.</summary>
internal sealed class RawFolder(string root, WikiConfig config)
{
    public const string TooLargeHint = "raise 'max_source_mb' in wiki.config.yaml, or split the file";

    private const int Step = 1 << 20;

    public RawListing List() => new RawWalk(Path.Combine(root, "raw"), config).Run();

    public byte[] Read(RelPath path, CancellationToken cancel)
    {
        if (!path.IsUnder("raw"))
        {
            throw new ArgumentException($"'{path}' is not below raw/", nameof(path));
        }

        var file = Path.Combine(root, path.Value);
        try
        {
            GuardLinks(path, file);
            var size = new FileInfo(file).Length;
            Guard(path, size);

            // What has no length is not opened: a pipe would wait for its writer forever.
            return size == 0 ? [] : ReadAll(path, file, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>True where the file has the size and time it was listed with.</summary>
    public bool IsStill(RawFile file)
    {
        var now = new FileInfo(Path.Combine(root, file.Path.Value));
        return now.Exists && now.Length == file.Size && now.LastWriteTimeUtc == file.Modified.UtcDateTime;
    }

    public static string TooLarge(long size, WikiConfig config) => string.Create(CultureInfo.InvariantCulture,
        $"{size / 1e6:0.#} MB is above the limit of {config.MaxSourceMegabytes} MB");

    private byte[] ReadAll(RelPath path, string file, CancellationToken cancel)
    {
        using var handle = File.OpenHandle(file, share: FileShare.ReadWrite | FileShare.Delete, options: FileOptions.SequentialScan);
        var size = RandomAccess.GetLength(handle);
        Guard(path, size);
        var bytes = new byte[size];
        var read = 0;
        while (read < bytes.Length)
        {
            cancel.ThrowIfCancellationRequested();
            var got = RandomAccess.Read(handle, bytes.AsSpan(read, Math.Min(Step, bytes.Length - read)), read);
            if (got == 0)
            {
                throw new IOException("it became shorter while it was read");
            }

            read += got;
        }

        return bytes;
    }

    private void Guard(RelPath path, long size)
    {
        if (size > config.MaxSourceMegabytes * 1_000_000L)
        {
            throw new WikiException($"'{path}': {TooLarge(size, config)}", TooLargeHint);
        }
    }

    private void GuardLinks(RelPath path, string file)
    {
        if (!RealPath.IsWithin(RealPath.Of(file), RealPath.Of(Path.Combine(root, "raw"))))
        {
            throw new WikiException($"'{path}' is a link that leads outside raw/", "copy what it leads to into raw/");
        }
    }

    private static WikiException Unreadable(RelPath path, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => new WikiException($"'{path}' is gone", inner: error),
        UnauthorizedAccessException => new WikiException($"'{path}' may not be read", "check the file's permissions", error),
        _ => new WikiException($"'{path}' could not be read: {error.Message}", inner: error),
    };

    /// <summary>A file's text, bytes that are no UTF-8 replaced; null where it cannot be read.</summary>
    public string? Text(RelPath path)
    {
        try
        {
            return path.IsUnder("raw") ? System.Text.Encoding.UTF8.GetString(Read(path, CancellationToken.None)) : null;
        }
        catch (WikiException)
        {
            return null;
        }
    }
}
