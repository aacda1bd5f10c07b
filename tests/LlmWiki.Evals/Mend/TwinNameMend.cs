using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Plants;
using LlmWiki.Text;

namespace LlmWiki.Evals.Mend;

/// <summary>Two pages of one name: the same thing told twice, or two things that need names which tell them apart.</summary>
internal static class TwinNameMend
{
    public static RulePlants Plants => new("duplicate-title-or-alias",
    [
        new("one thing, two titles", plot => Same(plot, topic => topic.Title, "")),
        new("one thing, title and alias", plot => Same(plot, topic => $"Old {topic.Title}", "aliases: [{0}]\n")),
        new("two things, two titles", plot => Two(plot, (name, one, other) => (name, name, "", "title: "))),
        new("two things, capitals", plot => Two(plot, (name, one, other) => (name, name.ToUpperInvariant(), "", "title: "))),
        new("two things, a title and an alias", plot => Two(plot, (name, one, other) => (name, other, $"aliases: [{name}]\n", "aliases: ["), isTitle: false)),
        new("two things, a title and an alias in a list", plot => Two(plot, (name, one, other) => (name, other, $"aliases:\n  - {plot.Unused()}\n  - {name}\n", $"  - {name}"), isTitle: false)),
    ], HeadPlants.DuplicateTitleOrAlias.Decoys);

    /// <summary>An alias that two pages have and neither is called by: whose it is nobody can say, and a source's name is not heal's to choose.</summary>
    public static RulePlants Bare => HeadPlants.DuplicateTitleOrAlias.Without("alias is a title", "alias in a list of lines", "title is a title", "title is an alias");

    /// <summary>A second page with the same sentences and sources, as two tools make it, and one sentence of its own.</summary>
    private static void Same(Plot plot, Func<Topic, string> title, string head)
    {
        var topic = plot.TakeEnglish(topic => topic.Town.Sources.Count == 1 && topic != topic.Town.Topics[0]);
        var path = $"wiki/zz/{CleanWiki.Slug(topic.Title)}-{plot.Unused()}.md";
        var own = plot.Prose(9);
        var text = plot.Files[topic.Path];
        var (name, lead) = (title(topic), text.IndexOf("\n## ", text.IndexOf("\n# ", StringComparison.Ordinal) + 2, StringComparison.Ordinal));
        text = text.Insert(lead, $"\n{own}\n").Replace($"\ntitle: {topic.Title}\n", $"\ntitle: {name}\n" + head.Replace("{0}", topic.Title, StringComparison.Ordinal), StringComparison.Ordinal).Replace($"\n# {topic.Title}\n", $"\n# {name}\n", StringComparison.Ordinal);
        plot.Files[path] = Relinked(text, topic.Folder);
        List(plot, name, path);
        plot.Expect(path, head.Length > 0 ? "aliases: [" : "title: ");
        plot.Answer($"one page is left of {topic.Path} and {path}, and says all that either said", wiki => wiki.PageAt(topic.Path) is { } first && wiki.PageAt(path) is var second
            && (second is null || second.Statements.IsEmpty) && first.Outline.Texts.Any(each => each.Text.Contains(own, StringComparison.Ordinal)) && topic.Facts.All(fact => wiki.Files[topic.Path].Contains(fact.Text, StringComparison.Ordinal)));
    }

    /// <summary>Links as they are written in another folder of the same depth.</summary>
    private static string Relinked(string text, string folder) => text.Replace("](", "](/" + folder + "/", StringComparison.Ordinal).Replace("](/" + folder + "/../../", "](../../", StringComparison.Ordinal).Replace("](/" + folder + "/../", "](../", StringComparison.Ordinal);

    private static void List(Plot plot, string title, string path) => plot.Files.Replace("wiki/index.md", "\n## Sources\n", $"- [{title}]({path["wiki/".Length..]})\n\n## Sources\n");

    /// <summary>Most pages begin with what they are about, some do not.</summary>
    private static string Beginning(Plot plot, string name, string text) => $"{(plot.Random.Next(4) == 0 ? text : $"{name} is {char.ToLowerInvariant(text[0])}{text[1..]}")}\n\n{plot.Prose(12)}";

    /// <param name="names">Title of the first, title and more front matter of the second, and where the finding is.</param>
    /// <param name="isTitle">Both titles are to change or one; else the alias is to go.</param>
    private static void Two(Plot plot, Func<string, string, string, (string One, string Other, string Head, string Spot)> names, bool isTitle = true)
    {
        var pair = plot.Pick([.. Namesake.All.Take(8)]);
        var name = $"{char.ToUpperInvariant(pair.Name[0])}{pair.Name[1..]} of {plot.Title().Split(' ')[0]}";
        var (one, other, head, spot) = names(name, plot.Title(), plot.Title());
        var first = plot.ListedPage($"wiki/concepts/{CleanWiki.Slug(one)}.md", one, Beginning(plot, name, pair.Texts.One));
        var second = plot.ListedPage($"wiki/entities/{CleanWiki.Slug(other)}.md", other, Beginning(plot, isTitle ? name : other, pair.Texts.Other), type: "entity", head: head);
        plot.Expect(second, spot);
        plot.KeepsText(first);
        plot.KeepsText(second);
        plot.Answer($"{first} and {second} have names that tell them apart, and each leads to the other where both were called so", wiki => wiki.PageAt(first)?.Outline.Title is { } left && wiki.PageAt(second)?.Outline.Title is { } right
            && !Folding.Fold(left).Equals(Folding.Fold(right), StringComparison.Ordinal) && left.Contains(name, StringComparison.OrdinalIgnoreCase) && right.Contains(isTitle ? name : other, StringComparison.OrdinalIgnoreCase)
            && (!isTitle || (wiki.TargetsOf(first).Contains(second) && wiki.TargetsOf(second).Contains(first))));
    }
}
