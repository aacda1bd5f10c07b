using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>Pages that nobody links to, though one page names them or is plainly the nearest.</summary>
internal static class OrphanMend
{
    public static RulePlants Plants => new("orphan-page",
    [
        new("named in a sentence", plot => Named(plot, "en", name => $"The plans of the {name} were lent out for a while.")),
        new("named at the head of a sentence", plot => Named(plot, "en", name => $"{name} had the same roofer, and it still shows.")),
        new("named in an item", plot => Named(plot, "en", name => $"- like the {name}, it has a slate roof")),
        new("named in a table", plot => Named(plot, "en", name => $"| lent to | when |\n|---|---|\n| {name} | in spring |")),
        new("named in emphasis", plot => Named(plot, "en", name => $"Some mix it up with the *{name}*, which has a garden.")),
        new("named in a quotation", plot => Named(plot, "en", name => $"> We walked on to the {name} and rested.")),
        new("named in small letters", plot => Named(plot, "en", name => $"Its owners had bought the {name.ToLowerInvariant()} before.")),
        new("named in German", plot => Named(plot, "de", name => $"Ein Teil der Steine stammt vom {name}, so heißt es.")),
        new("named in French", plot => Named(plot, "fr", name => $"Une partie des pierres vient de {name}, dit-on.")),
        new("named by an alias", plot =>
        {
            var alias = $"Old {Capital(plot.Word())} House";
            Named(plot, "en", _ => $"People also went to the {alias} on Sundays.", $"aliases: [{alias}]\n");
        }),
        new("page cut off another", plot =>
        {
            var topic = plot.TakeEnglish(topic => topic.Town.Sources.Count == 1 && topic != topic.Town.Topics[0]);
            var rest = string.Join(' ', topic.Facts.Where(fact => fact.Form.Others.Length > 0).Select(fact => topic.Say(fact.Form.Others[0], fact.Value)));
            Near(plot, topic, $"{topic.Definition} {rest}", Sources(topic));
        }),
        new("on the same letter", plot =>
        {
            var (topic, letter) = (plot.TakeEnglish(topic => topic.Town.Sources.Count == 1), $"raw/letters/{plot.Unused()}.txt");
            plot.Files[letter] = "it was dry there, and the keeper was glad of it.\n";
            var source = $"  - {{ id: {System.IO.Path.GetFileNameWithoutExtension(letter)}, resource: ../../{letter} }}\n";
            plot.Files.Replace(topic.Path, "\nsources:\n", "\nsources:\n" + source);
            Near(plot, topic, "It was dry there, and the keeper was glad of it. " + plot.Prose(14), source);
        }),
    ], GraphPlants.OrphanPage.Decoys);

    private static void Named(Plot plot, string language, Func<string, string> say, string head = "")
    {
        var topic = plot.Take(topic => topic.Language == language);
        var title = $"{Capital(plot.Word())} {plot.Pick("Farm", "Chapel", "Cross", "Garden", "Yard")} {plot.Title().Split(' ')[0]}";
        var path = plot.NewPage($"wiki/entities/{CleanWiki.Slug(title)}.md", title, type: "entity", head: head);
        plot.Add(topic, say(title));
        Orphan(plot, path);
        plot.LeadsTo(topic.Path, path);
    }

    private static void Near(Plot plot, Topic topic, string text, string sources)
    {
        var path = plot.NewPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), text, head: "sources:\n" + sources);
        Orphan(plot, path);
        plot.LeadsTo(topic.Path, path);
    }

    private static void Orphan(Plot plot, string path)
    {
        plot.Expect(path);
        plot.Allow("index-out-of-date", "wiki/index.md");
    }

    private static string Sources(Topic topic) => string.Concat(topic.Town.Sources.Select(path => $"  - {{ id: {CleanFiles.IdOf(path)}, resource: ../../{path} }}\n"));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
