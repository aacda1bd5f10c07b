namespace LlmWiki.Evals.Plants;

internal static class LinkPlants
{
    /// <summary>A link that leads nowhere, in each form that a link can have.</summary>
    public static RulePlants BrokenLink => new("broken-link",
    [
        new("Markdown link", plot => Bad(plot, $"[the {plot.Word()}]({plot.Unused()}.md)")),
        new("link into another folder", plot => Bad(plot, $"[its {plot.Word()}](../concepts/{plot.Unused()}.md)")),
        new("percent-encoded", plot => Bad(plot, $"[the {plot.Word()}](../entities/old%20{plot.Unused()}.md)")),
        new("wikilink", plot => Bad(plot, $"[[{plot.Unused()}]]")),
        new("wikilink with words", plot => Bad(plot, $"[[{plot.Unused()}|the {plot.Word()}]]")),
        new("embed", plot => Bad(plot, $"![[{plot.Unused()}]]")),
        new("image", plot => Bad(plot, $"![a {plot.Word()}](../../raw/images/{plot.Unused()}.png)")),
        new("heading of another page", plot => Bad(plot, $"[the {plot.Word()}](/{plot.Take().Path}#{plot.Unused()})")),
        new("heading of a wikilink", plot => Bad(plot, $"[[{plot.Take().Stem}#On the {plot.Word()}]]")),
        new("heading of the same page", plot => Bad(plot, $"[below](#{plot.Unused()})")),
        new("block id", plot => Bad(plot, $"[[{plot.Take().Stem}#^b{plot.Random.Next(100, 999)}]]")),
        new("footnote mark", plot => BadIn(plot, plot.Take(), $"[^{plot.Unused()}]", "It was kept by the harbour master.{0}")),
        new("link definition", plot =>
        {
            var (topic, label) = (plot.Take(), plot.Unused());
            plot.Add(topic, $"Its [past][{label}] and its [present][{label}] are told elsewhere.\n\n[{label}]: {label}.md");
            plot.Expect(topic.Path, $"[{label}]: ");
        }),
        new("misspelled page", plot => Bad(plot, $"[it](../entities/{Misspelled(plot.Take().Stem)}.md)")),
        new("page that was renamed", plot => Bad(plot, $"[the page](../entities/old-{plot.Take().Stem}.md#history)")),
    ],
    [
        new("web address", plot => Good(plot, $"[the archive](https://example.org/{plot.Unused()}.md)")),
        new("mail address", plot => Good(plot, $"[the keeper](mailto:{plot.Word()}@example.org)")),
        new("in code", plot => Good(plot, $"`[the plan]({plot.Unused()}.md)`")),
        new("in a block of code", plot => plot.Add(plot.Take(), $"```markdown\n[[{plot.Unused()}]] and ![a picture]({plot.Unused()}.png)\n```")),
        new("in a comment", plot => plot.Add(plot.Take(), $"<!-- [[{plot.Unused()}]] is still to be written -->")),
        new("template", plot => Good(plot, "[the page of the day]({{today}}.md)")),
        new("no definition", plot => Good(plot, $"the note [sic][{plot.Word()}]")),
        new("other capitals in a wikilink", plot => Good(plot, $"[[{plot.Take().Stem.ToUpperInvariant()}]]")),
        new("heading that is there", plot => { var other = plot.Take(); Good(plot, $"[[{other.Stem}#{other.Title}]]"); }),
        new("in math", plot => Good(plot, "$a_{[[i]]}$")),
        new("percent-encoded and there", plot => { var name = plot.Unused(); plot.ListedPage($"wiki/entities/the {name}.md", plot.Title()); Good(plot, $"[that](../entities/the%20{name}.md)"); }),
        new("block id that is there", plot => { var other = plot.Take(); plot.Add(other, "It was told by the keeper. ^told"); Good(plot, $"[[{other.Stem}#^told]]"); }),
    ]);

    public static RulePlants LinkCase => new("link-case",
    [
        new("name", plot => Bad(plot, $"[it](../{Upper(Short(plot), 1)})")),
        new("capital in the middle", plot => Bad(plot, $"[this]({Turned(plot)})")),
        new("folder", plot => { var other = plot.Take(); Bad(plot, $"[it](../{Upper(other.Folder["wiki/".Length..], 0)}/{other.Stem}.md)"); }),
        new("ending", plot => { var other = plot.Take(); Bad(plot, $"[it]({Relative(other.Path)[..^3]}.MD)"); }),
        new("with a heading", plot => { var other = plot.TakeEnglish(); Bad(plot, $"[its head]({Relative(other.Folder)}/{other.Stem.ToUpperInvariant()}.md#{other.Stem})"); }),
        new("image", plot =>
        {
            var name = plot.Unused();
            plot.Files[$"raw/images/{name}.png"] = "a picture";
            Bad(plot, $"![a drawing](../../raw/images/{name}.PNG)");
        }),
        new("link definition", plot =>
        {
            var (topic, label, other) = (plot.Take(), plot.Unused(), plot.Take());
            plot.Add(topic, $"The [page][{label}] tells more.\n\n[{label}]: {Relative(other.Folder)}/{other.Stem.ToUpperInvariant()}.md");
            plot.Expect(topic.Path, $"[{label}]: ");
        }),
    ],
    [
        new("wikilink", plot => Good(plot, $"[[{plot.Take().Stem.ToUpperInvariant()}]]")),
        new("not there at all", plot => { var (topic, link) = (plot.Take(), $"[it](../entities/The-{plot.Unused()}.md)"); plot.Say(topic, plot.Carry(link)); plot.Allow("broken-link", topic.Path, link); }),
        new("a file that fits beside one that does not", plot =>
        {
            var name = plot.Unused();
            plot.ListedPage($"wiki/entities/{name}.md", plot.Title());
            plot.ListedPage($"wiki/entities/{name.ToUpperInvariant()}.md", plot.Title());
            Good(plot, $"[this](../entities/{name}.md) and [that](../entities/{name.ToUpperInvariant()}.md)");
        }),
        new("capitals of a heading", plot => { var other = plot.TakeEnglish(); Good(plot, $"[it]({Relative(other.Path)}#{other.Stem.ToUpperInvariant()})"); }),
        new("in code", plot => Good(plot, $"`[it](../Entities/{plot.Take().Stem}.md)`")),
        new("web address", plot => Good(plot, $"[it](https://example.org/wiki/Entities/{plot.Take().Stem}.MD)")),
    ]);

