using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>Links to one of two namesakes, with words around them that are about one of the two.</summary>
internal static class AmbiguousLinkMend
{
    public static RulePlants Plants => new("ambiguous-link",
    [
        new("in its sentence", plot => Link(plot, name => $"[[{name}]]", said => said)),
        new("with words", plot => Link(plot, name => $"[[{name}|{plot.Pick("one", "such a thing", "that kind")}]]", said => said)),
        new("capitals", plot => Link(plot, name => $"[[{char.ToUpperInvariant(name[0])}{name[1..]}]]", said => said)),
        new("item of a list", plot => Link(plot, name => $"[[{name}]]", said => $"- {plot.Prose(8)}\n- {said}\n- {plot.Prose(8)}")),
        new("quotation", plot => Link(plot, name => $"[[{name}]]", said => "> " + said)),
        new("cell of a table", plot => Link(plot, name => $"[[{name}\\|it]]", said => $"| what | told by |\n|---|---|\n| {said} | the keeper |")),
        new("link in the next sentence", plot => Link(plot, name => $"[[{name}]]", said => said.Replace("{0}", "thing", StringComparison.Ordinal) + " More stands in {0}.")),
        new("link behind a colon", plot => Link(plot, name => $"[[{name}]]", said => said.Replace("{0}", "thing", StringComparison.Ordinal).TrimEnd('.') + ": {0}")),
    ], NamePlants.AmbiguousLink.Decoys);

    private static void Link(Plot plot, Func<string, string> link, Func<string, string> place)
    {
        var (pair, isOne) = (plot.Pick(Namesake.All), plot.Random.Next(2) == 0);
        var topic = plot.Take(topic => topic.Kind.IsEntity && topic.Language == LanguageOf(pair));
        var pages = Pages(plot, pair);
        var written = link(pair.Name);
        plot.Add(topic, place(isOne ? pair.Says.One : pair.Says.Other).Replace("{0}", written, StringComparison.Ordinal));
        plot.Expect(topic.Path, written);
        plot.LeadsTo(topic.Path, isOne ? pages.One : pages.Other);
    }

    /// <summary>The clean wiki has few pages in German and French.</summary>
    private static string LanguageOf(Namesake pair) => pair.Name switch { "schloss" or "hahn" => "de", "grue" or "vol" => "fr", _ => "en" };

    private static (string One, string Other) Pages(Plot plot, Namesake pair)
    {
        var (one, other) = ($"wiki/concepts/{pair.Name}.md", $"wiki/answers/{pair.Name}.md");
        if (!plot.Files.Has(one))
        {
            plot.ListedPage(one, plot.Title(), $"{pair.Texts.One}\n\n{plot.Prose(12)}");
            plot.ListedPage(other, plot.Title(), $"{pair.Texts.Other}\n\n{plot.Prose(12)}");
        }

        return (one, other);
    }
}
