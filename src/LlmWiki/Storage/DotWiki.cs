namespace LlmWiki.Storage;

/// <summary><c>.wiki/</c>, the cache and the journal of a wiki.</summary>
internal static class DotWiki
{
    public static string Of(string root) => Path.Combine(root, ".wiki");

    // git must not see the journal and the cache, whatever the person's own .gitignore says.
    public static void Make(string folder)
    {
        Directory.CreateDirectory(folder);
        var ignore = Path.Combine(folder, ".gitignore");
        if (!File.Exists(ignore))
        {
            File.WriteAllText(ignore, "*\n");
        }
    }
}
