using LlmWiki.Ingest;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Tests.Storage;
using LlmWiki.Text;

namespace LlmWiki.Tests.Ingest;

/// <summary>A knowledge base to ingest into, with the clock at noon.</summary>
internal sealed class IngestWiki : IDisposable
{
    private readonly TempWiki _temp;

    public IngestWiki(params (string Path, string Text)[] sources)
        : this("git: off\n", sources)
    {
    }

    public IngestWiki(string config, params (string Path, string Text)[] sources)
    {
        _temp = new TempWiki(config);
        foreach (var (path, text) in sources)
        {
            _temp.Write("raw/" + path, text);
        }
    }

    public string Root => _temp.Root;

    public WikiFolder Folder => _temp.Folder;

    /// <summary>The sources of the repository, or some of them.</summary>
    public static IngestWiki Sample(Func<string, bool>? only = null)
    {
        var wiki = new IngestWiki();
        RepositoryFolder.Copy("raw", wiki._temp.At("raw"));
        foreach (var file in Directory.EnumerateFiles(wiki._temp.At("raw"), "*", SearchOption.AllDirectories).Where(file => only?.Invoke(file) == false))
        {
            File.Delete(file);
        }

        return wiki;
    }

    public void Write(string path, string text) => _temp.Write(path, text);

    public void Delete(string path) => File.Delete(_temp.At(path));

    public string Read(string path) => _temp.Read(path);

    public bool Has(string path) => File.Exists(_temp.At(path));

    public IngestReport Ingest(params string[] only) => new IngestRun(_temp.Folder, FixedTime.Noon).Run(new IngestOptions { Only = [.. only.Select(path => new RelPath(path))] });

    public IngestReport Ingest(TextEngine engine) => new IngestRun(_temp.Folder, FixedTime.Noon, () => engine).Run(new IngestOptions());

    public SourceRemoval PlanRemoval(string source) => new IngestRun(_temp.Folder, FixedTime.Noon).PlanRemoval(new RelPath(source));

    /// <summary>All of <c>wiki/</c>, to compare two states.</summary>
    public IReadOnlyDictionary<string, string> State() => _temp.State();

    public Page Page(string path) => LlmWiki.Pages.Page.Parse(new RelPath(path), Read(path));

    public IReadOnlyList<string> Pages(string folder) =>
        Directory.Exists(_temp.At("wiki/" + folder))
            ? [.. Directory.EnumerateFiles(_temp.At("wiki/" + folder)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Changes the first place where a text stands.</summary>
    public void Edit(string path, string from, string to)
    {
        var text = Read(path);
        text.ShouldContain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Write(path, text[..at] + to + text[(at + from.Length)..]);
    }

    /// <summary>All pages, to look for what must not stand there.</summary>
    public IEnumerable<(string Path, string Text)> Texts() =>
        Directory.EnumerateFiles(Path.Combine(Root, "wiki"), "*.md", SearchOption.AllDirectories).Select(file => (Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file)));

    /// <summary>What the tool keeps for itself is gone, as in a fresh clone.</summary>
    public void Forget()
    {
        _temp.Folder.Dispose();
        Directory.Delete(Path.Combine(Root, ".wiki"), recursive: true);
        _temp.Reopen();
    }

    public void Dispose() => _temp.Dispose();
}
