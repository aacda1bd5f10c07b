using System.Globalization;
using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Plants;
using LlmWiki.Text;

namespace LlmWiki.Evals.Mend;

/// <summary>Names without a page that three pages speak of or link to, two of them with a cited statement about it.</summary>
internal static class MissingPageMend
{
    public static RulePlants Plants => new("missing-page",
    [
        new("person", plot => Named(plot, ContradictionPlants.Person(plot) + "ss", name => [$"{name} paid for the roof of the house.", $"{name} was born in the year of the flood.", $"Later it was sold to {name} for a song."])),
        new("firm", plot => Named(plot, Firm(plot, "Works"), name => [$"The {name} cast the iron of the gate.", $"The {name} closed its doors after the war.", $"Nails were bought at the {name}."])),
        new("behind an opening", plot => Named(plot, ContradictionPlants.Person(plot) + "tz", name => [$"In his youth {name} kept a school for sailors.", $"After the war {name} wrote down the songs of the valley.", $"A letter of {name} tells of it."])),
        new("firm without an article", plot => Named(plot, Firm(plot, "Brothers"), name => [$"{name} built carts of ash and oak.", $"{name} employed women as well as men.", $"Its door is the work of {name}."])),
        new("three statements", plot => Named(plot, ContradictionPlants.Person(plot) + "mm", name => [$"{name} was a painter of signs.", $"{name} lived above the bakery.", $"The bell was a gift of {name}."], cited: 3)),
        new("German", plot => Named(plot, ContradictionPlants.Person(plot) + "rt", name => [$"{name} war Lehrer an der Schule des Ortes.", $"{name} sammelte die Lieder der Gegend.", $"Die Tür stammt von {name}."], "de")),
        new("French", plot => Named(plot, ContradictionPlants.Person(plot) + "lk", name => [$"{name} a enseigné le dessin aux enfants.", $"{name} habitait une maison de bois.", $"La porte est un don de {name}."], "fr")),
        new("wikilinks", plot => Linked(plot, name => $"[[{name}]]")),
        new("Markdown links", plot => Linked(plot, name => $"[{name.Replace('-', ' ')}](../concepts/{name}.md)")),
        new("links of both forms", plot => { var turn = 0; Linked(plot, name => turn++ % 2 == 0 ? $"[[{name}]]" : $"[{name.Replace('-', ' ')}](../concepts/{name}.md)"); }),
    ], GraphPlants.MissingPage.Decoys);

    private static string Firm(Plot plot, string kind) => $"{plot.Title().Split(' ')[0]} {char.ToUpperInvariant(plot.Word()[0])}{plot.Word()} {kind}";

    private static void Named(Plot plot, string name, Func<string, string[]> say, string language = "en", int cited = 2) => Say(plot, name, say(name), say(name), language, cited);

    private static void Linked(Plot plot, Func<string, string> link)
    {
        var name = $"{plot.Word()}-{plot.Word()}-{plot.Title().Split(' ')[0].ToLowerInvariant()}";
        string[] Said(Func<string> named) => [$"A {named()} is a hook with two prongs.", $"The {named()} hangs beside the door.", $"It was opened with a {named()}."];
        Say(plot, name.Replace('-', ' '), Said(() => name.Replace('-', ' ')), Said(() => link(name)), "en", cited: 2);
    }

    /// <param name="sources">The sentences as files have them; those that are cited are written into the file of a town.</param>
    private static void Say(Plot plot, string name, string[] sources, string[] sentences, string language, int cited)
    {
        var (spots, facts, pages) = (new List<Spot>(), new List<string>(), new List<string>());
        for (var i = 0; i < sentences.Length; i++)
        {
            var topic = plot.Take(topic => topic.Language == language);
            var sentence = sentences[i];
            if (i < cited)
            {
                Cite(plot, topic, sources[i], sentence);
                facts.Add(sources[i]);
            }
            else
            {
                plot.Add(topic, sentence);
            }

            spots.Add(new Spot(topic.Path, sentence));
            pages.Add(topic.Path);
        }

        plot.ExpectFirst(spots);
        plot.Answer($"a page '{name}' says all that is cited of it, and the others lead to it", wiki => wiki.Wiki.Pages.FirstOrDefault(page => Plain(page.Outline.Title).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } made
            && facts.TrueForAll(fact => made.Statements.Any(statement => Plain(statement.Text) == fact && !statement.Labels.IsEmpty)) && pages.TrueForAll(page => wiki.TargetsOf(page).Contains(made.Path.Value)));
    }

    /// <summary>A wikilink shows its target with hyphens.</summary>
    private static string Plain(string text) => text.Replace('-', ' ');

    private static void Cite(Plot plot, Topic topic, string source, string sentence)
    {
        var (path, label) = (topic.Town.Sources[0], plot.Unused());
        plot.Files[path] += $"\n{source}\n";
        plot.Add(topic, $"{sentence}[^{label}]");
        var line = plot.Files.LineOf(path, source).ToString(CultureInfo.InvariantCulture);
        plot.Files[topic.Path] += $"[^{label}]: [{path}, line {line}]({new RelPath(topic.Path).LinkTo(new RelPath(path))}#L{line}) \"{source}\"\n";
    }
}
