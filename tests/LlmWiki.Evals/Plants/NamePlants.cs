using LlmWiki.Evals.Clean;

namespace LlmWiki.Evals.Plants;

/// <summary>Links that are there and should not be, or should be and are not.</summary>
internal static class NamePlants
{
    public static RulePlants AmbiguousLink => new("ambiguous-link",
    [
        new("wikilink", plot => Twins(plot, name => $"[[{name}]]")),
        new("with words", plot => Twins(plot, name => $"[[{name}|the thing]]")),
        new("capitals", plot => Twins(plot, name => $"[[{name.ToUpperInvariant()}]]")),
        new("with a heading", plot => TwinsSaying(plot, name => $"[[{name}#Care]]", "## Care\n\nOil it in spring and again when the leaves fall from the trees.")),
        new("embed", plot => Twins(plot, name => $"![[{name}]]")),
        new("three candidates", plot => Twins(plot, name => $"[[{name}]]", "wiki/answers", "wiki/concepts", "wiki/notes")),
        new("folder that does not decide", plot => Twins(plot, name => $"[[parts/{name}]]", "wiki/concepts/parts", "wiki/answers/parts")),
        new("image", plot =>
        {
            var (topic, name) = (plot.Take(), plot.Unused());
            plot.Files[$"raw/images/{name}.png"] = plot.Files[$"raw/clips/{name}.png"] = "a picture";
            plot.Say(topic, $"![[{name}.png]]");
            plot.Expect(topic.Path, $"![[{name}.png]]");
        }),
    ],
    [
        new("own folder", plot => Known(plot, name => $"[[{name}]]", "wiki/entities", "wiki/concepts")),
        new("fewer folders", plot => Known(plot, name => $"[[{name}]]", "wiki", "wiki/concepts")),
        new("folder named", plot => Known(plot, name => $"[[answers/{name}]]", "wiki/answers", "wiki/concepts")),
        new("Markdown link", plot => Known(plot, name => $"[it](../concepts/{name}.md)", "wiki/answers", "wiki/concepts")),
        new("in code", plot => Known(plot, name => $"`[[{name}]]`", "wiki/answers", "wiki/concepts")),
        new("alias of another", plot =>
        {
            var name = plot.Unused();
            plot.ListedPage($"wiki/concepts/{name}.md", plot.Title());
            plot.ListedPage($"wiki/answers/{plot.Unused()}.md", plot.Title(), type: "answer", head: $"aliases: [{name}]\n");
            plot.Say(plot.Take(topic => topic.Kind.IsEntity), plot.Carry($"[[{name}]]"));
        }),
    ]);

    public static RulePlants UnlinkedMention => new("unlinked-mention",
    [
        new("title", plot => Mention(plot, other => $"The plans were lent to the owners of {other.Title} for a while.", IsLong)),
        new("title at the head", plot => Mention(plot, other => $"{other.Title} had the same roofer.", IsLong)),
        new("possessive", plot => Mention(plot, other => $"Some of the oak went into {other.Title}'s floor.", IsLong)),
        new("list item", plot => Mention(plot, other => $"- like {other.Title}, it has a slate roof", IsLong)),
        new("small letters", plot => Mention(plot, other => $"Its owners had bought the {other.Title.ToLowerInvariant()} before.", IsLong)),
        new("name of one word", plot => Mention(plot, other => $"The timber came from {other.Title} by barge.", other => !IsLong(other))),
        new("in emphasis", plot => Mention(plot, other => $"Some mix it up with *{other.Title}*, which has a garden.", IsLong)),
        new("in a table", plot => Mention(plot, other => $"| lent to | when |\n|---|---|\n| {other.Title} | in spring |", IsLong)),
        new("in a quotation", plot => Mention(plot, other => $"> We walked on to {other.Title} and rested.", IsLong)),
        new("alias", plot =>
        {
            var (topic, other) = (plot.TakeEnglish(), plot.TakeEnglish());
            var alias = $"Old {plot.Word()} of {other.Town.Name}";
            plot.AddToHead(other, $"aliases: [{alias}]");
            plot.Say(topic, $"People also went to the {alias} on Sundays.");
            plot.Expect(topic.Path, alias);
        }),
    ],
    [
        new("linked elsewhere", plot => NoMention(plot, other => $"The plans of {other.Title} were lent out. They lie [there](/{other.Path}).", IsLong)),
        new("linked by wikilink", plot => NoMention(plot, other => $"[[{other.Stem}|This]] is older. Then {other.Title} was mended.", IsLong)),
        new("in code", plot => NoMention(plot, other => $"Write `{other.Title}` on the label.", IsLong)),
        new("in a comment", plot => NoMention(plot, other => $"It is dry. <!-- {other.Title} is damp -->", IsLong)),
        new("in a heading", plot => NoMention(plot, other => $"### Road to {other.Title}\n\nIt is paved with slate.", IsLong)),
        new("in a link to the web", plot => NoMention(plot, other => $"The [shop of {other.Title}](https://example.org/shop) sells prints.", IsLong)),
        new("small letters of one word", plot => NoMention(plot, other => $"Somebody had scratched {other.Title.ToLowerInvariant()} into the lead.", other => !IsLong(other))),
        new("part of a longer word", plot => NoMention(plot, other => $"The road is named {other.Title}ville Lane.", other => !IsLong(other))),
    ]);

