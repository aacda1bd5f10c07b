namespace LlmWiki.Tests;

/// <summary>The files of the repository that tests are about: the sample, the code itself.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    public static string At(string path) => Path.Combine(Root, path);

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(At(from), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(At(from), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LlmWiki.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run from a build inside the repository");
        }

        return folder;
    }
}
