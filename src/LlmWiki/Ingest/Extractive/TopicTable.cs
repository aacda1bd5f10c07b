using System.Collections.Immutable;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>
/// Brings the terms of all sources together into topics: one for each thing, whatever it is called. The result does not
/// depend on the order of the sources.
/// </summary>
internal static class TopicTable
{
    private const int MinNameCount = 2;
    private const int MinPhraseCount = 4;
    private const double MinPhraseValue = 3;

    public static List<Topic> Build(IReadOnlyList<Reading> readings, IReadOnlyList<string> resting, NameDecisions decisions)
    {
        var candidates = Candidates(readings);
        foreach (var name in resting.Where(name => NamePart.KeyOf(name).Length > 0))
        {
            var key = NamePart.KeyOf(name);
            candidates.TryAdd(key, new Candidate(key));
            candidates[key].Add(new Term(key, name, TermKinds.Definition, 1), -1);
        }

        var phrases = PhraseValue.Of(candidates.Values.Where(candidate => candidate.Phrases > 0));
        var kept = candidates.Values.Where(candidate => IsCandidate(candidate, phrases, readings.Count)).ToDictionary(candidate => candidate.Key);
        DropNameParts(kept);
        return NameGroups.Of(kept, readings, decisions)
            .Select(group => ToTopic(group))
            .OrderBy(topic => topic.Key, StringComparer.Ordinal)
            .ToList();
    }

    private static Dictionary<string, Candidate> Candidates(IReadOnlyList<Reading> readings)
    {
        var candidates = new Dictionary<string, Candidate>();
        for (var source = 0; source < readings.Count; source++)
        {
            foreach (var term in readings[source].Terms)
            {
                if (!candidates.TryGetValue(term.Key, out var candidate))
                {
                    candidates[term.Key] = candidate = new Candidate(term.Key);
                }

                candidate.Add(term, source);
            }
        }

        return candidates;
    }

    private static bool IsCandidate(Candidate candidate, IReadOnlyDictionary<string, double> phrases, int sources)
    {
        if ((candidate.Kinds & (TermKinds.Heading | TermKinds.Definition | TermKinds.Row | TermKinds.Subject)) != TermKinds.None)
        {
            // One common word needs somebody to say what it is: every bicycle book has a heading "Wheels".
            return (candidate.Kinds & (TermKinds.Definition | TermKinds.Subject)) != TermKinds.None || candidate.NameCount > 1 || candidate.Key.Contains(' ', StringComparison.Ordinal) || candidate.IsNamed;
        }

        return candidate.NameCount >= MinNameCount
            || (candidate.Phrases >= MinPhraseCount && candidate.Sources.Count >= Math.Min(2, sources) && phrases.GetValueOrDefault(candidate.Key) >= MinPhraseValue);
    }

    /// <summary>"Starley" or "Tom" alone may be one of several people: it is no topic where longer names begin or end with it.</summary>
    private static void DropNameParts(Dictionary<string, Candidate> kept)
    {
        var parts = kept.Values.Where(candidate => candidate.NameCount > 0 && candidate.Key.Split(' ') is { Length: 2 or 3 or 4 })
            .SelectMany(candidate => new[] { candidate.Key[(candidate.Key.LastIndexOf(' ') + 1)..], candidate.Key[..candidate.Key.IndexOf(' ', StringComparison.Ordinal)] }).ToHashSet();
        foreach (var candidate in kept.Values.Where(candidate => candidate.Kinds is TermKinds.Name && parts.Contains(candidate.Key)).ToList())
        {
            kept.Remove(candidate.Key);
        }
    }

    private static Topic ToTopic(ImmutableArray<Candidate> group)
    {
        var main = group.OrderByDescending(candidate => candidate.Weight).ThenBy(candidate => candidate.Key, StringComparer.Ordinal).First();
        var names = new Dictionary<string, int>();
        foreach (var (surface, count) in group.SelectMany(candidate => candidate.Surfaces))
        {
            names[surface] = names.GetValueOrDefault(surface) + count;
        }

        return new Topic
        {
            Key = main.Key,
            Keys = [main.Key, .. group.Select(candidate => candidate.Key).Where(key => key != main.Key).Order(StringComparer.Ordinal)],
            Names = names,
            Weights = group.ToDictionary(candidate => candidate.Key, candidate => candidate.Weight),
            Kinds = group.Aggregate(TermKinds.None, (kinds, candidate) => kinds | candidate.Kinds),
        };
    }
}

/// <summary>A name with all that the sources say of it.</summary>
internal sealed class Candidate(string key)
{
    public string Key { get; } = key;

    public TermKinds Kinds { get; private set; }

    public Dictionary<string, int> Surfaces { get; } = [];

    public HashSet<int> Sources { get; } = [];

    /// <summary>Sources that say what it is, or have it as a heading.</summary>
    public HashSet<int> OwnedBy { get; } = [];

    public int NameCount { get; private set; }

    public int Phrases { get; private set; }

    /// <summary>How good a title it is: defined, then a heading, then frequent; a spelled-out name before its initials.</summary>
    public double Weight => (Kinds.HasFlag(TermKinds.Definition) ? 3 : 0) + (Kinds.HasFlag(TermKinds.Heading) ? 3 : 0) + (Kinds.HasFlag(TermKinds.Row) ? 1 : 0)
        + (Kinds.HasFlag(TermKinds.Subject) ? 2 : 0)
        + Math.Log2(1 + NameCount + Phrases) - (Array.Exists(Key.Split(' '), word => word.Length == 1) || Key.Length <= 4 ? 6 : 0);

    /// <summary>Written with a capital inside a word, in capitals, or in a script without them: more than a common word.</summary>
    public bool IsNamed => Surfaces.Keys.Any(surface => surface.AsSpan(1).ContainsAnyInRange('A', 'Z') || surface.Any(char.IsDigit) || surface[0] > '\u02FF');

    public void Add(Term term, int source)
    {
        Kinds |= term.Kind;
        Sources.Add(source);
        Surfaces[term.Surface] = Surfaces.GetValueOrDefault(term.Surface) + term.Count;
        NameCount += term.Kind == TermKinds.Name ? term.Count : 0;
        Phrases += term.Kind == TermKinds.Phrase ? term.Count : 0;
        if (term.Kind is TermKinds.Definition or TermKinds.Heading)
        {
            OwnedBy.Add(source);
        }
    }
}

/// <summary>
/// How much a run of words is a term of its own. C-value: Frantzi, Ananiadou, Mima, "Automatic recognition of multi-word
/// terms: the C-value/NC-value method" (2000): frequency times log of length, less what longer terms explain.
/// </summary>
internal static class PhraseValue
{
    public static Dictionary<string, double> Of(IEnumerable<Candidate> phrases)
    {
        var frequent = phrases.Where(phrase => phrase.Phrases > 1).ToDictionary(phrase => phrase.Key, phrase => phrase.Phrases);
        var longer = new Dictionary<string, (int Sum, int Count)>();
        foreach (var (key, count) in frequent)
        {
            var words = key.Split(' ');
            if (words.Length > 2)
            {
                foreach (var part in new[] { string.Join(' ', words[..^1]), string.Join(' ', words[1..]) })
                {
                    var (sum, n) = longer.GetValueOrDefault(part);
                    longer[part] = (sum + count, n + 1);
                }
            }
        }

        return frequent.ToDictionary(
            pair => pair.Key,
            pair => Math.Log2(pair.Key.Split(' ').Length)
                * (pair.Value - (longer.TryGetValue(pair.Key, out var by) ? (double)by.Sum / by.Count : 0)));
    }
}
