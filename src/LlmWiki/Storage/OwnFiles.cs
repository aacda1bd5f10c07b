namespace LlmWiki.Storage;

/// <summary>Markdown files that a person puts beside the wiki in place of the program's own: prompts, lint rules.</summary>
internal static class OwnFiles
{
    /// <summary>Name and text of each; none where there is no such folder.</summary>
    /// <exception cref="WikiException">One cannot be read.</exception>
    public static IEnumerable<(string Name, string Text)> Of(string root, string folder)
    {
        var path = Path.Combine(root, folder);
        try
        {
            return Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.md").Select(file => (Path.GetFileName(file), File.ReadAllText(file)))] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"'{folder}/' could not be read: {error.Message}", "check the permissions of its files", error);
        }
    }
}
