using System.Collections.Immutable;
using System.Text;

namespace LlmWiki.Storage;

/// <summary>A folder (its path ends with a slash) or file of a new wiki.</summary>
/// <param name="Made">False where it was there already and was left as it is.</param>
/// <param name="Lacks">A line that a file of the person's would need for the wiki's sake; null where it has it.</param>
public sealed record NewItem(string Path, bool Made, string? Lacks = null);

/// <summary>Lays out a knowledge base in a folder. What is there already is never changed.</summary>
public static class NewWiki
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly string[] Folders = ["raw", "wiki", "lint-rules"];

    /// <summary>Makes what is missing, and says of each item whether it was.</summary>
    /// <exception cref="WikiException">The disk refuses, or a file stands where a folder must.</exception>
    public static ImmutableArray<NewItem> Make(string path)
    {
        try
        {
            return
            [
                .. Folders.Select(name => Folder(path, name)),
                File(path, ConfigReader.FileName, ConfigReader.DefaultText()),
                File(path, "lint-rules/README.md", Default("lint-rules.md")),
                File(path, "AGENTS.md", Default("AGENTS.md")),
                File(path, ".gitignore", Default("gitignore"), needs: ".wiki/"),
                File(path, ".gitattributes", Default("gitattributes"), needs: "raw/** -text"),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"no wiki can be made in '{path}': {error.Message}", inner: error);
        }
    }

    /// <summary>
    /// The wiki whose <c>raw/</c>, <c>wiki/</c> or <c>.wiki/</c> a folder lies in; null where there is none. A second wiki
    /// in there would be taken for sources or pages of the first.
    /// </summary>
    public static string? Around(string path)
    {
        var below = new DirectoryInfo(Path.GetFullPath(path));
        for (var folder = below.Parent; folder is not null; (below, folder) = (folder, folder.Parent))
        {
            if (below.Name is "raw" or "wiki" or ".wiki" && System.IO.File.Exists(Path.Combine(folder.FullName, ConfigReader.FileName)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private static NewItem Folder(string path, string name)
    {
        var full = Path.Combine(path, name);
        var made = !Directory.Exists(full);
        Directory.CreateDirectory(full);
        return new NewItem(name + "/", made);
    }

    private static NewItem File(string path, string name, string text, string? needs = null)
    {
        var full = Path.Combine(path, name);
        try
        {
            using var stream = new FileStream(full, FileMode.CreateNew, FileAccess.Write);
            stream.Write(Utf8.GetBytes(text));
            return new NewItem(name, Made: true);
        }
        catch (IOException) when (System.IO.File.Exists(full))
        {
            var has = needs is null || System.IO.File.ReadLines(full).Any(line => line.Trim() == needs || line.Trim() == "/" + needs);
            return new NewItem(name, Made: false, has ? null : needs);
        }
    }

    private static string Default(string name)
    {
        using var stream = typeof(NewWiki).Assembly.GetManifestResourceStream("new/" + name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
