using System.Collections.Concurrent;
using LlmWiki.Sources;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// What the extractive engine makes of all sources together: topics, and statements given to them. A pure function of the
/// set of sources; their order does not matter.
/// </summary>
internal sealed class Compilation
{
    private readonly ConcurrentDictionary<Passage, LinkSpot[]> _spots = new(ReferenceEqualityComparer.Instance);

    private Compilation(IReadOnlyList<Reading> readings, IReadOnlyList<Statement> statements, IReadOnlyList<Topic> topics, MentionIndex index, Dictionary<Source, Dictionary<string, Topic>> surnames)
    {
        (Readings, Statements, Topics, Index, Surnames) = (readings, statements, topics, index, surnames);
    }

    public IReadOnlyList<Reading> Readings { get; }

    public IReadOnlyList<Statement> Statements { get; }

    /// <summary>Topics that have a page, in order of their keys.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>All things that the sources name as what something is about, with a page or without, in order of their keys.</summary>
    public required IReadOnlyList<Topic> Named { get; init; }

    /// <summary>Finds the names of these topics.</summary>
    public MentionIndex Index { get; }

    public Dictionary<Source, Dictionary<string, Topic>> Surnames { get; }

    /// <param name="unwanted">Names of topics that are to have no page.</param>
    /// <param name="kept">Names of topics whose page rests on sources that could not be read, and stays for them.</param>
    public static Compilation Of(IEnumerable<Reading> unordered, IEnumerable<string> unwanted, IReadOnlyList<string> kept, NameDecisions decisions)
    {
        var readings = unordered.OrderBy(reading => reading.Source.Path).ToList();
        var statements = Merging.Of(readings);
        var candidates = TopicTable.Build(readings, kept, decisions);
        var index = new MentionIndex(candidates);
        var surnames = BySource(readings, reading => SurnamesOf(reading, index));
        Mention(statements, index, surnames);
        CountNames(statements, BySource(readings, reading => reading.Language));
        candidates.ForEach(topic => topic.ChooseMain());
        var skip = unwanted.Select(Tokens.NameKey).ToHashSet();
        candidates.RemoveAll(topic => topic.IsCommonWord || topic.Keys.Exists(skip.Contains));
        index = new MentionIndex(candidates);
        Mention(statements, index, surnames);
        var headings = BySource(readings, reading => new HeadingTopics(reading.Source, index));
        var topics = Assignment.Run(statements, [.. candidates.Where(topic => topic.Frequency > 0)], headings, index, kept.Select(Tokens.NameKey).ToHashSet());
        Centrality.Set(statements);
        return new Compilation(readings, statements, topics, new MentionIndex(topics), surnames) { Named = candidates };
    }

    /// <summary>Where the Markdown of a passage names topics, and a link may be set.</summary>
    /// <param name="markdown">The passage as it is told; found once where that is its own Markdown.</param>
    public IReadOnlyList<LinkSpot> LinkSpots(Statement statement, Passage passage, string markdown) => ReferenceEquals(markdown, passage.Markdown)
        ? _spots.GetOrAdd(passage, static (passage, of) => of.Self.FindSpots(of.Source, passage.Markdown), (Self: this, statement.Claim.Source))
        : FindSpots(statement.Claim.Source, markdown);

    private LinkSpot[] FindSpots(Source source, string markdown)
    {
        var tokens = Tokens.Of(markdown);
        return [.. Index.Find(markdown, tokens, Surnames.GetValueOrDefault(source))
            .Select(mention => new LinkSpot(mention.Topic, tokens[mention.Start].Start, tokens[mention.End - 1].End))
            .Where(spot => LinkZone.IsFree(markdown, spot.Start, spot.End))];
    }

    // By reference: a source as a record is equal by all its values, and hashing them costs more than all else that is done with it.
    private static Dictionary<Source, T> BySource<T>(List<Reading> readings, Func<Reading, T> value)
    {
        var values = new KeyValuePair<Source, T>[readings.Count];
        Parallel.For(0, values.Length, i => values[i] = KeyValuePair.Create(readings[i].Source, value(readings[i])));
        return new Dictionary<Source, T>(values, ReferenceEqualityComparer.Instance);
    }

    /// <summary>A family name stands for the one person of that name whom the source names in full.</summary>
    private static Dictionary<string, Topic> SurnamesOf(Reading reading, MentionIndex index)
    {
        var people = new Dictionary<string, HashSet<Topic>>();
        foreach (var passage in reading.Source.Passages)
        {
            foreach (var mention in index.Find(passage.Text, Tokens.Of(passage.Text)))
            {
                foreach (var key in mention.Topic.Keys.Where(key => key.Split(' ') is { Length: 2 or 3 } words && !words.Any(NamePart.IsConnector) && mention.Topic.IsPersonLike && mention.Topic.Kinds.HasFlag(TermKinds.Name)))
                {
                    var last = key[(key.LastIndexOf(' ') + 1)..];
                    (people.TryGetValue(last, out var named) ? named : people[last] = []).Add(mention.Topic);
                }
            }
        }

        return people.Where(pair => pair.Value.Count == 1 && index.Exact(pair.Key) is null)
            .ToDictionary(pair => pair.Key, pair => pair.Value.First());
    }

    private static void Mention(IReadOnlyList<Statement> statements, MentionIndex index, Dictionary<Source, Dictionary<string, Topic>> surnames) =>
        Parallel.ForEach(statements, statement => statement.Mentions = index.Find(statement.Text, statement.Tokens, surnames[statement.Claim.Source]));

    /// <summary>Counts how names are written. What sources in another language than most write does not choose the title.</summary>
    private static void CountNames(IReadOnlyList<Statement> statements, Dictionary<Source, Language> languages)
    {
        var main = languages.Values.GroupBy(language => language.Code).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).FirstOrDefault();
        foreach (var statement in statements)
        {
            var language = languages[statement.Claim.Source].Code;
            var capitalsTell = language != "de" && statement.Claim.Kind != ClaimKind.Row;
            foreach (var mention in statement.Mentions.Where(_ => language == main))
            {
                var start = statement.Tokens[mention.Start].Start;
                var surface = statement.Text[start..statement.Tokens[mention.End - 1].End];
                var inside = mention.Start > 0 && statement.Text.AsSpan(statement.Tokens[mention.Start - 1].End, start - statement.Tokens[mention.Start - 1].End).IndexOfAny(".!?:;—\"“*(") < 0;
                mention.Topic.Count(surface, capitalsTell && inside);
            }

            foreach (var topic in statement.Mentions.Select(mention => mention.Topic).Distinct())
            {
                topic.Frequency++;
            }
        }
    }
}
