using System.Collections.Concurrent;
using System.Collections.Immutable;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Extractive;

/// <summary>Finds passages by source and quote.</summary>
internal sealed class Passages
{
    private readonly Dictionary<RelPath, Source> _sources;
    private readonly Dictionary<RelPath, RelPath> _moved;
    private readonly ConcurrentDictionary<RelPath, Dictionary<string, Passage>> _quotes = new();

    public Passages(IEnumerable<Source> sources, ImmutableArray<SourceChange> changes)
    {
        _sources = sources.ToDictionary(source => source.Path);
        _moved = changes.Where(change => change.MovedFrom is not null).ToDictionary(change => change.MovedFrom!.Value, change => change.Path);
    }

    public Citation? Relocate(Citation citation)
    {
        var path = _moved.GetValueOrDefault(citation.Source, citation.Source);
        if (!_sources.TryGetValue(path, out var source))
        {
            return null;
        }

        var quotes = _quotes.GetOrAdd(path, _ => source.Passages.GroupBy(passage => Citation.QuoteOf(passage.Text)).ToDictionary(group => group.Key, group => group.First()));
        return quotes.TryGetValue(citation.Quote, out var passage) ? citation with { Source = path, Place = passage.Place } : null;
    }
}
