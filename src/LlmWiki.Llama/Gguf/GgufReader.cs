using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LlmWiki.Sources;
using LlmWiki.Text;
using Microsoft.Win32.SafeHandles;

namespace LlmWiki.Llama.Gguf;

/// <summary>
/// Reads the front of a model file, a buffer at a time, and hashes what it reads. Nothing the file says is believed before it is
/// held against the bytes that are there.
/// </summary>
internal sealed class GgufReader : IDisposable
{
    /// <summary>Also the longest piece that <see cref="Take"/> can give.</summary>
    public const int BufferSize = 1 << 16;

    /// <summary>Unit: bytes. The largest vocabularies known (262,144 tokens with merges) take 20 MB.</summary>
    private const long MaxHeader = 128_000_000;

    private const string MendHint = "download it again; if that does not help, the tool that made it is at fault: take another conversion";

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _next;
    private int _filled;
    private long _read;

    /// <exception cref="WikiException">The file cannot be opened.</exception>
    public GgufReader(string path)
    {
        _path = path;
        (_file, FileBytes) = GgufOpen.Open(path);
    }

    public long FileBytes { get; }

    /// <summary>Bytes from the start of the file to what is read next.</summary>
    public long Position => _read - (_filled - _next);

    private long Left => FileBytes - Position;

    /// <summary>The first bytes of the file, before anything else is read.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        Fill(1);
        return _buffer.AsSpan(_next, _filled - _next);
    }

    /// <summary>The next bytes, good until the next call.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw CutOff();
        }

        Fill(count);
        _next += count;
        return _buffer.AsSpan(_next - count, count);
    }

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A number of things, for each of which at least <paramref name="smallest"/> bytes must follow.</summary>
    public long Count(string what, long smallest)
    {
        var count = U64();
        return count <= (ulong)(Left / smallest) ? (long)count : throw new WikiException(
            $"'{_path}' is cut off or damaged: it says that it has {count:N0} {what}, for which the {Left:N0} bytes that follow are too few", MendHint);
    }

    /// <summary>A text's bytes, good until the next call.</summary>
    /// <param name="longest">At most <see cref="BufferSize"/>; what is longer is damage.</param>
    public ReadOnlySpan<byte> TextBytes(string what, int longest)
    {
        var length = Length(what);
        return length <= longest ? Take((int)length) : throw Damaged($"{what} has {length:N0} bytes, more than the {longest:N0} that make sense");
    }

    /// <summary>A text, or null where it is longer than what is wanted; ill-formed UTF-8 becomes U+FFFD.</summary>
    public string? Text(string what, int longest)
    {
        var length = Length(what);
        if (length > longest)
        {
            Skip(length);
            return null;
        }

        if (length <= BufferSize)
        {
            return Encoding.UTF8.GetString(Take((int)length));
        }

        var bytes = new byte[length];
        for (var at = 0; at < bytes.Length; at += BufferSize)
        {
            Take(Math.Min(BufferSize, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        }

        return Encoding.UTF8.GetString(bytes);
    }

    public void SkipText(string what) => Skip(Length(what));

    public void Skip(long count)
    {
        for (; count > 0; count -= BufferSize)
        {
            Take((int)Math.Min(BufferSize, count));
        }
    }

    /// <summary>Of all bytes that were read; the end of reading.</summary>
    public ContentHash Hash()
    {
        _hash.AppendData(_buffer, 0, _next);
        return new ContentHash(Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public WikiException Damaged(string what) => new($"'{_path}' is damaged: {what}", MendHint);

    public WikiException Refused(string what, string hint) => new($"'{_path}' {what}", hint);

    /// <summary>A name out of the file, fit to be shown.</summary>
    public static string Shown(string name)
    {
        var clean = CleanText.Of(name.Length <= 200 ? name : name[..200]);
        return clean.Length <= 80 ? clean : clean[..80] + "…";
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    private long Length(string what)
    {
        var length = U64();
        return length <= (ulong)Left ? (long)length : throw new WikiException(
            $"'{_path}' is cut off or damaged: {what} is said to have {length:N0} bytes, and {Left:N0} follow", MendHint);
    }

    private WikiException CutOff() => new($"'{_path}' is cut off: its {FileBytes:N0} bytes end within the description of the model", "download it again");

    private void Fill(int count)
    {
        if (_filled - _next >= count)
        {
            return;
        }

        if (Position + count > MaxHeader)
        {
            throw Damaged($"its description of the model is longer than {MaxHeader:N0} bytes");
        }

        _hash.AppendData(_buffer, 0, _next);
        _buffer.AsSpan(_next, _filled - _next).CopyTo(_buffer);
        (_filled, _next) = (_filled - _next, 0);
        while (_filled < count)
        {
            var got = GgufOpen.Read(_path, _file, _buffer.AsSpan(_filled), _read);
            if (got == 0)
            {
                throw CutOff();
            }

            _filled += got;
            _read += got;
        }
    }
}
