using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>
/// The folder <c>.wiki/journal/</c>: one folder per change, numbered. In each, <c>contents</c> holds the bytes before and
/// after, <c>manifest.json</c> says whose (its presence makes the entry prepared), <c>done</c> says that the change is in
/// place (the bytes after are then let go of, those before serve undo), and <c>uncommitted</c> that git has yet to hear of it.
/// </summary>
internal sealed class Journal(string folder)
{
    /// <summary>How many entries are kept; older ones can no longer be undone.</summary>
    public const int Keep = 500;

    private List<int>? _numbers;

    /// <summary>All entries, oldest first, as of the last <see cref="Refresh"/>.</summary>
    public IReadOnlyList<int> Numbers => Known;

    public int Next => Known.Count == 0 ? 1 : Known[^1] + 1;

    /// <summary>False where nothing was ever journaled here, or someone deleted it.</summary>
    public bool Exists => Directory.Exists(folder);

    private List<int> Known => _numbers ??= List();

    /// <summary>Looks anew: another process may have written since.</summary>
    public void Refresh() => _numbers = null;

    /// <summary>Writes an entry up to the point from which it will be finished whatever happens.</summary>
    public void Prepare(int number, Manifest manifest, IEnumerable<byte[]> contents, bool commit, Action<string>? interrupt)
    {
        Directory.CreateDirectory(Entry(number));
        WriteDurably(Contents(number), contents);
        interrupt?.Invoke("contents");
        if (commit)
        {
            File.WriteAllBytes(InEntry(number, "uncommitted"), []);
        }

        var draft = InEntry(number, "manifest.tmp");
        WriteDurably(draft, [JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.Manifest)]);
        interrupt?.Invoke("manifest");
        File.Move(draft, InEntry(number, "manifest.json"), overwrite: true);
        Known.Add(number);
    }

    /// <summary>The manifest of a prepared entry; null where there is none, or it is of a form this version cannot read.</summary>
    public Manifest? Read(int number)
    {
        var manifest = ReadJson(InEntry(number, "manifest.json"), ManifestJson.Default.Manifest);
        return manifest is { Version: Manifest.CurrentVersion, Files.IsDefault: false, Folders.IsDefault: false } ? manifest : null;
    }

    /// <summary>Null where the entry is not finished.</summary>
    public DoneMark? ReadDone(int number) => ReadJson(InEntry(number, "done"), ManifestJson.Default.DoneMark);

    /// <summary>The files that an entry wrote or deleted.</summary>
    public IEnumerable<string> Written(int number)
    {
        var left = ReadDone(number)?.Left ?? [];
        return Read(number)?.Files.Select(file => file.Path).Where(path => left.IsDefault || !left.Contains(path)) ?? [];
    }

    public bool IsDone(int number) => File.Exists(InEntry(number, "done"));

    public bool IsUncommitted(int number) => File.Exists(InEntry(number, "uncommitted"));

    public void MarkCommitted(int number)
    {
        if (Directory.Exists(Entry(number)))
        {
            File.Delete(InEntry(number, "uncommitted"));
        }
    }

    public void MarkDone(int number, ImmutableArray<string> left)
    {
        var draft = InEntry(number, "done.tmp");
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(new DoneMark(left), ManifestJson.Default.DoneMark));
        File.Move(draft, InEntry(number, "done"), overwrite: true);
    }

    /// <summary>Lets go of the bytes after a finished change: they are in <c>wiki/</c>.</summary>
    public void Trim(int number, Manifest manifest)
    {
        try
        {
            using var handle = File.OpenHandle(Contents(number), FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.SetLength(handle, manifest.OldLength);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It only takes space.
        }
    }

    /// <summary>The bytes of a file before or after the change; null where the journal is damaged.</summary>
    public byte[]? ReadBytes(int number, Manifest manifest, int file, bool old)
    {
        var lengths = manifest.Files.Select(each => old ? each.OldLength : each.NewLength).ToList();
        var offset = (old ? 0 : manifest.OldLength) + lengths.Take(file).Sum(length => (long)length);
        var bytes = new byte[lengths[file]];
        try
        {
            using var handle = File.OpenHandle(Contents(number));
            for (var read = 0; read < bytes.Length;)
            {
                var got = RandomAccess.Read(handle, bytes.AsSpan(read), offset + read);
                if (got == 0)
                {
                    return null;
                }

                read += got;
            }
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        var hash = old ? manifest.Files[file].Base : manifest.Files[file].New;
        return ContentHash.Of(bytes).Hex == hash ? bytes : null;
    }

    /// <summary>
    /// Deletes an entry; the manifest goes first, so that half a deletion is no prepared entry. What could not be deleted
    /// is tried again by the next run.
    /// </summary>
    public void Forget(int number)
    {
        try
        {
            Known.Remove(number);
            if (Directory.Exists(Entry(number)))
            {
                File.Delete(InEntry(number, "manifest.json"));
                Directory.Delete(Entry(number), recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <param name="run">The run that writes now: it can be undone as a whole, however long it is.</param>
    public void Prune(string? run = null)
    {
        while (Known.Count > Keep && (run is null || Read(Known[0])?.Run != run))
        {
            Forget(Known[0]);
        }
    }

    public static void WriteDurably(string path, IEnumerable<byte[]> parts)
    {
        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
        var offset = 0L;
        foreach (var part in parts)
        {
            RandomAccess.Write(handle, part, offset);
            offset += part.Length;
        }

        RandomAccess.FlushToDisk(handle);
    }

    private List<int> List()
    {
        var numbers = new List<int>();
        foreach (var path in Exists ? Directory.EnumerateDirectories(folder) : [])
        {
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }

    private string Entry(int number) => Path.Combine(folder, number.ToString("D6", CultureInfo.InvariantCulture));

    private string InEntry(int number, string name) => Path.Combine(Entry(number), name);

    private string Contents(int number) => InEntry(number, "contents");

    private static T? ReadJson<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
