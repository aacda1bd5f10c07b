using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// Finds files by the names that wikilinks give them: capitals do not count, <c>.md</c> may be left out, and a hard blank is a blank.
/// Safe for use from several threads.
/// </summary>
internal sealed class NoteNames
{
    private readonly Dictionary<string, RelPath> _byPath = new(StringComparer.Ordinal);
    private readonly HashSet<string> _files;
    private readonly ILookup<string, RelPath> _byName;

    // By one of its folders and its name: many files may be called "index", few of them stand in the folder that a link gives.
    private readonly Lazy<ILookup<(string Folder, string Name), RelPath>> _byFolder;
    private readonly ConcurrentDictionary<string, NoteFits> _fits = new(StringComparer.Ordinal);

    public NoteNames(IReadOnlyList<RelPath> files)
    {
        _files = files.Select(file => file.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            _byPath.TryAdd(Key(file.Value), file);
        }

        _byName = files.ToLookup(file => Key(file.Name));
        _byFolder = new(() => files.SelectMany(file => Key(file.Value).Split('/')[..^1].Distinct().Select(folder => (Key: (folder, Key(file.Name)), file))).ToLookup(pair => pair.Key, pair => pair.file));
    }

    /// <summary>A file by its whole path, which is spelled with other capitals.</summary>
    public RelPath? InOtherCase(string path) =>
        _byPath.TryGetValue(Key(path), out var file) && file.Value.Equals(path, StringComparison.OrdinalIgnoreCase) ? file : null;

    /// <summary>A file by its whole path, <c>.md</c> left out or not. What has no extension cannot be linked.</summary>
    public RelPath? Exact(string? path) => path is null ? null : WithExtension(path) ?? WithExtension(path + ".md");

    /// <summary>The files of a name that have the given folders above them in order, gaps allowed, and the fewest folders at all.</summary>
    public NoteFits Fits(string path) => _fits.GetOrAdd(path, FitsOf);

    private RelPath? WithExtension(string path) =>
        _files.Contains(path) && new RelPath(path) is { Extension.Length: > 0 } same ? same
        : _byPath.TryGetValue(Key(path), out var file) && file.Extension.Length > 0 ? file
        : null;

    private NoteFits FitsOf(string path)
    {
        var parts = Key(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return NoteFits.None;
        }

        var fits = Named(parts[^1], parts[..^1]).ToList();
        if (fits.Count == 0)
        {
            fits = [.. Named(parts[^1] + ".md", parts[..^1])];
        }

        return fits.Count == 0 ? NoteFits.None : new NoteFits([.. fits.GroupBy(file => file.Value.AsSpan().Count('/')).MinBy(group => group.Key)!]);
    }

    private IEnumerable<RelPath> Named(string name, string[] folders) =>
        (folders.Length == 0 ? _byName[name] : _byFolder.Value[(folders[^1], name)]).Where(file => file.Extension.Length > 0 && HasFolders(file, folders));

    private static bool HasFolders(RelPath file, string[] folders)
    {
        if (folders.Length == 0)
        {
            return true;
        }

        var at = 0;
        foreach (var part in Key(file.Value).Split('/')[..^1])
        {
            at += at < folders.Length && part == folders[at] ? 1 : 0;
        }

        return at == folders.Length;
    }

    private static string Key(string path) => path.ToLowerInvariant().Replace('\u00A0', ' ');
}

/// <summary>Files that a wikilink fits equally well.</summary>
internal sealed class NoteFits(ImmutableArray<RelPath> files)
{
    public static readonly NoteFits None = new([]);

    private readonly FrozenDictionary<string, RelPath>? _byFolder =
        files.Length < 2 ? null : files.GroupBy(FolderOf).ToFrozenDictionary(group => group.Key, group => group.First());

    private readonly ImmutableArray<RelPath> _others = files.Length < 2 ? [] : files[1..];

    /// <summary>The one that a link of a page leads to, and the others where nothing tells them apart.</summary>
    public (RelPath? File, ImmutableArray<RelPath> Others) For(RelPath from) =>
        files.IsEmpty ? (null, [])
        : _byFolder is not null && _byFolder.TryGetValue(FolderOf(from), out var beside) ? (beside, [])
        : (files[0], _others);

    private static string FolderOf(RelPath file) => file.Folder?.Value ?? "";
}
