using System.Formats.Tar;
using System.IO.Compression;

namespace LlmWiki.Llama.Hub;

/// <summary>Unpacks an archive of npm.</summary>
internal static class Tarball
{
    /// <summary>More than any package has, and far less than a disk.</summary>
    private const long MostBytes = 4_000_000_000;

    /// <summary>
    /// Writes chosen files into one folder. Nothing else of the archive has an effect: no folders, links, owners or modes.
    /// </summary>
    /// <param name="choose">From the path in the archive to the name in the folder; null leaves it out.</param>
    /// <exception cref="InvalidDataException">It is no such archive.</exception>
    public static async Task Unpack(Stream archive, string folder, Func<string, string?> choose, CancellationToken cancel)
    {
        await using var plain = new GZipStream(archive, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        long total = 0;
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            if (entry is not { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, DataStream: { } data } || choose(entry.Name) is not { } name)
            {
                continue;
            }

            total += entry.Length;
            if (!IsPlain(name) || total > MostBytes)
            {
                throw new InvalidDataException($"'{entry.Name}' has no place here");
            }

            await using var file = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write);
            await data.CopyToAsync(file, cancel);
            file.Flush(flushToDisk: true);
        }
    }

    private static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && name.AsSpan().IndexOfAny("/\\:\0") < 0 && !name.Any(char.IsControl);
}
