using System.Globalization;
using LlmWiki.Evals.Clean;

namespace LlmWiki.Evals.Plants;

/// <summary>Descriptions, lists and whole pages that do not fit what stands beside them.</summary>
internal static class PagePlants
{
    private static readonly string[] NumberWords = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public static RulePlants DescriptionMismatch => new("description-mismatch",
    [
        new("number", plot => Described(plot, FactKind.Count, (topic, fact) => ContradictionPlants.Same(plot, topic, fact))),
        new("measure", plot => Described(plot, FactKind.Measure, (topic, fact) => ContradictionPlants.Same(plot, topic, fact))),
        new("year", plot => Described(plot, FactKind.Year, (topic, fact) => ContradictionPlants.Same(plot, topic, fact))),
        new("name", plot => Described(plot, FactKind.Name, (topic, fact) => ContradictionPlants.Same(plot, topic, fact))),
        new("number in few words", plot => Described(plot, FactKind.Count, (_, fact) => $"A thing with {ContradictionPlants.Changed(plot, fact)} parts.")),
        new("year in few words", plot => Described(plot, FactKind.Year, (_, fact) => $"Old, from {ContradictionPlants.Changed(plot, fact)}.")),
        new("place", plot => Described(plot, FactKind.Count, (topic, _) => $"{topic.Kind.Word} near {plot.Pick("Lisbon", "Vienna", "Cairo", "Oslo", "Madrid")} and its past.")),
        new("month", plot => Described(plot, FactKind.Year, (topic, fact) => $"Begun in {plot.Pick("May", "March", "October")} of {fact.Value}.")),
        new("number as a word", plot => Described(plot, FactKind.Count, (topic, fact) => $"It has {plot.Pick("forty", "sixty", "eighty")} doors.")),
        new("German", plot => Described(plot, FactKind.Count, (topic, fact) => ContradictionPlants.Same(plot, topic, fact), "de")),
    ],
    [
        new("a fact of the page", plot => Fitting(plot, FactKind.Count, (_, fact) => fact.Text)),
        new("a year of the page", plot => Fitting(plot, FactKind.Year, (_, fact) => $"Of {fact.Value}, and still there.")),
        new("family name", plot => Fitting(plot, FactKind.Name, (_, fact) => $"A work for which {fact.Value.Split(' ')[1]} stood.")),
        new("without a comma", plot => Fitting(plot, FactKind.Count, (topic, fact) => topic.Say(fact.Form.Said, fact.Value.Replace(",", "", StringComparison.Ordinal)))),
        new("number as a word", plot => Fitting(plot, FactKind.Count, (topic, fact) => topic.Say(fact.Form.Said, NumberWords[int.Parse(fact.Value, CultureInfo.InvariantCulture)]), fact => fact.Value.Length < 3 && int.Parse(fact.Value, CultureInfo.InvariantCulture) <= 12)),
        new("cut", plot => Fitting(plot, FactKind.Year, (_, fact) => fact.Text[..fact.Text.LastIndexOf(' ')] + " …")),
        new("capital at the head", plot => Fitting(plot, FactKind.Count, (_, _) => "Wonderful and old.")),
        new("empty", plot => { var topic = plot.TakeEnglish(); plot.SetInHead(topic, "description: ", "description:"); plot.Allow("missing-field", topic.Path); }),
        new("other words", plot => Fitting(plot, FactKind.Count, (topic, _) => $"What everybody ought to know about {topic.Title}.")),
    ]);

