using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>Long pages without a link that name another page, or that pages on the same sources link to.</summary>
internal static class DeadEndMend
{
    public static RulePlants Plants => new("dead-end-page",
    [
        new("names a page", plot => Naming(plot, other => $"{plot.Prose(40)} The plans were lent to the owners of {other.Title} for a while. {plot.Prose(25)}")),
        new("names a page at the end", plot => Naming(plot, other => $"{plot.Prose(70)}\n\nIn the end it was carried to {other.Title}.")),
        new("names a page in an item", plot => Naming(plot, other => $"{plot.Prose(60)}\n\n- like {other.Title}, it has a slate roof\n- {plot.Prose(9)}")),
        new("names a page in a table", plot => Naming(plot, other => $"{plot.Prose(60)}\n\n| lent to | when |\n|---|---|\n| {other.Title} | in spring |")),
        new("names a page in a quotation", plot => Naming(plot, other => $"{plot.Prose(60)}\n\n> We walked on to {other.Title} and rested.")),
        new("names a page, and a web page is linked", plot => Naming(plot, other => $"{plot.Prose(60)} See [the web](https://example.org/x), or ask at {other.Title}.")),
        new("names a page in German", plot => Naming(plot, other => $"{plot.Prose(60)} Ein Teil der Steine stammt aus {other.Title}.", "de")),
        new("names a page in French", plot => Naming(plot, other => $"{plot.Prose(60)} Une partie des pierres vient de {other.Title}.", "fr")),
        new("names a page by its alias", plot =>
        {
            var (other, alias) = (plot.TakeEnglish(), $"Old {plot.Word()} of {plot.Title().Split(' ')[0]}");
            plot.AddToHead(other, $"aliases: [{alias}]");
            DeadEnd(plot, $"{plot.Prose(65)} People also went to the {alias} on Sundays.", other);
        }),
        new("linked by a page on the same source", plot => Linked(plot, 1)),
        new("linked by two pages on the same source", plot => Linked(plot, 2)),
    ], GraphPlants.DeadEndPage.Decoys);

    private static void Naming(Plot plot, Func<Topic, string> text, string language = "en")
    {
        var other = plot.Take(topic => topic.Language == language && (language != "en" || topic.Title.Contains(' ', StringComparison.Ordinal)));
        DeadEnd(plot, text(other), other);
    }

    private static void DeadEnd(Plot plot, string text, Topic other)
    {
        var path = plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), text);
        plot.Expect(path);
        plot.LeadsTo(path, other.Path);
    }

    private static void Linked(Plot plot, int count)
    {
        var source = $"raw/letters/{plot.Unused()}.txt";
        var entry = $"  - {{ id: {System.IO.Path.GetFileNameWithoutExtension(source)}, resource: ../../{source} }}\n";
        plot.Files[source] = "it was dry there.\n";
        var path = plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), plot.Prose(70), head: "sources:\n" + entry);
        var topics = Enumerable.Range(0, count).Select(_ => plot.Take(topic => topic.Town.Sources.Count == 1)).ToList();
        plot.Expect(path);
        foreach (var topic in topics)
        {
            plot.Files.Replace(topic.Path, "\nsources:\n", "\nsources:\n" + entry);
            plot.Add(topic, plot.Carry($"[another page](/{path})"));
            plot.LeadsTo(path, topic.Path);
        }
    }
}