    public static RulePlants SelfLink => new("self-link",
    [
        new("Markdown link", plot => { var topic = plot.Take(); BadIn(plot, topic, $"[this page]({topic.Stem}.md)"); }),
        new("with a dot", plot => { var topic = plot.Take(); BadIn(plot, topic, $"[this page](./{topic.Stem}.md)"); }),
        new("by the folder", plot => { var topic = plot.Take(); BadIn(plot, topic, $"[this page]({Relative(topic.Path)})"); }),
        new("wikilink", plot => { var topic = plot.Take(); BadIn(plot, topic, $"[[{topic.Stem}]]"); }),
        new("wikilink with words", plot => { var topic = plot.Take(); BadIn(plot, topic, $"[[{topic.Stem}|the page itself]]"); }),
        new("wikilink in capitals", plot => { var topic = plot.Take(); BadIn(plot, topic, $"[[{topic.Stem.ToUpperInvariant()}]]"); }),
        new("wikilink with a folder", plot => { var topic = plot.Take(); BadIn(plot, topic, $"[[{topic.Folder["wiki/".Length..]}/{topic.Stem}]]"); }),
        new("in the list of links", plot =>
        {
            var topic = plot.Take();
            plot.Add(topic, $"- [{topic.Title} again]({topic.Stem}.md)");
            plot.Expect(topic.Path, $" again]({topic.Stem}.md)");
        }),
    ],
    [
        new("to a heading", plot => { var topic = plot.TakeEnglish(); plot.Say(topic, plot.Carry($"[above](#{topic.Stem})")); }),
        new("to a heading by wikilink", plot => { var topic = plot.Take(); plot.Say(topic, plot.Carry($"[[{topic.Stem}#{topic.Title}|the top]]")); }),
        new("heading alone", plot => { var topic = plot.Take(); plot.Say(topic, plot.Carry($"[[#{topic.Title}]]")); }),
        new("to a block", plot => { var topic = plot.Take(); plot.Say(topic, plot.Carry($"[[{topic.Stem}#^here]]")); plot.Add(topic, "It was told by the keeper. ^here"); }),
        new("in code", plot => { var topic = plot.Take(); plot.Say(topic, plot.Carry($"`[[{topic.Stem}]]`")); }),
        new("in a comment", plot => { var topic = plot.Take(); plot.Add(topic, $"<!-- [[{topic.Stem}]] -->"); }),
        new("page of the same name in another folder", plot =>
        {
            var topic = plot.Take(topic => topic.Kind.IsEntity && topic.Town.Sources.Count == 1);
            plot.ListedPage($"wiki/concepts/{topic.Stem}.md", plot.Title());
            plot.Say(topic, plot.Carry($"[the craft](../concepts/{topic.Stem}.md)"));
        }),
    ]);

    private static string Relative(string path) => "../" + path["wiki/".Length..];

    private static string Short(Plot plot) => plot.Take().Path["wiki/".Length..];

    /// <summary>The path with the first letter of its name, or of its folder, as a capital.</summary>
    private static string Upper(string path, int part)
    {
        var parts = path.Split('/');
        parts[part] = char.ToUpperInvariant(parts[part][0]) + parts[part][1..];
        return string.Join('/', parts);
    }

    private static string Turned(Plot plot)
    {
        var other = plot.Take();
        var at = plot.Random.Next(1, other.Town.Slug.Length);
        return $"{Relative(other.Folder)}/{other.Stem[..at]}{char.ToUpperInvariant(other.Stem[at])}{other.Stem[(at + 1)..]}.md";
    }

    private static string Misspelled(string name) => name.Length > 4 ? name[..3] + name[4] + name[3] + name[5..] + "x" : name + "x";

    private static void Bad(Plot plot, string link) => BadIn(plot, plot.Take(), link);

    private static void BadIn(Plot plot, Clean.Topic topic, string link, string? sentence = null)
    {
        plot.Say(topic, sentence is null ? plot.Carry(link) : sentence.Replace("{0}", link, StringComparison.Ordinal));
        plot.Expect(topic.Path, link);
        AllowOneWay(plot, topic);
    }

    private static void Good(Plot plot, string link)
    {
        var topic = plot.Take();
        plot.Say(topic, plot.Carry(link));
        AllowOneWay(plot, topic);
    }

    /// <summary>By chance the other page may rest on the same three sources.</summary>
    private static void AllowOneWay(Plot plot, Clean.Topic topic)
    {
        if (topic.Town.Sources.Count >= 3)
        {
            plot.Allow("missing-backlink", topic.Path);
        }
    }
}
