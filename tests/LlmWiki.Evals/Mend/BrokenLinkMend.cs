using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Plants;

namespace LlmWiki.Evals.Mend;

/// <summary>
/// Dead links of which it is known where they are to lead: what happens to links when pages are moved, renamed and typed by hand. The plants
/// of <see cref="LinkPlants.BrokenLink"/> lead to names that there never were, so that there is nothing to mend them to.
/// </summary>
internal static class BrokenLinkMend
{
    public static RulePlants Plants => new("broken-link",
    [
        new("page in another folder", plot => Meant(plot, (page, other, text) => $"[{text}](../{(other.Folder == "wiki/concepts" ? "entities" : "concepts")}/{other.Stem}.md)")),
        new("page in a folder that is gone", plot => Meant(plot, (page, other, text) => $"[{text}](../old/{other.Stem}.md)")),
        new("without its ending", plot => Meant(plot, (page, other, text) => $"[{text}]({To(other)[..^3]})")),
        new("title as a wikilink", plot => Meant(plot, (page, other, text) => $"[[{other.Title}|{text}]]")),
        new("title as the name of the file", plot => Meant(plot, (page, other, text) => $"[{text}]({other.Title.Replace(" ", "%20", StringComparison.Ordinal)}.md)")),
        new("underscores", plot => Meant(plot, (page, other, text) => $"[{text}]({To(other).Replace('-', '_')})")),
        new("a letter missing", plot => Meant(plot, (page, other, text) => $"[{text}]({other.Folder.Replace("wiki/", "../", StringComparison.Ordinal)}/{other.Stem.Remove(other.Stem.Length / 2, 1)}.md)")),
        new("two letters swapped", plot => Meant(plot, (page, other, text) => $"[[{Swapped(other.Stem)}|{text}]]")),
        new("heading with other words in it", plot => Meant(plot, (page, other, text) => $"[{text}]({To(other)}#the-{other.Stem})")),
    ],
    [
        new("never there", plot => { var topic = plot.TakeEnglish(); var name = plot.Unused(); plot.Add(topic, plot.Carry($"[the {plot.Word()}]({name}.md)")); plot.Allow("broken-link", topic.Path, name); }),
        new("two pages it may be", plot =>
        {
            var (topic, name) = (plot.TakeEnglish(), plot.Unused());
            plot.ListedPage($"wiki/entities/{name}a.md", plot.Title());
            plot.ListedPage($"wiki/entities/{name}b.md", plot.Title());
            plot.Add(topic, plot.Carry($"[that one]({name}.md)"));
            plot.Allow("broken-link", topic.Path, name + ".md");
        }),
    ]);

    private static void Meant(Plot plot, Func<Topic, Topic, string, string> link)
    {
        var (page, other) = (plot.TakeEnglish(), plot.TakeEnglish(topic => topic.Stem.Length > 8));
        var text = $"the {plot.Word()} {plot.Random.Next(1000, 9999)}".Replace(" 1", " of 1", StringComparison.Ordinal);
        var written = link(page, other, text);
        plot.Add(page, plot.Carry(written));
        plot.Expect(page.Path, written);
        plot.LeadsTo(page.Path, other.Path, text);
    }

    private static string To(Topic topic) => topic.Folder.Replace("wiki/", "../", StringComparison.Ordinal) + "/" + topic.Stem + ".md";

    private static string Swapped(string stem)
    {
        var at = stem.Length / 2;
        while (!char.IsLetter(stem[at]) || !char.IsLetter(stem[at + 1]) || stem[at] == stem[at + 1])
        {
            at--;
        }

        return stem[..at] + stem[at + 1] + stem[at] + stem[(at + 2)..];
    }
}
