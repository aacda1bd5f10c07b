using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Lint;

/// <summary>How a citation stands to its source.</summary>
internal enum CitationState
{
    /// <summary>The quote stands where it is said to.</summary>
    Holds,

    /// <summary>It stands elsewhere.</summary>
    Moved,

    /// <summary>The passage at its place has most of its words, and others.</summary>
    Reworded,
    Gone,
}

/// <param name="Passage">What is quoted, or stands in its place; null where nothing does.</param>
internal readonly record struct CitationCheck(CitationState State, Passage? Passage);

/// <summary>A source made ready for looking up quotes.</summary>
internal sealed class CitedSource(Source source)
{
    // A reworded passage has at least every second word of its quote.
    private const double LeastShared = 0.5;

    private readonly ILookup<string, Passage> _byQuote = source.Passages.ToLookup(passage => Citation.QuoteOf(passage.Text));

    public Source Source { get; } = source;

    /// <summary>The passage whose quote this is, word for word; of several the one nearest to the place. Null where there is none.</summary>
    public Passage? Quoted(Citation citation) => Nearest(_byQuote[citation.Quote], citation);

    public CitationCheck Check(Citation citation)
    {
        // Written by hand, a quote may be a part of a passage.
        if ((Quoted(citation) ?? Nearest(Source.Passages.Where(passage => passage.Text.Contains(citation.QuotedText, StringComparison.Ordinal)), citation)) is { } found)
        {
            return new CitationCheck(IsAt(found.Place, citation.Place) ? CitationState.Holds : CitationState.Moved, found);
        }

        var words = KeysOf(citation.QuotedText);
        var near = Source.Passages.Where(passage => IsAt(passage.Place, citation.Place)).Select(passage => (passage, Shared: KeysOf(passage.Text).Count(words.Contains))).OrderByDescending(pair => pair.Shared).FirstOrDefault();
        return near.passage is not null && near.Shared >= LeastShared * words.Count ? new CitationCheck(CitationState.Reworded, near.passage) : new CitationCheck(CitationState.Gone, null);
    }

    /// <summary>The headings that a passage stands under, the nearest first.</summary>
    public IEnumerable<Passage> HeadingsOf(Passage passage)
    {
        for (var number = passage.Heading; number > 0;)
        {
            var heading = Source.Passages[number - 1];
            yield return heading;
            number = heading.Heading < number ? heading.Heading : 0;
        }
    }

    private static Passage? Nearest(IEnumerable<Passage> passages, Citation citation) =>
        passages.MinBy(passage => (!IsAt(passage.Place, citation.Place), Math.Abs(passage.Place.First - citation.Place.First)));

    private static HashSet<string> KeysOf(string text) => [.. Tokens.Of(text).Select(token => token.Key)];

    private static bool IsAt(Place found, Place said) => found.Unit == said.Unit && found.First <= said.Last && found.Last >= said.First;
}
