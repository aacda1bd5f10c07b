using System.Collections.Immutable;
using System.Text;

namespace LlmWiki.Text;

/// <summary>Writes each text once, and from then on its number.</summary>
internal sealed class PackedWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _to;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public PackedWriter() => _to = new BinaryWriter(_bytes, Encoding.Unicode);

    public void Numbers(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            _to.Write7BitEncodedInt(number);
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
            _to.Write(text);
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

    public void Long(ulong number) => _to.Write(number);

    public byte[] ToBytes() => _bytes.ToArray();

    public void Dispose() => _to.Dispose();
}

/// <summary>Reads what a <see cref="PackedWriter"/> wrote; what is no such thing ends in an exception of one of the kinds that <see cref="IsDamage"/> names.</summary>
internal sealed class PackedReader(byte[] bytes) : IDisposable
{
    private readonly BinaryReader _from = new(new MemoryStream(bytes), Encoding.Unicode);
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
