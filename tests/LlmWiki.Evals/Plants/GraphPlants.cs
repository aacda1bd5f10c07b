using LlmWiki.Evals.Clean;

namespace LlmWiki.Evals.Plants;

/// <summary>Pages that hang loose, are missing, too long or empty.</summary>
internal static class GraphPlants
{
    public static RulePlants OrphanPage => new("orphan-page",
    [
        new("new page", plot => Orphan(plot, New(plot))),
        new("linked from the log only", plot => { var path = New(plot); plot.Files["wiki/log.md"] += $"- [a page]({path["wiki/".Length..]})\n"; Orphan(plot, path); }),
        new("linked in code only", plot => { var path = New(plot); plot.Say(plot.Take(), $"Write `[[{Stem(path)}]]` to link it."); Orphan(plot, path); }),
        new("linked in a comment only", plot => { var path = New(plot); plot.Add(plot.Take(), $"<!-- see [[{Stem(path)}]] -->"); Orphan(plot, path); }),
        new("linked by itself only", plot => { var path = New(plot); plot.Files[path] += $"\nMore stands [above]({Stem(path)}.md#top-of-it).\n\n## Top of it\n\n{plot.Prose(10)}\n"; Orphan(plot, path); }),
        new("links to it were taken out", plot =>
        {
            var topic = plot.Take(topic => topic.Town.Sources.Count == 1 && topic != topic.Town.Topics[0]);
            foreach (var path in plot.Files.Paths.Where(path => path.StartsWith("wiki/", StringComparison.Ordinal) && path != topic.Path).ToList())
            {
                plot.Files[path] = string.Join('\n', plot.Files[path].Split('\n').Where(line => !(line.StartsWith("- [", StringComparison.Ordinal) && (line.Contains($"/{topic.Stem}.md", StringComparison.Ordinal) || line.Contains($"({topic.Stem}.md", StringComparison.Ordinal) || line.Contains($"[[{topic.Stem}|", StringComparison.Ordinal)))));
            }

            Orphan(plot, topic.Path);
        }),
    ],
    [
        new("index alone", plot => plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title())),
        new("embedded", plot => Linked(plot, path => $"![[{Stem(path)}]]")),
        new("wikilink", plot => Linked(plot, path => $"[[{Stem(path)}]]")),
        new("link definition", plot => Linked(plot, path => $"[it][l]\n\n[l]: /{path}")),
        new("readme", plot => { var folder = "wiki/" + plot.Unused(); plot.NewPage(folder + "/README.md", plot.Title()); plot.Allow("index-out-of-date", "wiki/index.md"); }),
    ]);

    public static RulePlants DeadEndPage => new("dead-end-page",
    [
        new("long page", plot => DeadEnd(plot, plot.Prose(70))),
        new("web links only", plot => DeadEnd(plot, plot.Prose(70) + " See [the web](https://example.org/x).")),
        new("images only", plot => { var name = plot.Unused(); plot.Files[$"raw/images/{name}.png"] = "a picture"; DeadEnd(plot, $"{plot.Prose(70)}\n\n![it](../../raw/images/{name}.png)"); }),
        new("links in code only", plot => DeadEnd(plot, $"{plot.Prose(70)}\n\nWrite `[[{plot.Take().Stem}]]`.")),
        new("links to itself only", plot => DeadEnd(plot, $"{plot.Prose(70)} See [below](#care).\n\n## Care\n\n{plot.Prose(10)}")),
        new("links in a comment only", plot => DeadEnd(plot, $"{plot.Prose(70)}\n\n<!-- [[{plot.Take().Stem}]] -->")),
        new("in a list", plot => DeadEnd(plot, string.Join('\n', Enumerable.Range(0, 8).Select(_ => "- " + plot.Prose(9))))),
    ],
    [
        new("short page", plot => plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), plot.Prose(30))),
        new("one link", plot => plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), $"{plot.Prose(70)}\n\nSee [this](/{plot.Take().Path}).")),
        new("one wikilink in a list", plot => plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), $"{plot.Prose(70)}\n\n- [[{plot.Take().Stem}]]")),
        new("embed", plot => plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), $"{plot.Prose(70)}\n\n![[{plot.Take().Stem}]]")),
        new("page of a source", plot => plot.ListedPage($"wiki/sources/{plot.Unused()}.md", plot.Title(), plot.Prose(70), type: "source")),
    ]);

    public static RulePlants MissingPage => new("missing-page",
    [
        new("Markdown links", plot => Missing(plot, (name, _) => plot.Carry($"[it](../concepts/{name}.md)"))),
        new("wikilinks", plot => Missing(plot, (name, _) => plot.Carry($"[[{name}]]"))),
        new("links of several forms", plot => Missing(plot, (name, i) => plot.Carry(i == 0 ? $"[[{name}|the {plot.Word()}]]" : i == 1 ? $"[it](../entities/{name}.md)" : $"[[{name.Replace('-', ' ')}]]"))),
        new("name of a person", plot => Named(plot, Person(plot), name => plot.Pick($"The roof was paid for by {name}.", $"Later {name} had it painted.", $"A letter of {name} tells of it."))),
        new("name of a firm", plot => Named(plot, $"{Capital(plot)} {Capital(plot)} Works", name => plot.Pick($"The iron came from the {name}.", $"The gate was made by {name} men.", $"Nails were bought at the {name}."))),
    ],
    [
        new("two pages only", plot => { var name = Person(plot); plot.Say(plot.TakeEnglish(), $"The roof was paid for by {name}."); plot.Say(plot.TakeEnglish(), $"Later {name} had it painted."); }),
        new("one page, many times", plot => { var name = Person(plot); plot.Say(plot.TakeEnglish(), $"The roof was paid for by {name}. Later {name} painted it. Then {name} left. Nobody saw {name} again."); }),
        new("has a page", plot => { var name = Person(plot); var path = plot.ListedPage($"wiki/entities/{plot.Unused()}.md", name, type: "entity"); Each(plot, i => $"The roof was paid for by {name}. See [more](/{path})."); }),
        new("is an alias", plot => { var name = Person(plot); var path = plot.ListedPage($"wiki/entities/{plot.Unused()}.md", plot.Title(), type: "entity", head: $"aliases: [{name}]\n"); Each(plot, i => $"Later {name} had it painted. See [more](/{path})."); }),
        new("in code", plot => { var name = Person(plot); Each(plot, i => $"The label reads `{name}` in red."); }),
        new("in headings", plot => { var name = Person(plot); Each(plot, i => $"### Gift of {name}\n\nIt is kept under glass."); }),
        new("missing image", plot => { var name = plot.Unused(); Each(plot, i => $"![a view](../../raw/images/{name}.png)", "broken-link"); }),
    ]);

    public static RulePlants HubTooLarge => new("hub-too-large",
    [
        new("paragraphs", plot => Long(plot, plot.Prose(6020))),
        new("sections", plot => Long(plot, string.Join("\n\n", Enumerable.Range(0, 60).Select(i => $"## Part {i + 1}\n\n{plot.Prose(102)}")))),
        new("list", plot => Long(plot, string.Join('\n', Enumerable.Range(0, 610).Select(_ => "- " + plot.Prose(10))))),
    ],
    [
        new("just below", plot => Linked(plot, plot.Prose(5900))),
        new("code", plot => Linked(plot, $"{plot.Prose(20)}\n\n```text\n{plot.Prose(6500)}\n```")),
        new("footnote", plot => Linked(plot, $"It is old.[^long] {plot.Prose(20)}\n\n[^long]: {plot.Prose(6500)}")),
        new("page of a source", plot => plot.ListedPage($"wiki/sources/{plot.Unused()}.md", plot.Title(), plot.Prose(6500), type: "source")),
    ]);

    public static RulePlants IndexOutOfDate => new("index-out-of-date",
    [
        new("line taken out", plot => { var topic = plot.Take(); plot.Files["wiki/index.md"] = WithoutLine(plot, topic.Path["wiki/".Length..]); plot.ExpectSaying("wiki/index.md", topic.Stem); }),
        new("new page", plot => Unlisted(plot, New(plot))),
        new("listed in code", plot => { var path = New(plot); Unlisted(plot, path); plot.Files["wiki/index.md"] += $"\nAdd `[[{Stem(path)}]]` here.\n"; }),
        new("listed in a comment", plot => { var path = New(plot); Unlisted(plot, path); plot.Files["wiki/index.md"] += $"\n<!-- [[{Stem(path)}]] -->\n"; }),
        new("page of a source taken out", plot => { var page = CleanFiles.SourcePageOf(plot.Take(topic => topic == topic.Town.Topics[0]).Town.Sources[0]); plot.Files["wiki/index.md"] = WithoutLine(plot, page["wiki/".Length..]); plot.ExpectSaying("wiki/index.md", Stem(page)); plot.Allow("orphan-page", page); }),
        new("line with the old name", plot => { var topic = plot.Take(); plot.Files.Replace("wiki/index.md", $"]({topic.Path["wiki/".Length..]})", $"]({topic.Folder["wiki/".Length..]}/old-{topic.Stem}.md)"); plot.Allow("broken-link", "wiki/index.md", $"/old-{topic.Stem}.md"); plot.ExpectSaying("wiki/index.md", topic.Stem); }),
    ],
    [
        new("listed on a page of the index", plot => { var path = New(plot); var part = plot.Unused(); plot.Files[$"wiki/index/{part}.md"] = $"---\ntype: index\ntitle: {plot.Title()}\n---\n- [it](../{path["wiki/".Length..]})\n"; plot.Files["wiki/index.md"] += $"\nMore: [[index/{part}]]\n"; }),
        new("listed by wikilink", plot => { var path = New(plot); plot.Files["wiki/index.md"] += $"\n- [[{Stem(path)}]]\n"; }),
        new("listed in another order and place", plot => { var topic = plot.Take(); plot.Files["wiki/index.md"] = WithoutLine(plot, topic.Path["wiki/".Length..]) + $"\nAlso [this]({topic.Path["wiki/".Length..]}).\n"; }),
    ]);

    public static RulePlants EmptyOrStubPage => new("empty-or-stub-page",
    [
        new("heading only", plot => Stub(plot, "")),
        new("to do", plot => Stub(plot, plot.Pick("TODO", "To be written.", "Coming soon.", "Still to be told."))),
        new("few words", plot => Stub(plot, plot.Pick("A kind of rope.", "It is old and grey.", "See the notes of the keeper."))),
        new("links only", plot => Stub(plot, $"- [this](/{plot.Take().Path})\n- [that](/{plot.Take().Path})\n- [[{plot.Take().Stem}]]")),
        new("comment", plot => Stub(plot, $"<!-- {plot.Prose(30)} -->")),
        new("headings only", plot => Stub(plot, "## Where it was found and by whom\n\n## What it was used for in those days\n\n## Care")),
        new("footnote", plot => Stub(plot, $"Old.[^n]\n\n[^n]: {plot.Prose(20)}")),
    ],
    [
        new("one sentence", plot => Listed(plot, "A rope of hemp that is laid in four strands for nets.")),
        new("list", plot => Listed(plot, "- rope of hemp\n- tar from the kiln\n- two hooks of iron\n- a bucket of sand")),
        new("table", plot => Listed(plot, "| part | of |\n|---|---|\n| hook | iron bent by hand |\n| line | hemp with tar and wax |")),
        new("code", plot => Listed(plot, "```sh\nmake rope\n```")),
        new("embedded page", plot => Listed(plot, $"![[{plot.Take().Stem}]]")),
        new("image", plot => { var name = plot.Unused(); plot.Files[$"raw/images/{name}.png"] = "a picture"; Listed(plot, $"![[{name}.png]]"); }),
    ]);

    private static string Stem(string path) => System.IO.Path.GetFileNameWithoutExtension(path);

    private static string New(Plot plot) => plot.NewPage($"wiki/{plot.Pick("concepts", "entities", "answers")}/{plot.Unused()}.md", plot.Title());

    private static void Orphan(Plot plot, string path)
    {
        plot.Expect(path);
        plot.Allow("index-out-of-date", "wiki/index.md");
    }

    private static void Linked(Plot plot, Func<string, string> link)
    {
        var path = New(plot);
        plot.Add(plot.Take(), "It is told there: " + link(path));
        plot.Allow("index-out-of-date", "wiki/index.md");
    }

    private static void DeadEnd(Plot plot, string text) => plot.Expect(plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), text));

    private static void Long(Plot plot, string text) => plot.Expect(Linked(plot, text));

    private static string Linked(Plot plot, string text) => Listed(plot, $"See [this](/{plot.Take().Path}).\n\n{text}");

    private static string Listed(Plot plot, string text) => plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), text);

    private static void Stub(Plot plot, string text) => plot.Expect(Listed(plot, text));

    private static void Unlisted(Plot plot, string path)
    {
        plot.Say(plot.Take(), plot.Carry($"[it](/{path})"));
        plot.ExpectSaying("wiki/index.md", Stem(path));
    }

    private static string WithoutLine(Plot plot, string path) => string.Join('\n', plot.Files["wiki/index.md"].Split('\n').Where(line => !line.Contains($"({path})", StringComparison.Ordinal)));

    private static string Capital(Plot plot) => plot.Word() is var word ? char.ToUpperInvariant(word[0]) + word[1..] + plot.Pick("ley", "man", "son", "ford") : "";

    private static string Person(Plot plot) => $"{plot.Pick("Anselm", "Beata", "Cosimo", "Delphine", "Eskil", "Fiona")} {Capital(plot)}{plot.Pick("a", "e", "i", "o", "u")}{plot.Pick("nd", "rt", "ss", "lk", "mm", "tz")}";

    private static void Each(Plot plot, Func<int, string> say, string? company = null)
    {
        for (var i = 0; i < 3; i++)
        {
            var topic = plot.TakeEnglish();
            plot.Add(topic, say(i));
            if (company is not null)
            {
                plot.Allow(company, topic.Path);
            }
        }
    }

    private static void Missing(Plot plot, Func<string, int, string> say)
    {
        var (name, spots) = (plot.Unused(), new List<Spot>());
        for (var i = 0; i < 3; i++)
        {
            var topic = plot.Take();
            var sentence = say(name, i);
            plot.Say(topic, sentence);
            spots.Add(new Spot(topic.Path, sentence));
            plot.Allow("broken-link", topic.Path, sentence);
        }

        plot.ExpectFirst(spots);
    }

    private static void Named(Plot plot, string name, Func<string, string> say)
    {
        var spots = new List<Spot>();
        for (var i = 0; i < 3; i++)
        {
            var topic = plot.TakeEnglish();
            var sentence = say(name);
            plot.Say(topic, sentence);
            spots.Add(new Spot(topic.Path, sentence));
        }

        plot.ExpectFirst(spots);
    }
}