    public static RulePlants DuplicatePage => new("duplicate-page",
    [
        new("copy under another title", plot => Copy(plot, lines => lines)),
        new("copy in another order", plot => Copy(plot, lines => lines.Reverse())),
        new("copy with a sentence more", plot => Copy(plot, lines => lines.Append(plot.Prose(9)))),
        new("copy with one sentence less", plot => Copy(plot, lines => lines.Skip(1))),
        new("copy without citations", plot => Copy(plot, lines => lines, withNotes: false)),
        new("copy with a word changed", plot => Copy(plot, lines => lines.Select((line, i) => i == 0 ? line.Replace(" is a ", " is quite a ", StringComparison.Ordinal) : line))),
        new("copy as a list", plot => Copy(plot, lines => lines.Select(line => "- " + line), joint: "\n")),
    ],
    [
        new("two sentences in common", plot => { var topic = plot.TakeEnglish(); plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), $"{topic.Facts[0].Text} {topic.Facts[1].Text} See [more](/{topic.Path}). {plot.Prose(60)}"); plot.Allow("unlinked-mention", "wiki/zz"); }),
        new("short", plot => { var text = plot.Prose(20); plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), text); plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), text); }),
        new("same headings", plot => { for (var i = 0; i < 2; i++) { plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), $"## Where it was found\n\n{plot.Prose(15)}\n\n## What it was used for\n\n{plot.Prose(15)}\n\n## Who has seen it\n\n{plot.Prose(12)}\n\nSee [this](/{plot.TakeEnglish().Path})."); } }),
        new("half in common", plot => { var text = plot.Prose(40); plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), $"{text} {plot.Prose(40)} See [this](/{plot.TakeEnglish().Path})."); plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), $"{text} {plot.Prose(40)} See [this](/{plot.TakeEnglish().Path})."); }),
        new("same list of links", plot => { var links = string.Join('\n', Enumerable.Range(0, 5).Select(_ => plot.TakeEnglish()).Select(other => $"- [{other.Title}](/{other.Path})")); plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), $"{plot.Prose(40)}\n\n{links}"); plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), $"{plot.Prose(40)}\n\n{links}"); }),
    ]);

    public static RulePlants MissingDefinition => new("missing-definition",
    [
        new("it", plot => Undefined(plot, "It is a small thing of wood. Nobody knows who made it.")),
        new("history first", plot => Undefined(plot, $"{plot.Prose(10)} {plot.Prose(10)}")),
        new("named late", plot => Undefined(plot, $"It is a small thing of wood. Nobody knows who made it. They call it {{T}} there.")),
        new("list", plot => Undefined(plot, $"- made of oak and slate\n- kept dry in the shed\n- oiled once in spring")),
        new("lead was taken out", plot =>
        {
            var topic = plot.TakeEnglish(topic => topic.Facts[0].Form.Said.StartsWith("{T}", StringComparison.Ordinal) && !topic.IsTool);
            plot.SetInHead(topic, "description: ", "description:");
            plot.Files[topic.Path] = plot.Files[topic.Path].Replace($"\n# {topic.Title}\n\n", $"\n# {topic.Title}\n\n{plot.Prose(8)} {plot.Prose(8)}\n\n", StringComparison.Ordinal);
            plot.Expect(topic.Path);
            plot.Allow("missing-field", topic.Path);
        }),
    ],
    [
        new("description", plot => plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), "It is a small thing of wood. Nobody knows who made it.")),
        new("title in the first sentence", plot => Undefined(plot, "{T} is a small thing of wood and slate that hangs there.", isDefect: false)),
        new("title in the second sentence", plot => Undefined(plot, "It hangs by the door. In small letters {T} is written there.", isDefect: false)),
        new("other capitals", plot => Undefined(plot, "The {t} is a small thing of wood and slate.", isDefect: false)),
        new("alias", plot => Undefined(plot, "The {a} is a small thing of wood and slate.", isDefect: false)),
        new("answer", plot => plot.ListedPage($"wiki/answers/{plot.Unused()}.md", plot.Title(), "It is a small thing of wood. Nobody knows who made it.", type: "answer")),
        new("no front matter", plot => { var path = plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title()); plot.Files[path] = $"# {plot.Title()}\n\nIt is a small thing of wood. Nobody knows who made it or when.\n"; }),
    ]);

    public static RulePlants ListDrift => new("list-drift",
    [
        new("word", plot => List(plot, count => $"It has {NumberWords[count]} doors:")),
        new("digits", plot => List(plot, count => $"There are {count} tools in the shed:")),
        new("heading", plot => List(plot, count => $"### {Capital(NumberWords[count])} rules")),
        new("following", plot => List(plot, count => $"One needs the following {NumberWords[count]} things:")),
        new("adjective", plot => List(plot, count => $"The house has {NumberWords[count]} narrow windows:")),
        new("two sentences", plot => List(plot, count => $"The house is old. It has {NumberWords[count]} gates:")),
        new("numbered", plot => List(plot, count => $"Opening it takes {NumberWords[count]} steps:", mark: "1. ")),
        new("stars, nested", plot => List(plot, count => $"There are {NumberWords[count]} kinds:", mark: "* ", inner: "\n  * of oak\n  * of slate")),
        new("at the head", plot => List(plot, count => $"{Capital(NumberWords[count])} families live there:")),
        new("German", plot => List(plot, count => $"Es gibt {(count == 3 ? "drei" : count == 4 ? "vier" : count == 5 ? "fünf" : "sechs")} Tore:", language: "de")),
        new("French", plot => List(plot, count => $"Il y a {(count == 3 ? "trois" : count == 4 ? "quatre" : count == 5 ? "cinq" : "six")} portes :", language: "fr")),
    ],
    [
        new("right", plot => RightList(plot, "It has three doors:")),
        new("right, in a heading", plot => RightList(plot, "### Three rules")),
        new("part", plot => RightList(plot, "Five of the doors are red:")),
        new("at least", plot => RightList(plot, "It takes at least two tools:")),
        new("the first", plot => RightList(plot, "The first two keepers were:")),
        new("about", plot => RightList(plot, "About four doors are red, among them:")),
        new("or", plot => RightList(plot, "Two or four knots will do:")),
        new("weeks", plot => RightList(plot, "Every two weeks:")),
        new("minutes", plot => RightList(plot, "After 5 minutes do this:")),
        new("chapter", plot => RightList(plot, "### Chapter 4")),
        new("other sentence", plot => RightList(plot, "It has five bells. They differ:")),
        new("no colon", plot => RightList(plot, "It has five doors.")),
        new("large", plot => RightList(plot, "The shed holds 25 clocks:")),
        new("nested", plot => plot.Add(plot.TakeEnglish(), "It has two doors:\n\n- a red one\n  - of oak\n  - with a bell\n- a green one\n\nBoth are low.")),
        new("cut", plot => plot.Add(plot.TakeEnglish(), "There are three steps:\n\n1. Open it.\n\n```sh\nopen\n```\n\n2. Go in.\n3. Shut it.\n\nThat is all.")),
    ]);

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static void Described(Plot plot, FactKind kind, Func<Topic, Fact, string> say, string language = "en")
    {
        var topic = plot.Take(topic => topic.Language == language && topic.Facts.Any(fact => fact.Form.Kind == kind));
        plot.SetInHead(topic, "description: ", $"description: \"{say(topic, topic.Facts.First(fact => fact.Form.Kind == kind))}\"");
        plot.Expect(topic.Path, "description: ");
        AllowLead(plot, topic);
    }

    private static void Fitting(Plot plot, FactKind kind, Func<Topic, Fact, string> say, Func<Fact, bool>? fits = null)
    {
        var topic = plot.TakeEnglish(topic => topic.Facts.Any(fact => fact.Form.Kind == kind && (fits is null || fits(fact))));
        plot.SetInHead(topic, "description: ", $"description: \"{say(topic, topic.Facts.First(fact => fact.Form.Kind == kind && (fits is null || fits(fact))))}\"");
        AllowLead(plot, topic);
    }

    private static void AllowLead(Plot plot, Topic topic) => plot.Allow("unsupported-statement", topic.Path, "\n# "[1..]);

    private static void Copy(Plot plot, Func<IEnumerable<string>, IEnumerable<string>> change, bool withNotes = true, string joint = " ")
    {
        var topic = plot.TakeEnglish(topic => topic.Facts.Length >= 5);
        var text = plot.Files[topic.Path];
        var said = topic.Facts.Select(fact => fact.Text).Prepend(topic.Definition).Select(sentence => withNotes ? sentence + text[(text.IndexOf("[^", text.IndexOf(sentence == topic.Definition ? "\n# " : sentence, StringComparison.Ordinal), StringComparison.Ordinal))..][..(text[text.IndexOf("[^", text.IndexOf(sentence == topic.Definition ? "\n# " : sentence, StringComparison.Ordinal), StringComparison.Ordinal)..].IndexOf(']', StringComparison.Ordinal) + 1)] : sentence);
        var notes = withNotes ? string.Join('\n', text.Split('\n').Where(line => line.StartsWith("[^", StringComparison.Ordinal))) : "";
        var body = $"{string.Join(joint, change(said))}\n\nSee [another](/{topic.Path}) and [the town](/{topic.Town.Topics[0].Path}).\n\n{notes}";
        plot.Expect(plot.ListedPage($"wiki/zz/{plot.Unused()}.md", plot.Title(), body));
        plot.Allow("unused-footnote", plot.Expected[^1].Spots[0].Path);
    }

    private static void Undefined(Plot plot, string text, bool isDefect = true)
    {
        var (title, alias) = (plot.Title(), plot.Unused());
        var path = plot.ListedPage($"wiki/{plot.Pick("concepts", "entities")}/{plot.Unused()}.md", title, text.Replace("{T}", title, StringComparison.Ordinal).Replace("{t}", title.ToLowerInvariant(), StringComparison.Ordinal).Replace("{a}", alias, StringComparison.Ordinal), head: $"aliases: [{alias}]\n");
        plot.Files.Replace(path, "description: A thing that nobody has described at length.\n", "");
        plot.Allow("missing-field", path);
        if (isDefect)
        {
            plot.Expect(path);
        }
    }

    private static void List(Plot plot, Func<int, string> lead, string mark = "- ", string inner = "", string language = "en")
    {
        var topic = plot.Take(topic => topic.Language == language);
        var count = plot.Random.Next(3, 7);
        var items = count + (plot.Random.Next(2) == 0 ? 1 : -1);
        plot.Add(topic, $"{lead(count)}\n\n{string.Join('\n', Enumerable.Range(0, items).Select(i => $"{mark}the {plot.Word()}{(i == 0 ? inner : "")}"))}\n\n{plot.Prose(8)}");
        plot.Expect(topic.Path, lead(count));
    }

    private static void RightList(Plot plot, string lead) => plot.Add(plot.TakeEnglish(), $"{lead}\n\n- the {plot.Word()}\n- the {plot.Word()}\n- the {plot.Word()}\n\n{plot.Prose(8)}");
}
