using System.Collections.Immutable;
using System.Text;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Tests.Storage;

/// <summary>A knowledge base in a folder of its own that goes away with the test.</summary>
internal sealed class TempWiki : IDisposable
{
    public TempWiki(string config = "git: off\n")
    {
        Write(ConfigReader.FileName, config);
        Folder = Open();
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("wiki-test-").FullName;

    public WikiFolder Folder { get; private set; }

    public List<string> Warnings { get; } = [];

    public string At(string path) => Path.Combine(Root, path);

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
    }

    public string Read(string path) => File.ReadAllText(At(path));

    /// <summary>A second look at the same folder, as another process has it.</summary>
    public WikiFolder Open() => WikiFolder.Open(Root, warn: Warnings.Add);

    public WikiFolder Reopen()
    {
        Folder.Dispose();
        return Folder = Open();
    }

    /// <summary>A patch from what is on disk now; a text of null deletes.</summary>
    public Patch Patch(params (string Path, string? Text)[] files) => new("ingest", "a test", [.. files.Select(file => Change(file.Path, file.Text))]);

    public FileChange Change(string path, string? text)
    {
        ContentHash? hash = File.Exists(At(path)) ? ContentHash.Of(File.ReadAllBytes(At(path))) : null;
        return new FileChange(new RelPath(path), hash, text);
    }

    /// <summary>All files and folders below a folder with their bytes, to compare two states.</summary>
    public ImmutableSortedDictionary<string, string> State(string folder = "wiki")
    {
        var below = new DirectoryInfo(At(folder));
        return below.Exists
            ? below.EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
                .ToImmutableSortedDictionary(
                    entry => Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/'),
                    entry => entry is FileInfo ? Convert.ToHexString(File.ReadAllBytes(entry.FullName)) : "folder")
            : ImmutableSortedDictionary<string, string>.Empty;
    }

    public void Dispose()
    {
        Folder.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
