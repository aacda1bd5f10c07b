using System.Collections.Immutable;
using System.Text;

namespace LlmWiki.Text;

/// <summary>Writes each text once, and from then on its number.</summary>
/// <param name="encoding">UTF-8 is smaller; UTF-16 keeps halves of characters too, which the text of a source may have.</param>
internal sealed class PackedWriter(Encoding encoding) : IDisposable
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly MemoryStream _bytes = new();
    private BinaryWriter? _writer;

    private BinaryWriter To => _writer ??= new BinaryWriter(_bytes, encoding);

    public void Numbers(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            To.Write7BitEncodedInt(number);
        }
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            Numbers(0);
        }
        else if (_known.TryGetValue(text, out var number))
        {
            Numbers(number);
        }
        else
        {
            _known[text] = number = _known.Count + 1;
            Numbers(number);
            To.Write(text);
        }
    }

    public void Texts(string first, string second)
    {
        Text(first);
        Text(second);
    }

    public void Each<T>(ImmutableArray<T> items, Action<T> write)
    {
        Numbers(items.Length);
        foreach (var item in items)
        {
            write(item);
        }
    }

    public void Long(ulong number) => To.Write(number);

    public byte[] ToBytes() => _bytes.ToArray();

    public void Dispose() => _writer?.Dispose();
}

/// <summary>Reads what a <see cref="PackedWriter"/> wrote; what is no such thing ends in an exception of one of the kinds that <see cref="IsDamage"/> names.</summary>
internal sealed class PackedReader(byte[] bytes, Encoding encoding) : IDisposable
{
    private readonly BinaryReader _from = new(new MemoryStream(bytes), encoding);
    private readonly List<string> _known = [];

    /// <summary>Whether reading ended so because the bytes are not what was written.</summary>
    public static bool IsDamage(Exception error) => error is IOException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException;

    public ulong Long() => _from.ReadUInt64();

    public int Number() => _from.Read7BitEncodedInt();

    public string? Text()
    {
        var number = Number();
        if (number == _known.Count + 1)
        {
            _known.Add(_from.ReadString());
        }

        return number == 0 ? null : _known[number - 1];
    }

    public ImmutableArray<T> Each<T>(Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = Number(); left > 0; left--)
        {
            items.Add(read());
        }

        return items.DrainToImmutable();
    }

    public void Dispose() => _from.Dispose();
}
