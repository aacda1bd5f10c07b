using System.Collections;
using System.Globalization;
using System.Text;

namespace LlmWiki.Llama.Gguf;

/// <summary>What is kept of the vocabulary, which passes by: which tokens are written as a byte, "&lt;0x0A&gt;", and how many bytes there are so.</summary>
internal sealed record TokenList(BitArray ByteTexts, int DistinctBytes)
{
    /// <summary>
    /// llama.cpp takes numbers such as 103 for the special tokens of which the file says nothing, so that a smaller list lets it
    /// look beyond the end.
    /// </summary>
    private const int Fewest = 128;

    /// <summary>Four times the largest known.</summary>
    private const int Most = 1 << 20;

    /// <summary>Unit: bytes.</summary>
    private const int LongestToken = 16_384;

    /// <summary>ggml's number for a token that stands for one byte, in the list of types.</summary>
    private const int ByteType = 6;

    /// <summary>Reads the tokens and refuses a list that has one twice: llama.cpp ends the whole process there.</summary>
    public static TokenList Read(GgufReader reader, long count)
    {
        CheckCount(reader, count);
        var hashes = new ulong[count];
        var byteTexts = new BitArray((int)count);
        var bytes = new HashSet<byte>();
        for (var id = 0; id < hashes.Length; id++)
        {
            var token = UpToZero(reader.TextBytes("a token", LongestToken));
            if (AsByte(token) is { } value)
            {
                byteTexts[id] = true;
                bytes.Add(value);
            }

            // llama.cpp's name for a token without text.
            hashes[id] = token.IsEmpty ? Hash(Encoding.ASCII.GetBytes($"[EMPTY_{id}]")) : Hash(token);
        }

        CheckDistinct(reader, hashes);
        return new TokenList(byteTexts, bytes.Count);
    }

    /// <summary>Reads the list of types: which tokens it calls bytes.</summary>
    public static BitArray ReadByteTypes(GgufReader reader, long count)
    {
        CheckCount(reader, count);
        var types = new BitArray((int)count);
        for (var id = 0; id < types.Length; id++)
        {
            types[id] = reader.U32() == ByteType;
        }

        return types;
    }

    private static void CheckCount(GgufReader reader, long count)
    {
        if (count is < Fewest or > Most)
        {
            throw reader.Damaged($"its vocabulary has {count:N0} tokens");
        }
    }

    // Sorted, not put into a set: a hostile file could fill one bucket of that.
    private static void CheckDistinct(GgufReader reader, ulong[] hashes)
    {
        Array.Sort(hashes);
        var twice = 0;
        for (var i = 1; i < hashes.Length; i++)
        {
            twice += hashes[i] == hashes[i - 1] ? 1 : 0;
        }

        if (twice > 0)
        {
            throw reader.Damaged($"its vocabulary lists {twice:N0} of {hashes.Length:N0} tokens twice");
        }
    }

    // llama.cpp reads them as C does.
    private static ReadOnlySpan<byte> UpToZero(ReadOnlySpan<byte> token) => token.IndexOf((byte)0) is >= 0 and var end ? token[..end] : token;

    private static byte? AsByte(ReadOnlySpan<byte> token) =>
        token.Length == 6 && token.StartsWith("<0x"u8) && token[5] == '>' && byte.TryParse(token[3..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    // FNV-1a with 64 bits (Fowler, Noll, Vo): among a million tokens chance makes two alike once in 30 million files.
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        return hash;
    }
}
