using LlmWiki.Evals.Clean;

namespace LlmWiki.Evals.Plants;

/// <summary>What goes wrong in the front matter.</summary>
internal static class HeadPlants
{
    public static RulePlants BadFrontMatter => new("bad-front-matter",
    [
        new("open quote", plot => Broken(plot, topic => $"note: \"kept in {topic.Town.Name}")),
        new("open single quote", plot => Broken(plot, topic => "note: 'kept dry")),
        new("open bracket", plot => Broken(plot, topic => "keywords: [stone, oak")),
        new("open brace", plot => Broken(plot, topic => "place: { town: here")),
        new("two colons", plot => Broken(plot, topic => "note: kept: dry and cool")),
        new("tab", plot => Broken(plot, topic => "place:\n\ttown: here")),
        new("no colon", plot => Broken(plot, topic => "kept dry")),
        new("at sign", plot => Broken(plot, topic => "author: @keeper")),
        new("back tick", plot => Broken(plot, topic => "command: `make rope`")),
        new("indentation", plot => Broken(plot, topic => "place:\n    town: here\n  country: there")),
        new("star", plot => Broken(plot, topic => "note: *very old*")),
        new("anchor", plot => Broken(plot, topic => "first: &a old\nsecond: *a")),
        new("key twice", plot => Broken(plot, topic => $"created: 2026-05-0{plot.Random.Next(1, 9)}")),
    ],
    [
        new("unknown keys", plot => plot.AddToHead(plot.Take(), $"{plot.Word()}: {plot.Word()}\nx-{plot.Word()}: {{ a: 1, b: [2, 3] }}")),
        new("odd but valid", plot => plot.AddToHead(plot.Take(), $"note: >-\n  folded: {plot.Word()}\n  and more\nother: \"a: b\"")),
        new("comment", plot => plot.AddToHead(plot.Take(), $"# {plot.Word()}: [not read")),
        new("rule in the text", plot => plot.Add(plot.Take(), "It is old.\n\n---\n\nkept: [dry\n\n---\n\nIt is cold.")),
        new("no value", plot => plot.AddToHead(plot.Take(), $"{plot.Word()}:")),
        new("emoji and other letters", plot => plot.AddToHead(plot.Take(), "note: größer 🚲 же")),
    ]);

