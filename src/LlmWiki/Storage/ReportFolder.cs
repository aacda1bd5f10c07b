using System.Globalization;

namespace LlmWiki.Storage;

/// <summary><c>.wiki/reports/</c>: what runs have told, by their time; the oldest go away.</summary>
public sealed class ReportFolder
{
    private const int Keep = 100;

    private readonly string _folder;
    private readonly Action _makeFolder;

    internal ReportFolder(string folder, Action makeFolder) => (_folder, _makeFolder) = (folder, makeFolder);

    /// <summary>Where the report is, as a path from the root of the wiki.</summary>
    /// <exception cref="WikiException">The disk refuses.</exception>
    public string Write(DateTimeOffset time, string text)
    {
        var name = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH-mm-ss'Z'", CultureInfo.InvariantCulture) + ".md";
        try
        {
            _makeFolder();
            Directory.CreateDirectory(_folder);
            File.WriteAllText(Path.Combine(_folder, name), text);
            foreach (var old in Directory.GetFiles(_folder, "*.md").OrderDescending(StringComparer.Ordinal).Skip(Keep))
            {
                File.Delete(old);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"the report could not be written: {error.Message}", "free some space or check the permissions of .wiki/", error);
        }

        return ".wiki/reports/" + name;
    }
}
