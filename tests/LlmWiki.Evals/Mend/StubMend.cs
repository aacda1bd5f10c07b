using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>Pages that say next to nothing, where a file tells of the thing or the tool left them over.</summary>
internal static class StubMend
{
    public static RulePlants Plants => new("empty-or-stub-page",
    [
        new("heading only", plot => Told(plot, "", (name, n) => $"The {name} has a roof of {n} slates and a door of oak.")),
        new("to do", plot => Told(plot, "TODO", (name, n) => $"The {name} was built by {n} men in one summer.")),
        new("comment", plot => Told(plot, "<!-- ask the keeper -->", (name, n) => $"The {name} lies {n} m above the river, says the keeper.")),
        new("a few words", plot => Told(plot, "It is old and grey.", (name, n) => $"The {name} was sold for {n} crowns to the town.")),
        new("several passages", plot => Told(plot, "", (name, n) => $"The {name} has {n} windows.\n\nIn winter the {name} is closed.")),
        new("German", plot => Told(plot, "Folgt.", (name, n) => $"Das Haus {name} hat ein Dach aus {n} Ziegeln.")),
        new("French", plot => Told(plot, "À faire.", (name, n) => $"La maison {name} compte {n} fenêtres et deux portes sur la cour.")),
        new("left over by the tool", plot =>
        {
            var title = Name(plot);
            var path = plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", title, "Still to be told.", head: "generated: { by: llm-wiki/0.1 extractive, at: 2026-10-20T10:00:00Z, blocks: \"*\" }\n");
            plot.Files.SetAsTool(path, plot.Files[path]);
            plot.Expect(path);
            plot.Answer($"{path} is gone, also from the index", wiki => wiki.PageAt(path) is null && !wiki.TargetsOf("wiki/index.md").Contains(path) && !wiki.Files["wiki/index.md"].Contains(title, StringComparison.Ordinal));
        }),
    ], GraphPlants.EmptyOrStubPage.Decoys);

    private static string Name(Plot plot) => $"{plot.Title().Split(' ')[0]} {plot.Pick("Farm", "Chapel", "Cross", "Garden", "Yard")}";

    private static void Told(Plot plot, string text, Func<string, int, string> tell)
    {
        var (title, source) = (Name(plot), $"raw/letters/{plot.Unused()}.txt");
        var told = tell(title, plot.Random.Next(20, 90));
        plot.Files[source] = $"it was cold when I came there.\n\n{told}\n\nall are well.\n";
        var path = plot.ListedPage($"wiki/entities/{plot.Unused()}.md", title, text, type: "entity");
        plot.Expect(path);
        plot.Answer($"{path} says what {source} tells, and cites it", wiki => wiki.PageAt(path) is { } page
            && told.Split("\n\n").All(passage => page.Statements.Any(statement => statement.Text == passage && !statement.Labels.IsEmpty) && page.Citations.Any(each => each.Citation.Source.Value == source && each.Citation.IsOf(passage))));
    }
}
