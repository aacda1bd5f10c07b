using System.Security.Cryptography;

namespace LlmWiki.Llama.Hub;

/// <summary>What the bytes of a file must come to.</summary>
/// <param name="Hex">In lower case.</param>
internal sealed record Checksum(HashAlgorithmName Algorithm, string Hex)
{
    private const int Sha256Digits = 64;

    /// <summary>Null where the text is no SHA-256 in hexadecimal digits; quotes around it, as in an ETag, are taken off.</summary>
    public static Checksum? Sha256(string? text) =>
        text?.Trim().Trim('"') is { Length: Sha256Digits } digits && digits.All(char.IsAsciiHexDigit)
            ? new Checksum(HashAlgorithmName.SHA256, digits.ToLowerInvariant())
            : null;

    /// <summary>Reads an integrity string of npm: <c>sha512-</c> and the bytes in base 64.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Checksum Integrity(string text)
    {
        var parts = text.Split('-', 2);
        return parts is ["sha512", var digest]
            ? new Checksum(HashAlgorithmName.SHA512, Convert.ToHexStringLower(Convert.FromBase64String(digest)))
            : throw new FormatException($"'{text}' is no sha512 integrity string");
    }

    /// <summary>The inverse of <see cref="ToString"/>; null where the text is none.</summary>
    public static Checksum? Parse(string? text) =>
        text?.Split(':') is [{ Length: > 0 } algorithm, { Length: > 0 } hex] ? new Checksum(new HashAlgorithmName(algorithm.ToUpperInvariant()), hex) : null;

    public override string ToString() => $"{Algorithm.Name!.ToLowerInvariant()}:{Hex}";
}
