using LlmWiki.Ingest.Extractive;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Generative;

/// <summary>A name, and those that may stand for the same thing, the likeliest first.</summary>
internal sealed record Lookalike(Topic Name, IReadOnlyList<Topic> Candidates);

/// <summary>
/// Finds names that may be of one thing although code cannot tell: all words of one stand in the other, an abbreviation of it, or nearly
/// the same letters. Names with other numbers in them are never alike.
/// </summary>
internal static class Lookalikes
{
    public const int MostCandidates = 8;

    /// <summary>A word that more names than this have in common says nothing about two of them.</summary>
    private const int MostNames = 12;

    /// <param name="hasPage">Names with a page are asked about least: others are held against them.</param>
    public static List<Lookalike> Of(IReadOnlyList<Topic> topics, NameDecisions decisions, Func<Topic, bool> hasPage)
    {
        var decided = decisions.Same.Concat(decisions.Apart).Select(pair => (NamePart.KeyOf(pair.Left), NamePart.KeyOf(pair.Right))).ToHashSet();
        var ordered = topics.OrderByDescending(hasPage).ThenBy(topic => topic.Key, StringComparer.Ordinal).ToList();
        var place = ordered.Select((topic, i) => (topic, i)).ToDictionary(item => item.topic, item => item.i);
        var byWord = ordered.SelectMany(topic => topic.Keys.SelectMany(Words).Distinct().Select(word => (word, topic))).ToLookup(item => item.word, item => item.topic);
        var byInitials = ordered.SelectMany(topic => topic.Keys.Select(Initials).Where(initials => initials.Length > 1).Select(initials => (initials, topic))).ToLookup(item => item.initials, item => item.topic);
        var found = new List<Lookalike>();
        foreach (var topic in ordered)
        {
            var near = topic.Keys.SelectMany(Words).Distinct().Where(word => byWord[word].Count() <= MostNames).SelectMany(word => byWord[word])
                .Concat(topic.Keys.SelectMany(key => byInitials[key])).Concat(topic.Keys.SelectMany(key => byWord[Initials(key)]));
            var candidates = near.Distinct().Where(other => place[other] < place[topic] && !IsDecided(topic, other, decided))
                .Select(other => (other, Score: Score(topic, other))).Where(item => item.Score > 0)
                .OrderByDescending(item => item.Score).ThenBy(item => item.other.Key, StringComparer.Ordinal)
                .Select(item => item.other).Take(MostCandidates).ToList();
            if (candidates.Count > 0)
            {
                found.Add(new Lookalike(topic, candidates));
            }
        }

        return found;
    }

    private static bool IsDecided(Topic left, Topic right, HashSet<(string, string)> decided) =>
        left.Keys.Exists(a => right.Keys.Exists(b => decided.Contains((a, b)) || decided.Contains((b, a))));

    private static double Score(Topic left, Topic right) => left.Keys.SelectMany(a => right.Keys.Select(b => Score(a, b))).Max();

    private static double Score(string left, string right)
    {
        var (a, b) = (Words(left).ToHashSet(), Words(right).ToHashSet());
        if (!a.Where(IsNumber).ToHashSet().SetEquals(b.Where(IsNumber)))
        {
            return 0;
        }

        var shared = a.Count(b.Contains);
        if (shared > 0 && (shared == a.Count || shared == b.Count))
        {
            return (double)shared / Math.Max(a.Count, b.Count);
        }

        return Initials(left) == right.Replace(" ", "", StringComparison.Ordinal) || Initials(right) == left.Replace(" ", "", StringComparison.Ordinal) ? 0.9
            : left.Length > 5 && right.Length > 5 && shared >= Math.Min(a.Count, b.Count) - 1 && a.Count == b.Count && IsNearly(a.Except(b).Single(), b.Except(a).Single()) ? 0.8
            : 0;
    }

    /// <summary>One letter more, less or other in words of five and more.</summary>
    private static bool IsNearly(string left, string right) => left.Length > 4 && right.Length > 4 && Text.EditDistance.Between(left, right) == 1;

    private static bool IsNumber(string word) => word.Any(char.IsDigit) || (word.Length <= 4 && word.All(letter => letter is 'i' or 'v' or 'x'));

    private static IEnumerable<string> Words(string key) => key.Split(' ').Where(word => !Language.IsStopAnywhere(word));

    private static string Initials(string key) => string.Concat(Words(key).Select(word => word[0]));
}
