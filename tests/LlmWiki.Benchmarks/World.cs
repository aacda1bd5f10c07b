using System.Globalization;

namespace LlmWiki.Benchmarks;

/// <summary>A name or term that articles of a theme speak of.</summary>
/// <param name="Alias">Another name for it; null where it has none.</param>
/// <param name="Acronym">Its initials; null where nobody uses them.</param>
internal sealed record Subject(string Name, bool IsProper, string? Alias, string? Acronym);

/// <summary>What some articles are about: its own names, terms and words.</summary>
internal sealed record Theme(Subject[] Subjects, string[] Nouns);

/// <summary>
/// The made-up subject matter that all articles of a corpus share: vocabulary by rank, and themes with the names and terms
/// that recur. The same seed and size give the same world.
/// </summary>
internal sealed class World
{
    private const int NounCount = 6_000;
    private const int VerbCount = 1_500;
    private const int AdjectiveCount = 1_800;
    private const int SharedSubjects = 12;

    private static readonly string[] Heads = ["b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "pr", "r", "s", "sh", "sl", "st", "t", "tr", "v", "w"];
    private static readonly string[] Cores = ["a", "a", "e", "e", "e", "i", "i", "o", "o", "u", "ai", "ea", "oo"];
    private static readonly string[] Tails = ["n", "r", "l", "nd", "rt", "m", "ck", "ft", "st", "p", "t", "rk", "nt", "d", "g"];
    private static readonly string[] FirstNames =
    [
        "Ada", "Albert", "Anna", "Arthur", "Clara", "David", "Edith", "Emil", "Ernest", "Frances", "Fritz", "Grace", "Hanna", "Henri", "Ida", "Jakob",
        "James", "Johan", "Karl", "Lena", "Louis", "Marie", "Martin", "Nora", "Oscar", "Paul", "Pierre", "Rosa", "Thomas", "Vera", "Walter", "William",
    ];

    private readonly HashSet<string> _taken = [];

    public World(int seed, int articles)
    {
        var random = new Random(seed);
        Nouns = [.. Enumerable.Range(0, NounCount).Select(_ => Word(random, 1, 2))];
        Verbs = [.. Enumerable.Range(0, VerbCount).Select(_ => Word(random, 1, 2) + "ed")];
        Adjectives = [.. Enumerable.Range(0, AdjectiveCount).Select(i => Word(random, 1, 2) + (i % 4) switch { 0 => "ic", 1 => "al", 2 => "y", _ => "ish" })];
        Places = [.. Enumerable.Range(0, 40 + (articles / 4)).Select(_ => Capital(Word(random, 2, 3)))];

        // As a collection grows its subjects grow a little slower: Heaps' law.
        var subjects = (int)(7.5 * Math.Pow(articles, 0.92));
        var themes = Math.Max(1, articles / 5);
        Shared = [.. Enumerable.Range(0, SharedSubjects).Select(_ => NewSubject(random))];
        Themes = [.. Enumerable.Range(0, themes).Select(_ => NewTheme(random, Math.Max(6, subjects / themes)))];
    }

    /// <summary>By rank: the first is drawn most often.</summary>
    public string[] Nouns { get; }

    public string[] Verbs { get; }

    public string[] Adjectives { get; }

    public string[] Places { get; }

    /// <summary>What articles of every theme speak of.</summary>
    public Subject[] Shared { get; }

    public Theme[] Themes { get; }

    /// <summary>One of the items, the first ones more often: the chance falls with the rank, as in Zipf's law.</summary>
    public static T Pick<T>(Random random, T[] items)
    {
        var rank = (int)(Math.Pow(items.Length + 1, random.NextDouble()) - 1);
        return items[Math.Min(rank, items.Length - 1)];
    }

    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private Theme NewTheme(Random random, int subjects) => new(
        [.. Enumerable.Range(0, subjects).Select(_ => NewSubject(random))],
        [.. Enumerable.Range(0, 250).Select(_ => Nouns[random.Next(Nouns.Length)])]);

    private Subject NewSubject(Random random)
    {
        switch (random.Next(10))
        {
            case < 3:
                var person = FirstNames[random.Next(FirstNames.Length)] + " " + Capital(Word(random, 2, 2));
                return new Subject(person, IsProper: true, Alias: null, Acronym: null);
            case < 5:
                string[] body = [Capital(Word(random, 2, 2)), Capital(Nouns[random.Next(400)]), random.Next(3) switch { 0 => "Company", 1 => "Society", _ => "Works" }];
                return new Subject(string.Join(' ', body), IsProper: true, Alias: null, string.Concat(body.Select(word => word[0])));
            case < 6:
                var product = Capital(Word(random, 2, 2)) + " " + random.Next(2, 90).ToString(CultureInfo.InvariantCulture);
                return new Subject(product, IsProper: true, Alias: null, Acronym: null);
            default:
                var term = Word(random, 1, 2) + " " + Nouns[random.Next(900)];
                return new Subject(term, IsProper: false, random.Next(3) == 0 ? Word(random, 2, 3) + " " + Nouns[random.Next(900)] : null, Acronym: null);
        }
    }

    private string Word(Random random, int fewest, int most)
    {
        for (var tries = 0; ; tries++)
        {
            var word = "";
            for (var left = random.Next(fewest, most + 1 + (tries / 20)); left > 0; left--)
            {
                word += Heads[random.Next(Heads.Length)] + Cores[random.Next(Cores.Length)] + (left == 1 || random.Next(3) == 0 ? Tails[random.Next(Tails.Length)] : "");
            }

            if (word.Length > 2 && _taken.Add(word))
            {
                return word;
            }
        }
    }
}
