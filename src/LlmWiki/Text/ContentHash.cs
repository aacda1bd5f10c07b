using System.Security.Cryptography;
using System.Text;

namespace LlmWiki.Text;

/// <summary>SHA-256 of a file's bytes, in lower-case hex (64 characters).</summary>
public readonly record struct ContentHash(string Hex)
{
    public static ContentHash Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The hash of the text as it stands on disk: UTF-8 without a byte order mark.</summary>
    public static ContentHash Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The first characters, enough to tell apart what one page or one wiki holds.</summary>
    public string Prefix(int length = 8) => Hex[..length];

    public override string ToString() => Hex;
}
