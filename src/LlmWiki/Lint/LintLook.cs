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

    internal LintLook(Linter linter, LintWiki wiki, IReadOnlyDictionary<RelPath, ScannedPage> pages, ImmutableArray<Finding> findings) =>
        (Linter, Wiki, _pages, Findings) = (linter, wiki, pages, findings);

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
        Parallel.For(0, read.Length, i => read[i] = changed[i].Value is { } text ? Linter.Scan(changed[i].Key, text, ContentHash.Of(text)).Packed() : null);
        foreach (var page in read.OfType<ScannedPage>())
        {
            pages[page.Outline.Path] = page;
        }

        var isNew = changed.Any(change => change.Value is null || !_pages.ContainsKey(change.Key));
        var files = !isNew ? Wiki.Files : [.. Wiki.Files.Except(texts.Keys).Concat(changed.Where(change => change.Value is not null).Select(change => change.Key))];
        var wiki = Wiki.With(pages.Values, files, texts.Keys.ToHashSet(), isNew);
        return new LintLook(Linter, wiki, pages, Linter.Run(wiki, pages.Values.SelectMany(page => page.Findings), _ => true, cancel));
    }
}
