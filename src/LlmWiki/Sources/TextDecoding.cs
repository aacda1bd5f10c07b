using System.Text;

namespace LlmWiki.Sources;

/// <summary>
/// Bytes to text, in the order of the WHATWG "decode" algorithm: a byte order mark decides; else strict UTF-8; else UTF-16
/// where the zero bytes of Latin text give it away; else Windows-1252. The mark is not part of the text, no character is
/// added or dropped, so that line numbers are those of an editor.
/// </summary>
internal static class TextDecoding
{
    private const int Sample = 4_096;

    /// <summary>0x80 to 0x9F of Windows-1252; the five that it leaves open are U+FFFD.</summary>
    private const string HighTable =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD"
        + "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <param name="declared">The charset the file names itself; it counts only where nothing in the bytes decides.</param>
    /// <exception cref="WikiException">The bytes are no text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        var text = DecodeAny(bytes, declared);
        if (LooksBinary(text))
        {
            throw new WikiException("is binary, not text", "a file is read by what its extension says: rename it, or leave it out with 'ignore' in wiki.config.yaml");
        }

        return text;
    }

    private static string DecodeAny(ReadOnlySpan<byte> bytes, string? declared)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }

        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return new UTF32Encoding(bigEndian: bytes[0] == 0, byteOrderMark: false).GetString(bytes[4..]);
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: false).GetString(bytes[2..]);
        }

        if (GuessUtf16(bytes) is { } utf16)
        {
            return utf16.GetString(bytes);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Declared(declared)?.GetString(bytes) ?? Windows1252(bytes);
        }
    }

    private static Encoding? Declared(string? name)
    {
        try
        {
            return name is null or "utf-8" or "UTF-8" ? null : CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static UnicodeEncoding? GuessUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0)
        {
            return null;
        }

        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        var half = sample.Length / 2;
        var (few, many) = (half / 20, half * 2 / 5);
        return (even <= few && odd > many, odd <= few && even > many) switch
        {
            (true, _) => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            (_, true) => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            _ => null,
        };
    }

    private static string Windows1252(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            text.Append(one is >= 0x80 and <= 0x9F ? HighTable[one - 0x80] : (char)one);
        }

        return text.ToString();
    }

    private static bool LooksBinary(string text)
    {
        var controls = 0;
        foreach (var letter in text)
        {
            if (letter == '\0')
            {
                return true;
            }

            controls += letter < ' ' && letter is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u001A' or '\u001B') ? 1 : 0;
        }

        return controls > Math.Max(2, text.Length / 50);
    }
}
