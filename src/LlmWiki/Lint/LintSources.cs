using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>The sources that pages rest on. A source is read when a rule first asks for it. Safe for use from several threads.</summary>
/// <param name="files">The files of <c>raw/</c> that can be read, with the hash of their bytes.</param>
/// <param name="others">Files of <c>raw/</c> that are there but are no text that could be cited: images, what is too large or ignored.</param>
/// <param name="read">Reads one; null where that is not possible.</param>
public sealed class LintSources(IReadOnlyDictionary<RelPath, ContentHash> files, IReadOnlySet<RelPath> others, Func<RelPath, Source?> read)
{
    private readonly ConcurrentDictionary<RelPath, Lazy<CitedSource?>> _read = new();

    /// <summary>In order of paths.</summary>
    public ImmutableArray<RelPath> Files { get; } = [.. files.Keys.Order()];

    public ContentHash? HashOf(RelPath path) => files.TryGetValue(path, out var hash) ? hash : null;

    /// <summary>Whether a file is there, readable or not.</summary>
    public bool Exists(RelPath path) => files.ContainsKey(path) || others.Contains(path);

    /// <summary>Null where the file is gone or cannot be read now: then nothing is said of what rests on it.</summary>
    internal CitedSource? Read(RelPath path) => files.ContainsKey(path)
        ? _read.GetOrAdd(path, key => new Lazy<CitedSource?>(() => read(key) is { } source ? new CitedSource(source) : null)).Value : null;
}
