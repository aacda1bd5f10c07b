namespace LlmWiki.Llama.Gguf;

/// <summary>Sizes as people read them; units of 1,000.</summary>
internal static class ByteCount
{
    private static readonly (double Bytes, string Name)[] Units = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "bytes")];

    /// <summary>For instance "1.23 of 2.5 GB".</summary>
    public static string Of(long part, long whole)
    {
        var (bytes, name) = Units.First(unit => whole >= unit.Bytes || unit.Bytes == 1);
        return $"{part / bytes:0.##} of {whole / bytes:0.##} {name}";
    }
}
