namespace LlmWiki.Text;

/// <summary>A hash of texts that is the same in every process (FNV-1a, 64 bits): for tables that are kept, never against an adversary.</summary>
public static class StableHash
{
    internal const ulong Basis = 14695981039346656037;
    internal const ulong Prime = 1099511628211;

    public static ulong Of(params ReadOnlySpan<string> parts)
    {
        var hash = Basis;
        foreach (var part in parts)
        {
            foreach (var letter in part)
            {
                hash = (hash ^ letter) * Prime;
            }

            // Between parts, so that "a", "bc" and "ab", "c" differ.
            hash = (hash ^ 0xFFFF) * Prime;
        }

        return hash;
    }
}
