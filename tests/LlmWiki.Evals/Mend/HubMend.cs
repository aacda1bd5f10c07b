using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>Pages that are too long and have sections.</summary>
internal static class HubMend
{
    private const int MostWords = 6000;

    public static RulePlants Plants => new("hub-too-large",
    [
        new("many sections", plot => Long(plot, Sections(plot, 60, 102))),
        new("few long sections", plot => Long(plot, Sections(plot, 6, 1010))),
        new("one section that is most of it", plot => Long(plot, $"{Sections(plot, 4, 300)}\n\n## The long story\n\n{plot.Prose(5000)}")),
        new("sections of unlike length", plot => Long(plot, string.Join("\n\n", Enumerable.Range(1, 12).Select(i => $"## Chapter {i}\n\n{plot.Prose(80 * i)}")))),
        new("sections in sections", plot => Long(plot, string.Join("\n\n", Enumerable.Range(1, 10).Select(i => $"## Year {i}\n\n{plot.Prose(40)}\n\n### Spring {i}\n\n{plot.Prose(300)}\n\n### Autumn {i}\n\n{plot.Prose(290)}")))),
        new("lists and tables", plot => Long(plot, string.Join("\n\n", Enumerable.Range(1, 20).Select(i => $"## List {i}\n\n{string.Join('\n', Enumerable.Range(0, 30).Select(_ => "- " + plot.Prose(10)))}\n\n| part | of |\n|---|---|\n| roof | slate |")))),
        new("footnotes", plot => Long(plot, string.Join("\n\n", Enumerable.Range(1, 20).Select(i => $"## Part {i}\n\n{plot.Prose(310)}[^n{i}]")) + "\n\n" + string.Join('\n', Enumerable.Range(1, 20).Select(i => $"[^n{i}]: The keeper said so in talk {i}.")))),
        new("the text above is long", plot => Long(plot, $"{plot.Prose(2500)}\n\n{Sections(plot, 12, 310)}")),
        new("German headings", plot => Long(plot, string.Join("\n\n", Enumerable.Range(1, 15).Select(i => $"## Über das Jahr {1700 + i}\n\n{plot.Prose(410)}")))),
        new("links between sections of other pages", plot => { var other = plot.Take(); Long(plot, Sections(plot, 20, 305) + $"\n\nSee [[{other.Stem}#{other.Title}]]."); }),
    ], GraphPlants.HubTooLarge.Decoys);

    private static string Sections(Plot plot, int count, int words) => string.Join("\n\n", Enumerable.Range(1, count).Select(i => $"## Part {i}\n\n{plot.Prose(words)}"));

    private static void Long(Plot plot, string text)
    {
        var (name, title) = (plot.Unused(), plot.Title());
        var path = plot.ListedPage($"wiki/concepts/{name}.md", title, $"{plot.Prose(20)} See [this](/{plot.Take().Path}).\n\n{text}");
        plot.Expect(path);
        plot.KeepsText(path);
        plot.Answer($"the parts of {path} are not too long, and it leads to each", wiki => wiki.Wiki.Pages.Where(page => page.Outline.Title.StartsWith(title + ":", StringComparison.Ordinal)).ToList() is { Count: > 0 } parts
            && parts.TrueForAll(part => part.Words <= MostWords && wiki.TargetsOf(path).Contains(part.Path.Value)));
    }
}
