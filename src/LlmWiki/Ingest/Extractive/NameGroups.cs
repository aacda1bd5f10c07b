using System.Collections.Immutable;
using LlmWiki.Text;
using LlmWiki.Words;

namespace LlmWiki.Ingest.Extractive;

/// <summary>Finds which names are names of one thing: aliases that sources announce, acronyms, and initials of people.</summary>
internal sealed class NameGroups
{
    private readonly Dictionary<string, Candidate> _candidates;
    private readonly Dictionary<string, string> _parents = [];
    private readonly HashSet<(string, string)> _apart;

    private NameGroups(Dictionary<string, Candidate> candidates, NameDecisions decisions)
    {
        _candidates = candidates;
        _apart = [.. decisions.Apart.Select(Keys).SelectMany(pair => new[] { pair, (pair.Right, pair.Left) })];
    }

    public static IEnumerable<ImmutableArray<Candidate>> Of(Dictionary<string, Candidate> candidates, IReadOnlyList<Reading> readings, NameDecisions decisions)
    {
        var groups = new NameGroups(candidates, decisions);
        groups.JoinAliases(readings);
        groups.JoinPeople();
        groups.JoinVariants();
        foreach (var (left, right) in decisions.Same.Select(Keys).Where(pair => candidates.ContainsKey(pair.Left) && candidates.ContainsKey(pair.Right)))
        {
            groups.Join(left, right);
        }

        return candidates.Values.GroupBy(candidate => groups.Root(candidate.Key))
            .Select(group => group.OrderBy(candidate => candidate.Key, StringComparer.Ordinal).ToImmutableArray());
    }

    private void JoinAliases(IReadOnlyList<Reading> readings)
    {
        var pairs = readings.SelectMany((reading, source) => reading.Aliases.Select(pair => (Name: NamePart.KeyOf(pair.Name), Alias: NamePart.KeyOf(pair.Alias), pair, source)))
            .Where(item => item.Name.Length > 0 && item.Alias.Length > 0 && item.Name != item.Alias)
            .OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Alias, StringComparer.Ordinal).ToList();

        // An alias that two different things claim tells neither of them, unless those are one thing by their other names.
        var claimed = pairs.GroupBy(item => item.Alias).ToDictionary(group => group.Key, group => group.Select(item => item.Name).Distinct().ToList());
        foreach (var (name, alias, pair, source) in pairs.OrderBy(item => claimed[item.Alias].Count))
        {
            var left = Candidate(name, pair.Name, source);
            var right = Candidate(alias, pair.Alias, source);
            var one = claimed[alias].Select(Root).Distinct().Count() == 1;

            // One source that tells of both as two things has two things.
            if (one && !left.OwnedBy.Overlaps(right.OwnedBy))
            {
                Join(name, alias);
            }
        }
    }

    private Candidate Candidate(string key, string surface, int source)
    {
        if (!_candidates.TryGetValue(key, out var candidate))
        {
            _candidates[key] = candidate = new Candidate(key);
        }

        candidate.Add(new Term(key, surface, TermKinds.None, 1), source);
        return candidate;
    }

    /// <summary>"J. K. Starley", "JK Starley" and "John Kemp Starley", where just one full name fits.</summary>
    private void JoinPeople()
    {
        var people = _candidates.Values.Where(candidate => candidate.NameCount > 0 && candidate.Key.Contains(' ', StringComparison.Ordinal))
            .Select(candidate => (candidate.Key, Given: GivenNames(candidate), Last: candidate.Key[(candidate.Key.LastIndexOf(' ') + 1)..]))
            .GroupBy(person => person.Last);
        foreach (var family in people.Where(family => family.Count() is > 1 and < 50))
        {
            foreach (var person in family.OrderBy(person => person.Key, StringComparer.Ordinal))
            {
                var fits = family.Where(other => other.Key != person.Key && IsShortFor(person.Given, other.Given)).Select(other => Root(other.Key)).Distinct().ToList();
                if (fits.Count == 1)
                {
                    Join(fits[0], person.Key);
                }
            }
        }
    }

    private static string[] GivenNames(Candidate candidate)
    {
        var surface = candidate.Surfaces.Keys.Order(StringComparer.Ordinal).First();
        var words = surface.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        return [.. words[..^1].SelectMany(word => word.Length is 2 or 3 && word.All(char.IsUpper) ? word.Select(c => c.ToString()) : [word]).Select(Folding.Fold)];
    }

    private static bool IsShortFor(string[] brief, string[] full)
    {
        if (brief.Length > full.Length || brief.SequenceEqual(full) || brief.Length == 0)
        {
            return false;
        }

        var initials = Array.Exists(brief, word => word.Length == 1);
        return (initials ? brief.Length == full.Length : brief.Length < full.Length && full[0].Length > 1)
            && brief.Zip(full).All(pair => pair.First == pair.Second || (pair.First.Length == 1 && pair.Second.StartsWith(pair.First, StringComparison.Ordinal)));
    }

    private static (string Left, string Right) Keys(NamePair pair) => (NamePart.KeyOf(pair.Left), NamePart.KeyOf(pair.Right));

    /// <summary>"Starley, James" and names of one thing in another script: the same words.</summary>
    private void JoinVariants()
    {
        foreach (var candidate in _candidates.Values.Where(candidate => candidate.Surfaces.Keys.Any(surface => surface.Contains(", ", StringComparison.Ordinal))))
        {
            var surface = candidate.Surfaces.Keys.Where(surface => surface.Contains(", ", StringComparison.Ordinal)).Order(StringComparer.Ordinal).First();
            var at = surface.IndexOf(", ", StringComparison.Ordinal);
            if (NamePart.KeyOf(surface[(at + 2)..] + " " + surface[..at]) is var turned && _candidates.ContainsKey(turned))
            {
                Join(candidate.Key, turned);
            }
        }

        var foreign = _candidates.Keys.Where(Transliteration.IsForeign).ToLookup(Transliteration.Rough);
        foreach (var key in foreign.Count == 0 ? [] : _candidates.Keys.Where(key => key.Length > 4 && !Transliteration.IsForeign(key)).ToList())
        {
            foreach (var other in foreign[Transliteration.Rough(key)])
            {
                Join(key, other);
            }
        }
    }

    private string Root(string key)
    {
        while (_parents.TryGetValue(key, out var parent))
        {
            key = parent;
        }

        return key;
    }

    private void Join(string left, string right)
    {
        if (_apart.Contains((left, right)))
        {
            return;
        }

        var (a, b) = (Root(left), Root(right));
        if (a != b)
        {
            _parents[string.CompareOrdinal(a, b) < 0 ? b : a] = string.CompareOrdinal(a, b) < 0 ? a : b;
        }
    }
}
