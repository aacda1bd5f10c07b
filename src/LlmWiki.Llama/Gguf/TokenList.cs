using System.Text;

namespace LlmWiki.Llama.Gguf;

/// <summary>The vocabulary, which passes by without being kept.</summary>
internal static class TokenList
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

    /// <summary>Reads the tokens and refuses a list that has one twice: llama.cpp ends the whole process there.</summary>
    public static void Check(GgufReader reader, long count)
    {
        if (count is < Fewest or > Most)
        {
            throw reader.Damaged($"its vocabulary has {count:N0} tokens");
        }

        var hashes = new ulong[count];
        for (var id = 0; id < hashes.Length; id++)
        {
            var token = reader.TextBytes("a token", LongestToken);

            // llama.cpp's name for a token without text.
            hashes[id] = token.IsEmpty ? Hash(Encoding.ASCII.GetBytes($"[EMPTY_{id}]")) : Hash(token);
        }

        // Sorted, not put into a set: a hostile file could fill one bucket of that.
        Array.Sort(hashes);
        var twice = 0;
        for (var i = 1; i < hashes.Length; i++)
        {
            twice += hashes[i] == hashes[i - 1] ? 1 : 0;
        }

        if (twice > 0)
        {
            throw reader.Damaged($"its vocabulary lists {twice:N0} of {count:N0} tokens twice");
        }
    }

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
