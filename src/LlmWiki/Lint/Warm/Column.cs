using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace LlmWiki.Lint.Warm;

/// <summary>Values of all pages of a wiki, page after page: read as one block of bytes.</summary>
internal sealed class Column<T>
    where T : unmanaged
{
    private const int Head = sizeof(ulong) + sizeof(int);

    private readonly int[] _ends;
    private readonly T[] _values;

    private Column(int[] ends, T[] values) => (_ends, _values) = (ends, values);

    /// <summary>Of all pages.</summary>
    public ReadOnlySpan<T> All => _values;

    /// <summary>Of one page.</summary>
    public ReadOnlySpan<T> this[int page] => _values.AsSpan(StartOf(page).._ends[page]);

    public ImmutableArray<T> Of(int page) => [.. this[page]];

    /// <summary>The page that a value belongs to.</summary>
    /// <param name="at">Index in <see cref="All"/>.</param>
    public int PageOf(int at)
    {
        var found = Array.BinarySearch(_ends, at + 1);
        found = found < 0 ? ~found : found;
        while (found > 0 && _ends[found - 1] > at)
        {
            found--;
        }

        return found;
    }

    /// <param name="stamp">Of the base that it belongs to.</param>
    public static byte[] Write(ulong stamp, IReadOnlyList<ImmutableArray<T>> pages)
    {
        var ends = new int[pages.Count];
        for (var (i, end) = (0, 0); i < ends.Length; i++)
        {
            ends[i] = end += pages[i].Length;
        }

        return [.. BitConverter.GetBytes(stamp), .. BitConverter.GetBytes(ends.Length), .. MemoryMarshal.AsBytes(ends.AsSpan()), .. MemoryMarshal.AsBytes(pages.SelectMany(page => page).ToArray().AsSpan())];
    }

    /// <exception cref="BaseGoneException">The bytes are no column of that base.</exception>
    public static Column<T> Read(ulong stamp, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Head || BitConverter.ToUInt64(bytes) != stamp)
        {
            throw new BaseGoneException("the column is of another base");
        }

        var ends = MemoryMarshal.Cast<byte, int>(bytes.Slice(Head, BitConverter.ToInt32(bytes[sizeof(ulong)..]) * sizeof(int))).ToArray();
        var values = MemoryMarshal.Cast<byte, T>(bytes[(Head + (ends.Length * sizeof(int)))..]).ToArray();
        return (ends.Length == 0 ? 0 : ends[^1]) == values.Length ? new Column<T>(ends, values) : throw new BaseGoneException("the column ends elsewhere");
    }

    private int StartOf(int page) => page == 0 ? 0 : _ends[page - 1];
}

/// <summary>A base is not whole: another process has put in another meanwhile, or deleted it. Then all pages are looked at.</summary>
internal sealed class BaseGoneException(string message) : Exception(message);
