using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LlmWiki.Llama.Engine;

/// <summary>
/// Decoded prefixes, in memory for all workers and as files for the next process. A file's name is the hash of all that its bytes depend
/// on, and its contents are hashed too: what does not fit is as if it were not there. Losing one costs time only. Any thread may use it.
/// </summary>
internal sealed class PrefixStore
{
    /// <summary>Shorter prefixes are decoded faster than they are read.</summary>
    public const int LeastTokens = 32;

    private const long MostBytesOnDisk = 4L << 30;
    private const long MostBytesInMemory = 256L << 20;
    private static readonly byte[] Magic = "LWPREFIX2"u8.ToArray();

    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, byte[] State)> _recent = new();
    private readonly string? _folder;
    private readonly string _plan;

    /// <param name="folder">Null keeps nothing between runs.</param>
    /// <param name="plan">Model, library, device and types of the cache: a state fits no other.</param>
    public PrefixStore(string? folder, string plan)
    {
        _folder = folder;
        _plan = plan;
    }

    /// <summary>The state of a prefix; null where none is kept.</summary>
    public byte[]? Load(ReadOnlySpan<int> tokens)
    {
        var key = KeyOf(tokens);
        lock (_gate)
        {
            if (_recent.FirstOrDefault(recent => recent.Key == key).State is { } state)
            {
                return state;
            }
        }

        if (_folder is null || ReadFile(PathOf(key)) is not { } read)
        {
            return null;
        }

        Remember(key, read);
        return read;
    }

    /// <summary>Keeps a state; one that cannot be written to the disk is kept in memory only.</summary>
    public void Save(ReadOnlySpan<int> tokens, Func<byte[]> take)
    {
        if (tokens.Length < LeastTokens)
        {
            return;
        }

        var (key, state) = (KeyOf(tokens), take());
        if (state.Length == 0)
        {
            return;
        }

        Remember(key, state);
        if (_folder is not null)
        {
            WriteFile(PathOf(key), state);
        }
    }

    private void Remember(string key, byte[] state)
    {
        lock (_gate)
        {
            _recent.AddFirst((key, state));
            for (var kept = _recent.Sum(recent => (long)recent.State.Length); kept > MostBytesInMemory && _recent.Count > 1; _recent.RemoveLast())
            {
                kept -= _recent.Last!.Value.State.Length;
            }
        }
    }

    private static byte[]? ReadFile(string path)
    {
        try
        {
            // The state is tens of MB: it is read to where it stays.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            var head = new byte[Magic.Length + SHA256.HashSizeInBytes];
            if (file.Length < head.Length || file.Length > Array.MaxLength)
            {
                return null;
            }

            file.ReadExactly(head);
            var state = new byte[file.Length - head.Length];
            file.ReadExactly(state);
            if (!head.AsSpan(0, Magic.Length).SequenceEqual(Magic) || !SHA256.HashData(state).AsSpan().SequenceEqual(head.AsSpan(Magic.Length)))
            {
                return null;
            }

            Touch(path);
            return state;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void WriteFile(string path, byte[] state)
    {
        var partial = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            Directory.CreateDirectory(_folder!);
            MakeRoom(state.Length);
            using (var file = new FileStream(partial, FileMode.Create))
            {
                file.Write(Magic);
                file.Write(SHA256.HashData(state));
                file.Write(state);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk or a folder without rights: the next run decodes again.
            Drop(partial);
        }
    }

    private static void Drop(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It goes with those of killed runs.
        }
    }

    private static void Touch(string path) => File.SetLastAccessTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);

    private string PathOf(string key) => Path.Combine(_folder!, key + ".prefix");

    private string KeyOf(ReadOnlySpan<int> tokens)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(_plan));
        Span<byte> count = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(count, tokens.Length);
        hash.AppendData(count);
        hash.AppendData(MemoryMarshal.AsBytes(tokens));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    /// <summary>Files of a run that was killed go, and those that were not read for the longest time, until there is room.</summary>
    private void MakeRoom(long bytes)
    {
        var files = new DirectoryInfo(_folder!).GetFiles();
        var yesterday = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1);
        foreach (var left in files.Where(file => file.Extension == ".tmp" && file.LastWriteTimeUtc < yesterday))
        {
            left.Delete();
        }

        var kept = files.Where(file => file.Extension == ".prefix").OrderByDescending(file => file.LastAccessTimeUtc).ToList();
        var total = bytes;
        foreach (var file in kept)
        {
            total += file.Length;
            if (total > MostBytesOnDisk)
            {
                file.Delete();
            }
        }
    }
}
