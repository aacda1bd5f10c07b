using System.Globalization;

namespace LlmWiki.Benchmarks;

/// <summary>Writes the sentences of one article: English by its function words and its order, made up by the rest.</summary>
internal sealed class Prose(World world, Theme theme, Theme beside, Random random)
{
    private static readonly string[] Leaning = ["It", "This", "He", "She", "However, it", "They", "These", "As a result it"];
    private static readonly string[] Joints = ["because", "although", "while", "and", "but", "until", "so that", "where"];
    private static readonly string[] Prepositions = ["of", "in", "with", "for", "from", "under", "without", "after", "near"];

    private readonly HashSet<Subject> _introduced = [];

    public Subject Pick() => random.Next(10) switch
    {
        0 => World.Pick(random, world.Shared),
        < 8 => World.Pick(random, theme.Subjects),
        _ => World.Pick(random, beside.Subjects),
    };

    public string Paragraph(Subject? about)
    {
        var sentences = Enumerable.Range(0, random.Next(3, 8)).Select(i => i == 0 && about is not null ? About(about) : Sentence(i > 0));
        return string.Join(' ', sentences);
    }

    /// <summary>What a heading's paragraph begins with: what the thing is, or what it did.</summary>
    public string About(Subject subject)
    {
        var known = !_introduced.Add(subject);
        if (known || random.Next(3) == 0)
        {
            return $"{World.Capital(Named(subject))} {Verb()} {Thing()} {Rest()}.";
        }

        var kind = $"{Article(Adjective())} {Noun()} {Phrase()}";
        var also = subject.Alias is null ? "" : $", also called {subject.Alias},";
        var brief = subject.Acronym is null ? "" : $" ({subject.Acronym})";
        return subject.IsProper
            ? $"{subject.Name}{brief} was {kind} in {World.Pick(random, world.Places)}, {Phrase()}."
            : $"{World.Capital(Article(subject.Name))}{also} is {kind} that {Verb()} {Thing()}.";
    }

    public string Sentence(bool mayLean) => random.Next(100) switch
    {
        < 18 when mayLean => $"{Leaning[random.Next(Leaning.Length)]} {Verb()} {Thing()} {Rest()}.",
        < 21 => $"I {Verb()} {Thing()} {Rest()}, and we {Verb()} {Thing()}.",
        < 22 => $"Why was {Thing()} {Verb()} {Phrase()}?",
        < 52 => $"{World.Capital(Named(Pick()))} {Verb()} {Thing()} {Rest()}.",
        < 60 => $"In {Year()} {Named(Pick())} {Verb()} {Thing()} {Rest()}.",
        < 68 => $"{World.Capital(Thing())} {Verb()} {Number()} {Plural()} {Phrase()} {Rest()}.",
        < 76 => $"{World.Capital(Thing())} {Verb()} {Named(Pick())} {Rest()}.",
        _ => $"{World.Capital(Thing())} {Verb()} {Thing()} {Rest()}.",
    };

    public string Item() => random.Next(3) switch
    {
        0 => World.Capital(Thing()),
        1 => $"**{World.Capital(Pick().Name)}**: {Article(Adjective())} {Noun()} {Phrase()} {Phrase()}",
        _ => $"{World.Capital(Named(Pick()))} {Verb()} {Thing()} {Phrase()}.",
    };

    public string[] Row() => [World.Capital(Pick().Name), Year(), Number(), World.Pick(random, world.Places), $"{Adjective()} {Noun()} {Phrase()}"];

    public string Noun() => random.Next(3) == 0 ? theme.Nouns[random.Next(theme.Nouns.Length)] : World.Pick(random, world.Nouns);

    private string Rest() => random.Next(5) switch
    {
        0 => Phrase(),
        1 => $"{Phrase()} {Phrase()}",
        2 => $"{Phrase()}, {Joints[random.Next(Joints.Length)]} {Thing()} {Verb()} {Thing()}",
        3 => $"{Joints[random.Next(Joints.Length)]} {Thing()} was {Verb()} {Phrase()} {Phrase()}",
        _ => $"{Phrase()}, which {Verb()} {Number()} {Plural()} in {Year()}",
    };

    private string Phrase() => $"{Prepositions[random.Next(Prepositions.Length)]} {(random.Next(8) == 0 ? World.Pick(random, world.Places) : random.Next(6) == 0 ? Named(Pick()) : Thing())}";

    private string Thing() => random.Next(5) switch
    {
        0 => $"the {Adjective()} {Noun()}",
        1 => Article(Noun()),
        2 => $"the {Plural()}",
        3 => $"some {Plural()}",
        _ => "the " + Noun(),
    };

    private string Named(Subject subject)
    {
        var name = subject.Acronym is not null && random.Next(4) == 0 && _introduced.Contains(subject) ? subject.Acronym
            : subject.Alias is not null && random.Next(5) == 0 ? subject.Alias : subject.Name;
        return subject.IsProper ? name : "the " + name;
    }

    private string Verb() => World.Pick(random, world.Verbs);

    private string Adjective() => World.Pick(random, world.Adjectives);

    private string Plural() => Noun() + "s";

    private string Number() => (random.Next(4) == 0 ? random.Next(2, 20) : random.Next(20, 900)).ToString(CultureInfo.InvariantCulture);

    private string Year() => random.Next(1790, 2024).ToString(CultureInfo.InvariantCulture);

    private static string Article(string word) => ("aeiou".Contains(word[0], StringComparison.Ordinal) ? "an " : "a ") + word;
}