    public static RulePlants MissingField => new("missing-field",
    [
        new("no description", plot => Lacking(plot, "description: ", "")),
        new("no title", plot => Lacking(plot, "title: ", "")),
        new("no type", plot => Lacking(plot, "type: ", "")),
        new("description without a value", plot => Lacking(plot, "description: ", "description:")),
        new("title without a value", plot => Lacking(plot, "title: ", "title: \"\"")),
        new("type without a value", plot => Lacking(plot, "type: ", "type:")),
        new("answer without a title", plot => { var path = plot.ListedPage($"wiki/answers/{plot.Unused()}.md", plot.Title(), type: "answer"); plot.Files[path] = string.Join('\n', plot.Files[path].Split('\n').Where(line => !line.StartsWith("title:", StringComparison.Ordinal))); plot.Expect(path, "---"); }),
        new("key misspelled", plot => { var topic = plot.Take(); plot.SetInHead(topic, "description: ", $"descripton: \"{topic.Definition}\""); plot.Expect(topic.Path, "---"); }),
    ],
    [
        new("no front matter", plot => plot.Files[plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title())] = $"# {plot.Title()}\n\n{plot.Prose(20)}\n"),
        new("type of its own", plot => { var topic = plot.Take(topic => topic.Town.Sources.Count == 1); plot.SetInHead(topic, "type: ", "type: recipe"); plot.SetInHead(topic, "description: ", "source_of_idea: none"); }),
        new("no tags", plot => plot.SetInHead(plot.Take(topic => plot.Files[topic.Path].Contains("\ntags: [", StringComparison.Ordinal)), "tags: ", "")),
        new("answer without a description", plot => { var path = plot.ListedPage($"wiki/answers/{plot.Unused()}.md", plot.Title(), type: "answer"); plot.Files[path] = string.Join('\n', plot.Files[path].Split('\n').Where(line => !line.StartsWith("description:", StringComparison.Ordinal))); }),
        new("keys in another order", plot => { var topic = plot.Take(); plot.SetInHead(topic, "type: ", ""); plot.AddToHead(topic, topic.Kind.IsEntity ? "type: entity" : "type: concept"); }),
    ]);

    public static RulePlants BadDate => new("bad-date",
    [
        new("words", plot => Date(plot, "created", plot.Pick("3 May 2024", "May 3rd, 2024", "last spring", "yesterday"))),
        new("day first", plot => Date(plot, "updated", plot.Pick("31.12.2024", "05/02/2024", "12-05-2024"))),
        new("no such day", plot => Date(plot, "date", plot.Pick("2024-02-30", "2023-02-29", "2024-04-31", "2024-06-00"))),
        new("no such month", plot => Date(plot, "modified", plot.Pick("2024-13-01", "2024-00-10"))),
        new("no such hour", plot => Date(plot, "published", "2024-05-02T25:10:00Z")),
        new("slashes", plot => Date(plot, "last_modified", "2024/05/02")),
        new("words for a deadline", plot => Date(plot, "stale_after", plot.Pick("next year", "when it rains", "soon"))),
        new("inner key", plot => { var topic = plot.Take(topic => topic.IsTool); plot.Files.Replace(topic.Path, "at: 2026-10-20T10:00:00Z", "at: 20 October 2026"); plot.Expect(topic.Path, "at: 20 October 2026"); }),
    ],
    [
        new("month", plot => plot.AddToHead(plot.Take(), "published: 2024-05")),
        new("year", plot => plot.AddToHead(plot.Take(), "published: 1984")),
        new("time", plot => plot.AddToHead(plot.Take(), $"modified: {plot.Pick("2024-05-02T10:00:00Z", "2024-05-02T10:00:00+02:00", "\"2024-05-02 10:00:00\"")}")),
        new("no value", plot => plot.AddToHead(plot.Take(), "updated:")),
        new("template", plot => plot.AddToHead(plot.Take(), "updated: \"{{date}}\"")),
        new("other key", plot => plot.AddToHead(plot.Take(), "season: last spring")),
        new("leap day", plot => plot.AddToHead(plot.Take(), "date: 2024-02-29")),
        new("in the text", plot => plot.Add(plot.Take(), "date: the day before")),
    ]);

    public static RulePlants TagDrift => new("tag-drift",
    [
        new("plural", plot => Tag(plot, topic => topic.Kind.Word + "s", topic => topic.Kind.Word is "mill" or "tower" or "canal" or "school" or "knot" or "bridge")),
        new("capital", plot => Tag(plot, topic => char.ToUpperInvariant(topic.Kind.Word[0]) + topic.Kind.Word[1..], topic => char.IsLower(topic.Kind.Word[0]))),
        new("capitals", plot => Tag(plot, topic => topic.Kind.Word.ToUpperInvariant(), topic => topic.Kind.Word is "railway" or "museum" or "ferry" or "library")),
        new("one letter", plot => Tag(plot, topic => topic.Kind.Word[..4] + "x" + topic.Kind.Word[5..], topic => topic.Kind.Word.Length >= 7)),
        new("letter lost", plot => Tag(plot, topic => topic.Kind.Word[..3] + topic.Kind.Word[4..], topic => topic.Kind.Word is "lighthouse" or "brewery" or "observatory")),
        new("hyphen", plot => Tag(plot, topic => topic.Kind.Word == "lighthouse" ? "light-house" : "rail-way", topic => topic.Kind.Word is "lighthouse" or "railway")),
        new("plural of the other tag", plot => Tag(plot, topic => topic.Kind.IsEntity ? "places" : "crafts", _ => true, isOther: true)),
    ],
    [
        new("as frequent", plot => { var tag = plot.Unused().Split('-')[0] + plot.Random.Next(100, 999); NewTag(plot, tag); NewTag(plot, char.ToUpperInvariant(tag[0]) + tag[1..]); }),
        new("digit", plot => { var tag = "route-" + plot.Random.Next(10, 99); NewTag(plot, tag); NewTag(plot, tag); NewTag(plot, tag[..^1] + ((tag[^1] - '0' + 1) % 10)); }),
        new("short tags", plot => NewTag(plot, plot.Pick("mall", "knob", "till", "tomb"))),
        new("other word", plot => NewTag(plot, plot.Pick("millstone", "ferryman", "towering", "schooling"))),
        new("first letter", plot => NewTag(plot, plot.Pick("smuseum", "xrailway", "bridget")[1..] + "ly")),
    ]);

    public static RulePlants TitleHeadingMismatch => new("title-heading-mismatch",
    [
        new("heading with a word more", plot => Heading(plot, topic => $"# {topic.Title} {plot.Pick("today", "and its past", "in short")}")),
        new("heading with a word less", plot => { var topic = plot.TakeEnglish(); plot.SetInHead(topic, "title: ", $"title: {topic.Title} {plot.Pick("today", "and its past", "in short")}"); plot.Expect(topic.Path, "title: "); }),
        new("other heading", plot => Heading(plot, _ => $"# On the {plot.Unused().Replace('-', ' ')}")),
        new("misspelled heading", plot => Heading(plot, topic => $"# {topic.Title[..2]}{topic.Title[3..]}")),
        new("underlined heading", plot => Heading(plot, topic => $"The {topic.Title} of old\n====")),
        new("other title", plot => { var topic = plot.Take(); plot.SetInHead(topic, "title: ", $"title: {plot.Title()}"); plot.Expect(topic.Path, "title: "); plot.Allow("description-mismatch", topic.Path); }),
    ],
    [
        new("capitals", plot => Same(plot, topic => $"# {topic.Title.ToUpperInvariant()}")),
        new("emphasis", plot => Same(plot, topic => $"# *{topic.Title}*")),
        new("punctuation", plot => Same(plot, topic => $"# {topic.Title}!")),
        new("link in the heading", plot => Same(plot, topic => $"# [{topic.Title}](https://example.org/x)")),
        new("quotes around the title", plot => { var topic = plot.Take(); plot.SetInHead(topic, "title: ", $"title: '{topic.Title}'"); }),
        new("no heading of level one", plot => Same(plot, topic => $"## {topic.Title} and more")),
        new("second heading", plot => { var topic = plot.Take(); plot.Add(topic, $"# Another {plot.Word()}\n\nIt is small."); }),
        new("code above", plot => Same(plot, topic => $"```sh\n# a remark\n```\n\n# {topic.Title}")),
    ]);

    public static RulePlants DuplicateTitleOrAlias => new("duplicate-title-or-alias",
    [
        new("alias is a title", plot => Twice(plot, (first, second) => { plot.AddToHead(second, $"aliases: [{first.Title}]"); return "aliases: ["; })),
        new("alias is an alias", plot => Twice(plot, (first, second) => { var name = plot.Unused(); plot.AddToHead(first, $"aliases: [{name}]"); plot.AddToHead(second, $"aliases: [old one, {name}]".Replace("old one", plot.Unused(), StringComparison.Ordinal)); return "aliases: ["; })),
        new("alias in a list of lines", plot => Twice(plot, (first, second) => { plot.AddToHead(second, $"aliases:\n  - {plot.Unused()}\n  - {first.Title}"); return $"  - {first.Title}"; })),
        new("title is a title", plot => { var topic = plot.Take(); plot.Expect(plot.ListedPage($"wiki/zz/{plot.Unused()}.md", topic.Title, head: ""), "title: "); }),
        new("title is an alias", plot => { var (topic, name) = (plot.Take(), plot.Title()); plot.AddToHead(topic, $"aliases: [{name}]"); plot.Expect(plot.ListedPage($"wiki/zz/{plot.Unused()}.md", name), "title: "); }),
        new("sources of one title", plot => { var name = plot.Title(); plot.ListedPage($"wiki/sources/{plot.Unused()}.md", name, type: "source"); plot.Expect(plot.ListedPage($"wiki/sources/zz-{plot.Unused()}.md", name, type: "source"), "title: "); }),
    ],
    [
        new("own title as alias", plot => { var topic = plot.Take(); plot.AddToHead(topic, $"aliases: [{topic.Title}]"); }),
        new("part of another", plot => { var topic = plot.TakeEnglish(); plot.AddToHead(topic, $"aliases: [The old {topic.Title}]"); }),
        new("source named like the thing", plot => plot.ListedPage($"wiki/sources/{plot.Unused()}.md", plot.Take().Title, type: "source")),
        new("heading of another", plot => { var topic = plot.TakeEnglish(); plot.Add(topic, $"### {plot.TakeEnglish().Title}\n\nIt lies on the way."); }),
        new("several aliases", plot => plot.AddToHead(plot.Take(), $"aliases: [{plot.Unused()}, {plot.Unused()}]")),
    ]);

    private static void Broken(Plot plot, Func<Topic, string> line)
    {
        var topic = plot.Take();
        plot.AddToHead(topic, line(topic));
        plot.Expect(topic.Path);
    }

    private static void Lacking(Plot plot, string start, string line)
    {
        var topic = plot.Take();
        plot.SetInHead(topic, start, line);
        plot.Expect(topic.Path, "---");
    }

    internal static void Date(Plot plot, string key, string value)
    {
        var topic = plot.Take(topic => !plot.Files[topic.Path].Contains($"\n{key}: ", StringComparison.Ordinal) || key == "created");
        if (key == "created")
        {
            plot.SetInHead(topic, "created: ", $"created: {value}");
        }
        else
        {
            plot.AddToHead(topic, $"{key}: {value}");
        }

        plot.Expect(topic.Path, $"{key}: {value}");
    }

    private static void Tag(Plot plot, Func<Topic, string> tag, Func<Topic, bool> fits, bool isOther = false)
    {
        var topic = plot.TakeEnglish(fits);
        var old = isOther ? topic.Kind.IsEntity ? "place" : "craft" : topic.Kind.Word;
        var isFlow = plot.Files[topic.Path].Contains("\ntags: [", StringComparison.Ordinal);
        plot.Files.Replace(topic.Path, isFlow ? isOther ? $", {old}]" : $"[{old}," : $"  - {old}\n", isFlow ? isOther ? $", {tag(topic)}]" : $"[{tag(topic)}," : $"  - {tag(topic)}\n");
        plot.Expect(topic.Path, isFlow ? "tags: [" : $"  - {tag(topic)}\n");
    }

    private static void NewTag(Plot plot, string tag) =>
        plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), head: $"tags: [{tag}]\n");

    private static void Heading(Plot plot, Func<Topic, string> heading, Func<Topic, bool>? fits = null)
    {
        var topic = plot.TakeEnglish(fits);
        plot.Files.Replace(topic.Path, $"\n# {topic.Title}\n", $"\n{heading(topic)}\n");
        plot.Expect(topic.Path, "title: ");
    }

    private static void Same(Plot plot, Func<Topic, string> heading)
    {
        var topic = plot.Take();
        plot.Files.Replace(topic.Path, $"\n# {topic.Title}\n", $"\n{heading(topic)}\n");
    }

    private static void Twice(Plot plot, Func<Topic, Topic, string> plant)
    {
        var (one, other) = (plot.Take(), plot.Take());
        var (first, second) = string.CompareOrdinal(one.Path, other.Path) < 0 ? (one, other) : (other, one);
        plot.Expect(second.Path, plant(first, second));
    }
}
