using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmWiki.Llama.Hub;

/// <summary>Which file the bytes of a part come from, so that two versions are never mixed.</summary>
/// <param name="Source">Its address without what signs or names a person.</param>
/// <param name="Tag">A strong ETag as sent.</param>
/// <param name="Sum">What all bytes must come to, as <see cref="Hub.Checksum"/> writes it.</param>
internal sealed record PartMark(string Source, string? Tag, DateTimeOffset? Modified, string? Sum, long? Size)
{
    [JsonIgnore]
    public Checksum? Checksum => Checksum.Parse(Sum);

    public static string SourceOf(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}

/// <summary>
/// The bytes of a download that is not whole yet: <c>name.part</c> beside its place, and <c>name.part.json</c> with its mark. Held by one
/// process at a time.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const int BlockSize = 1 << 20;

    private readonly string _target;
    private readonly FileStream _stream;
    private IncrementalHash? _hash;

    private PartFile(string target, FileStream stream) => (_target, _stream) = (target, stream);

    public string Path => _target + ".part";

    public long Length => _stream.Length;

    private string MarkPath => Path + ".json";

    /// <exception cref="WikiException">Another process holds it, or the folder cannot be written.</exception>
    public static PartFile Open(string target)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            return new PartFile(target, new FileStream(target + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException error) when (File.Exists(target + ".part") && !Directory.Exists(target))
        {
            throw new WikiException($"another process is fetching '{target}': {error.Message}", "wait for it, or stop it", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"'{target}' cannot be written: {error.Message}", "check the folder's permissions, or name another place", error);
        }
    }

    /// <summary>Null where there is none that can be read.</summary>
    public PartMark? Mark()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(MarkPath), PartShapes.Default.PartMark);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Throws away what is there and begins at the first byte.</summary>
    public void BeginAnew(PartMark mark)
    {
        // In this order: bytes without a mark are thrown away, but old bytes under a new mark would be taken for new ones.
        _stream.SetLength(0);
        _stream.Flush(flushToDisk: true);
        File.WriteAllBytes(MarkPath, JsonSerializer.SerializeToUtf8Bytes(mark, PartShapes.Default.PartMark));
        _hash?.Dispose();
        _hash = IncrementalHash.CreateHash(Algorithm(mark.Checksum));
    }

    /// <summary>Goes on after the last byte.</summary>
    public async Task GoOn(Checksum? checksum, CancellationToken cancel)
    {
        if (_hash?.AlgorithmName == Algorithm(checksum))
        {
            return;
        }

        _hash?.Dispose();
        _hash = IncrementalHash.CreateHash(Algorithm(checksum));
        var block = new byte[BlockSize];
        _stream.Position = 0;
        for (int read; (read = await _stream.ReadAsync(block, cancel)) > 0;)
        {
            _hash.AppendData(block, 0, read);
        }
    }

    public async Task Append(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await _stream.WriteAsync(bytes, cancel);
        _hash!.AppendData(bytes.Span);
    }

    public Checksum Sum() => new(_hash!.AlgorithmName, Convert.ToHexStringLower(_hash.GetCurrentHash()));

    /// <summary>Gives the bytes their name. They are on the disk before.</summary>
    public void Finish(Action<string>? check)
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        check?.Invoke(Path);
        File.Move(Path, _target, overwrite: true);
        File.Delete(MarkPath);
    }

    /// <summary>Nothing of it is of use.</summary>
    public void Discard()
    {
        _stream.Dispose();
        File.Delete(Path);
        File.Delete(MarkPath);
    }

    public void Dispose()
    {
        _hash?.Dispose();
        if (_stream.CanRead && _stream.Length == 0)
        {
            // Nothing came: leave no trace.
            Discard();
        }

        _stream.Dispose();
    }

    private static HashAlgorithmName Algorithm(Checksum? checksum) => checksum?.Algorithm ?? HashAlgorithmName.SHA256;
}

[JsonSerializable(typeof(PartMark))]
internal sealed partial class PartShapes : JsonSerializerContext;