    public static RulePlants LinkToRaw => new("link-to-raw",
    [
        new("Markdown link", plot => ToRaw(plot, path => $"[the notes](../../{path})")),
        new("with a line", plot => ToRaw(plot, path => $"[the notes](../../{path}#L3)")),
        new("wikilink", plot => ToRaw(plot, path => $"[[{path}|the notes]]")),
        new("angle brackets", plot => ToRaw(plot, path => $"[the notes](<../../{path}>)")),
        new("from the root", plot => ToRaw(plot, path => $"[the notes](/{path})")),
        new("link definition", plot =>
        {
            var (topic, label) = (plot.Take(), plot.Unused());
            plot.Add(topic, $"The [notes][{label}] tell more.\n\n[{label}]: ../../{topic.Town.Sources[0]}");
            plot.Expect(topic.Path, $"[{label}]: ");
        }),
    ],
    [
        new("web address", plot => plot.Say(plot.Take(), plot.Carry($"[it](https://example.org/raw/notes/{plot.Unused()}.md)"))),
        new("in code", plot => { var topic = plot.Take(); plot.Say(topic, plot.Carry($"`[it](../../{topic.Town.Sources[0]})`")); }),
        new("in a comment", plot => { var topic = plot.Take(); plot.Add(topic, $"<!-- [it](../../{topic.Town.Sources[0]}) -->"); }),
        new("image", plot => { var name = plot.Unused(); plot.Files[$"raw/images/{name}.png"] = "a picture"; plot.Say(plot.Take(), $"![a view](../../raw/images/{name}.png)"); }),
        new("footnote", plot => { var (topic, label) = (plot.Take(), plot.Unused()); plot.Add(topic, $"It is dry there.[^{label}]"); plot.Files[topic.Path] += $"[^{label}]: So say [the notes](../../{topic.Town.Sources[0]}).\n"; }),
        new("page of a source", plot => { var topic = plot.Take(); var page = CleanFiles.SourcePageOf(topic.Town.Sources[0]); plot.Files[page] += $"\nSee [the file](../../{topic.Town.Sources[0]}#L1) as well.\n"; }),
    ]);

    public static RulePlants MissingBacklink => new("missing-backlink",
    [
        new("link back was taken out", plot =>
        {
            var topic = plot.Take(topic => topic.Town.Sources.Count == 3 && topic != topic.Town.Topics[0] && Neighbour(plot, topic) is not null);
            var other = Neighbour(plot, topic)!;
            plot.Keep(other);
            RemoveLinks(plot, other, topic);
            plot.Expect(topic.Path, LinkLine(plot, topic, other));
        }),
        new("link was added", plot => OneWay(plot, 3, other => $"[that one](/{other.Path})")),
        new("wikilink was added", plot => OneWay(plot, 3, other => $"[[{other.Stem}]]")),
        new("four sources", plot => OneWay(plot, 4, other => $"[that one](/{other.Path})")),
    ],
    [
        new("two sources", plot => OneWay(plot, 2, other => $"[that one](/{other.Path})", isDefect: false)),
        new("linked back in another form", plot => { var (topic, other) = OneWay(plot, 3, other => $"[that one](/{other.Path})", isDefect: false); plot.Say(other, $"Before it came [[{topic.Stem}|another]]."); }),
        new("linked back from the footnotes", plot => { var (topic, other) = OneWay(plot, 3, other => $"[[{other.Stem}]]", isDefect: false); plot.Add(other, $"It is [older][x].\n\n[x]: /{topic.Path}"); }),
        new("to the page of a source", plot => { var topic = plot.Take(topic => topic.Town.Sources.Count == 3); plot.Say(topic, plot.Carry($"[the notes](/{CleanFiles.SourcePageOf(topic.Town.Sources[0])})")); }),
    ]);

