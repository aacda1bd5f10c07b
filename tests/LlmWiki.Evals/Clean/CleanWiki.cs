using System.Globalization;

namespace LlmWiki.Evals.Clean;

/// <summary>
/// A wiki of some hundred pages in which every statement is cited and true to its source, every link leads somewhere and no
/// two statements disagree. The same seed gives the same bytes.
/// </summary>
internal sealed class CleanWiki
{
    private const int EnglishTowns = 54;
    private const int OtherTowns = 5;
    private const int TopicsOfTown = 5;

    private readonly Random _random;
    private readonly Names _names;

    public CleanWiki(int seed)
    {
        _random = new Random(seed);
        _names = new Names(_random);
        for (var i = 0; i < EnglishTowns + (2 * OtherTowns); i++)
        {
            Towns.Add(NewTown(i < EnglishTowns ? "en" : i < EnglishTowns + OtherTowns ? "de" : "fr", i));
        }

        Files = new WikiFiles(CleanFiles.Of(Towns, _random));
        foreach (var topic in Topics.Where(topic => topic.IsTool))
        {
            Files.SetAsTool(topic.Path, Files[topic.Path]);
        }

        foreach (var path in Files.Paths.Where(path => path.StartsWith("wiki/sources/", StringComparison.Ordinal)).ToList())
        {
            Files.SetAsTool(path, Files[path]);
        }
    }

    public List<Town> Towns { get; } = [];

    public IEnumerable<Topic> Topics => Towns.SelectMany(town => town.Topics);

    public WikiFiles Files { get; }

    private Town NewTown(string language, int number)
    {
        var name = _names.Town(language);
        var slug = Slug(name);
        var town = new Town(name, slug, language);
        var (kinds, own) = language switch
        {
            "de" => (OtherKinds.German, OtherKinds.GermanTown),
            "fr" => (OtherKinds.French, OtherKinds.FrenchTown),
            _ => (EnglishKinds.All, EnglishKinds.Town),
        };
        town.Topics.Add(NewTopic(town, own));
        foreach (var kind in kinds.OrderBy(_ => _random.Next()).Take(TopicsOfTown))
        {
            town.Topics.Add(NewTopic(town, kind));
        }

        // Every third town rests on three files.
        town.Sources.Add($"raw/notes/{slug}-book.md");
        if (number % 3 == 0)
        {
            town.Sources.Add($"raw/letters/{slug}.txt");
            town.Sources.Add($"raw/clips/{slug}-guide.md");
        }

        return town;
    }

    private Topic NewTopic(Town town, TopicKind kind)
    {
        var title = kind.Title.Replace("{P}", town.Name, StringComparison.Ordinal);
        var facts = kind.Forms.Select(form => NewFact(form, title)).ToArray();
        return new Topic($"wiki/{(kind.IsEntity ? "entities" : "concepts")}/{Slug(title)}.md", title, kind, town, kind.Definition.Replace("{T}", title, StringComparison.Ordinal).Replace("{P}", town.Name, StringComparison.Ordinal), facts) { IsTool = _random.Next(3) == 0 };
    }

    private Fact NewFact(FactForm form, string title)
    {
        var value = form.Kind switch
        {
            FactKind.Name => _names.Person(),
            FactKind.State => "",
            FactKind.Year => _random.Next(form.Low, form.High).ToString(CultureInfo.InvariantCulture),
            _ => Number(_random.Next(form.Low, form.High + 1)),
        };
        return new Fact(form, value, form.Said.Replace("{T}", title, StringComparison.Ordinal).Replace("{v}", value, StringComparison.Ordinal));
    }

    public static string Number(int value) => value < 1000 ? value.ToString(CultureInfo.InvariantCulture) : value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Slug(string name)
    {
        var plain = name.ToLowerInvariant().Replace("ü", "ue", StringComparison.Ordinal).Replace(' ', '-');
        return string.Concat(plain.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }
}
