using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Evals;

/// <summary>The files of a wiki in memory.</summary>
internal sealed partial class WikiFiles(IEnumerable<KeyValuePair<string, string>> files)
{
    private readonly SortedDictionary<string, string> _files = new(files.ToDictionary(), StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, string>> All => _files;

    public IEnumerable<string> Paths => _files.Keys;

    public string this[string path]
    {
        get => _files[path];
        set => _files[path] = value;
    }

    public bool Has(string path) => _files.ContainsKey(path);

    public void Remove(string path) => _files.Remove(path);

    /// <summary>Replaces a text that stands there once or more.</summary>
    public void Replace(string path, string old, string by)
    {
        if (!_files[path].Contains(old, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"'{path}' does not have '{old}'");
        }

        _files[path] = _files[path].Replace(old, by, StringComparison.Ordinal);
    }

    public int LineOf(string path, string text, bool isLast = false)
    {
        var at = isLast ? _files[path].LastIndexOf(text, StringComparison.Ordinal) : _files[path].IndexOf(text, StringComparison.Ordinal);
        return at < 0 ? throw new InvalidOperationException($"'{path}' does not have '{text}'") : _files[path].AsSpan(0, at).Count('\n') + 1;
    }

    /// <summary>Makes all blocks of a page the tool's, as if it had just written them.</summary>
    public void SetAsTool(string path, string text) =>
        _files[path] = Blocks().Replace(text, $"blocks: \"{string.Join(' ', Page.Parse(new RelPath(path), text).Blocks.Select(block => block.Hash + "00000000"))}\"", 1);

    [GeneratedRegex("blocks: \"[^\"]*\"")]
    private static partial Regex Blocks();
}
