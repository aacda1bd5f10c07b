using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Lint;

/// <summary>
/// A wiki as lint sees it at one moment, with what it found. From here on a change of pages costs what it touches: they are read anew,
/// and rules ask again only where what they depend on has changed. Immutable.
/// </summary>
public sealed class LintLook
{
    private readonly IReadOnlyDictionary<RelPath, ScannedPage> _pages;

    // Of all looks that came from one: a text that was tried is often tried again, with others beside it.
    private readonly ConcurrentDictionary<(RelPath, ContentHash), ScannedPage> _scans;

    internal LintLook(Linter linter, LintWiki wiki, IReadOnlyDictionary<RelPath, ScannedPage> pages, ImmutableArray<Finding> findings, ConcurrentDictionary<(RelPath, ContentHash), ScannedPage>? scans = null) =>
        (Linter, Wiki, _pages, Findings, _scans) = (linter, wiki, pages, findings, scans ?? new());

    public LintWiki Wiki { get; }

    /// <summary>Of all pages, in order.</summary>
    public ImmutableArray<Finding> Findings { get; }

    internal Linter Linter { get; }

    /// <summary>The wiki after a change, linted.</summary>
    /// <param name="texts">The whole new text of pages; null where a page goes away.</param>
    public LintLook With(IReadOnlyDictionary<RelPath, string?> texts, CancellationToken cancel = default)
    {
        var pages = new Dictionary<RelPath, ScannedPage>(_pages);
        foreach (var path in texts.Keys)
        {
            pages.Remove(path);
        }

        var read = new ScannedPage?[texts.Count];
        var changed = texts.ToArray();
        Parallel.For(0, read.Length, i => read[i] = changed[i].Value is { } text ? Scanned(changed[i].Key, text) : null);
        foreach (var page in read.OfType<ScannedPage>())
        {
            pages[page.Outline.Path] = page;
        }

        var isNew = changed.Any(change => change.Value is null || !_pages.ContainsKey(change.Key));
        var files = !isNew ? Wiki.Files : [.. Wiki.Files.Except(texts.Keys).Concat(changed.Where(change => change.Value is not null).Select(change => change.Key))];
        var wiki = Wiki.With(pages.Values, files, texts.Keys.ToHashSet(), isNew);
        return new LintLook(Linter, wiki, pages, Linter.Run(wiki, pages.Values.SelectMany(page => page.Findings), _ => true, cancel), _scans);
    }

    private ScannedPage Scanned(RelPath path, string text)
    {
        var hash = ContentHash.Of(text);
        return _scans.GetOrAdd((path, hash), _ => Linter.Scan(path, text, hash).Packed());
    }
}