    private static bool IsLong(Topic topic) => topic.Title.Contains(' ', StringComparison.Ordinal);

    private static void Mention(Plot plot, Func<Topic, string> say, Func<Topic, bool> fits)
    {
        var topic = plot.TakeEnglish();
        var other = plot.TakeEnglish(other => fits(other) && other.Town != topic.Town);
        plot.Add(topic, say(other));
        plot.Expect(topic.Path, say(other).Split('\n')[^1]);
    }

    private static void NoMention(Plot plot, Func<Topic, string> say, Func<Topic, bool> fits)
    {
        var topic = plot.TakeEnglish();
        plot.Add(topic, say(plot.TakeEnglish(other => fits(other) && other.Town != topic.Town)));
    }

    private static void Twins(Plot plot, Func<string, string> link, params string[] folders) => TwinsSaying(plot, link, null, folders);

    private static void TwinsSaying(Plot plot, Func<string, string> link, string? text, params string[] folders)
    {
        var (topic, name) = (plot.Take(topic => topic.Kind.IsEntity), plot.Unused());
        foreach (var folder in folders.Length > 0 ? folders : ["wiki/answers", "wiki/concepts"])
        {
            plot.ListedPage($"{folder}/{name}.md", plot.Title(), text);
        }

        plot.Say(topic, plot.Carry(link(name)));
        plot.Expect(topic.Path, link(name));
    }

    private static void Known(Plot plot, Func<string, string> link, params string[] folders)
    {
        var name = plot.Unused();
        foreach (var folder in folders)
        {
            plot.ListedPage($"{folder}/{name}.md", plot.Title());
        }

        plot.Say(plot.Take(topic => topic.Kind.IsEntity), plot.Carry(link(name)));
    }

    private static void ToRaw(Plot plot, Func<string, string> link)
    {
        var topic = plot.Take();
        plot.Say(topic, plot.Carry(link(topic.Town.Sources[0])));
        plot.Expect(topic.Path, link(topic.Town.Sources[0]));
    }

    private static Topic? Neighbour(Plot plot, Topic topic) => topic.Town.Topics.Skip(1).FirstOrDefault(other => other != topic && plot.IsFree(other) && plot.Files[topic.Path].Contains(other.Stem, StringComparison.Ordinal));

    private static void RemoveLinks(Plot plot, Topic page, Topic target) => plot.Files[page.Path] = string.Join('\n', plot.Files[page.Path].Split('\n').Where(line => !IsLinkTo(line, target)));

    private static bool IsLinkTo(string line, Topic target) => line.StartsWith("- [", StringComparison.Ordinal) && !line.Contains("[^", StringComparison.Ordinal) && (line.Contains($"{target.Stem}.md", StringComparison.Ordinal) || line.Contains($"[[{target.Stem}|", StringComparison.Ordinal));

    private static string LinkLine(Plot plot, Topic page, Topic target) => plot.Files[page.Path].Split('\n').First(line => IsLinkTo(line, target));

    /// <summary>Two pages of different towns that come to rest on the same sources, and a link from one to the other.</summary>
    private static (Topic, Topic) OneWay(Plot plot, int sources, Func<Topic, string> link, bool isDefect = true)
    {
        var topic = plot.Take(topic => topic.Town.Sources.Count == 1);
        var other = plot.Take(other => other.Town.Sources.Count == 1 && other.Town != topic.Town);
        var shared = plot.Clean.Towns.Where(town => town != topic.Town && town != other.Town).OrderBy(_ => plot.Random.Next()).Take(sources).Select(town => town.Sources[0]).ToList();
        foreach (var page in new[] { topic, other })
        {
            plot.Files.Replace(page.Path, "\nsources:\n", "\nsources:\n" + string.Concat(shared.Select(path => $"  - {{ id: {CleanFiles.IdOf(path)}, resource: ../../{path} }}\n")));
        }

        plot.Say(topic, plot.Carry(link(other)));
        if (isDefect)
        {
            plot.Expect(topic.Path, link(other));
        }

        return (topic, other);
    }
}
