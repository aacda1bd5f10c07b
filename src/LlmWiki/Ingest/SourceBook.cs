using System.Collections.Concurrent;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

/// <summary>A source as pages speak of it.</summary>
/// <param name="Id">First part of its footnote labels; unique in the wiki and kept for good.</param>
public sealed record SourceEntry(Source Source, string Id, RelPath Page, string Title);

/// <summary>Ids, pages and titles of all sources. What the wiki has already is kept; the rest is derived from paths.</summary>
public sealed class SourceBook
{
    public const string Folder = "wiki/sources";

    private const int MaxId = 40;

    private readonly Dictionary<RelPath, SourceEntry> _entries = [];
    private readonly ConcurrentDictionary<Passage, Citation> _citations = new(ReferenceEqualityComparer.Instance);

    /// <param name="known">Page of each source that has one; a moved source's under its new path.</param>
    public SourceBook(IEnumerable<Source> sources, IReadOnlyDictionary<RelPath, RelPath> known)
    {
        var taken = new HashSet<string>(known.Values.Select(page => page.Stem), StringComparer.Ordinal);
        foreach (var source in sources.OrderBy(source => source.Path))
        {
            var id = known.TryGetValue(source.Path, out var page) ? page.Stem : NewId(source.Path, taken);
            taken.Add(id);
            _entries[source.Path] = new SourceEntry(source, id, new RelPath($"{Folder}/{id}.md"), TitleOf(source));
        }
    }

    public SourceEntry this[Source source] => _entries[source.Path];

    /// <summary>The footnote of a passage; every page that cites it has the same.</summary>
    public Citation Cite(Source source, Passage passage) => _citations.GetOrAdd(
        passage,
        static (passage, entry) => new Citation($"{entry.Id}.{passage.Number}", entry.Source.Path, passage.Place, Citation.QuoteOf(passage.Text)),
        _entries[source.Path]);

    public SourceEntry? Find(RelPath path) => _entries.GetValueOrDefault(path);

    public IEnumerable<SourceEntry> All => _entries.Values;

    private static string TitleOf(Source source)
    {
        var title = source.Metadata.Title?.Trim();
        return string.IsNullOrEmpty(title) ? source.Path.Stem.Replace('_', ' ').Replace('-', ' ').Trim() is var stem && stem.Length > 0 ? char.ToUpperInvariant(stem[0]) + stem[1..] : source.Path.Name : title;
    }

    private static string NewId(RelPath path, HashSet<string> taken)
    {
        var parts = path.Value["raw/".Length..].Split('/');
        var id = Cut(Slug.Of(path.Stem));
        for (var folders = 1; taken.Contains(id) && folders < parts.Length; folders++)
        {
            id = Cut(Slug.Of(string.Join(' ', parts[^(folders + 1)..^1]) + " " + path.Stem));
        }

        return taken.Contains(id) ? Cut(Slug.Of(path.Stem)) + "-" + ContentHash.Of(path.Value).Prefix(6) : id;
    }

    private static string Cut(string slug)
    {
        if (slug.Length <= MaxId)
        {
            return slug;
        }

        var dash = slug.LastIndexOf('-', MaxId);
        return (dash > MaxId / 2 ? slug[..dash] : slug[..(char.IsHighSurrogate(slug[MaxId - 1]) ? MaxId - 1 : MaxId)]).TrimEnd('-');
    }
}
