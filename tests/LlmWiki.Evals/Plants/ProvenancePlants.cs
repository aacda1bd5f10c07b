using System.Globalization;
using System.Text.RegularExpressions;
using LlmWiki.Evals.Clean;
using LlmWiki.Text;

namespace LlmWiki.Evals.Plants;

/// <summary>Citations and sources that no longer fit each other.</summary>
internal static partial class ProvenancePlants
{
    public static RulePlants BrokenCitation => new("broken-citation",
    [
        new("source is not there", plot => Note(plot, line => line.Replace("/raw/notes/", "/raw/old-notes/", StringComparison.Ordinal).Replace("[raw/notes/", "[raw/old-notes/", StringComparison.Ordinal))),
        new("source misspelled", plot => Note(plot, line => line.Replace("-book.md", "-boook.md", StringComparison.Ordinal))),
        new("quote made up", plot => Note(plot, line => Quoted(line, plot.Prose(8)))),
        new("quote of another source", plot => { var other = plot.TakeEnglish(); Note(plot, line => Quoted(line, other.Definition)); }),
        new("wrong line", plot => Note(plot, line => Lined(line, 40 + plot.Random.Next(50)))),
        new("line of a neighbour", plot => Note(plot, line => Lined(line, LineIn(line) + 2))),
        new("sentence was taken out of the source", plot => Taken(plot, text => "")),
        new("sentence was written anew", plot => Taken(plot, text => plot.Prose(9))),
        new("sentence was moved to the end", plot =>
        {
            var topic = Notes(plot);
            var (path, text) = (topic.Town.Sources[0], topic.Facts[^1].Text);
            plot.Files[path] = plot.Files[path].Replace(text, "It is dry there.", StringComparison.Ordinal) + "\n" + text + "\n";
            Refresh(plot, path);
            plot.Expect(topic.Path, $"\"{text}\"");
        }),
    ],
    [
        new("emphasis in the source", plot => InSource(plot, text => text.Insert(text.IndexOf(' ', StringComparison.Ordinal) + 1, "**").TrimEnd('.') + "**.")),
        new("link in the source", plot => InSource(plot, text => $"[{text[..^1]}](https://example.org/x).")),
        new("line broken in the source", plot => InSource(plot, text => text.Insert(text.LastIndexOf(' '), "\n").Replace("\n ", "\n", StringComparison.Ordinal), isLast: true)),
        new("cut quote", plot => { var topic = Notes(plot); var text = topic.Facts[^1].Text; plot.Files.Replace(topic.Path, $"\"{text}\"", $"\"{text[..text.LastIndexOf(' ')]} …\""); plot.Allow("dropped-passage", topic.Town.Sources[0]); }),
        new("part of a passage", plot => { var topic = Notes(plot); var text = topic.Facts[^1].Text; plot.Files.Replace(topic.Path, $"\"{text}\"", $"\"{text[..text.LastIndexOf(' ')]}\""); plot.Allow("dropped-passage", topic.Town.Sources[0]); }),
        new("footnote of a person", plot => { var (topic, label) = (plot.Take(), plot.Unused()); plot.Add(topic, $"It is dry.[^{label}]"); plot.Files[topic.Path] += $"[^{label}]: See \"The book of wells\", page 4.\n"; }),
        new("space at the end of the source", plot => { var topic = Notes(plot); plot.Files[topic.Town.Sources[0]] += "\n\n"; Refresh(plot, topic.Town.Sources[0]); }),
    ]);

    public static RulePlants StaleCitation => new("stale-citation",
    [
        new("number changed", plot => Reworded(plot, (topic, fact) => topic.Say(fact.Form.Said, ContradictionPlants.Changed(plot, fact)))),
        new("words put in", plot => Reworded(plot, (_, fact) => fact.Text[..^1] + plot.Pick(", as the keeper says.", ", so far as we know.", " or thereabouts.", ", by the last count."))),
        new("word put in", plot => Reworded(plot, (_, fact) => fact.Text.Insert(fact.Text.LastIndexOf(' '), plot.Pick(" perhaps", " only", " some")))),
        new("word left out", plot => Reworded(plot, (_, fact) => fact.Text.Remove(fact.Text.LastIndexOf(' ', fact.Text.LastIndexOf(' ') - 1), fact.Text.LastIndexOf(' ') - fact.Text.LastIndexOf(' ', fact.Text.LastIndexOf(' ') - 1)))),
        new("other word", plot => Reworded(plot, (_, fact) => fact.Text.Replace(" was ", " had been ", StringComparison.Ordinal).Replace(" has ", " counts ", StringComparison.Ordinal).Replace(" is ", " remains ", StringComparison.Ordinal).TrimEnd('.') + " now.")),
        new("quote changed on the page", plot =>
        {
            var topic = Notes(plot);
            var text = topic.Facts[0].Text;
            plot.Files.Replace(topic.Path, $"\"{text}\"", $"\"{text[..^1]} indeed.\"");
            plot.Expect(topic.Path, $"\"{text[..^1]} indeed.\"");
            plot.Allow("dropped-passage", topic.Town.Sources[0]);
        }),
    ],
    [
        new("emphasis in the source", plot => InSource(plot, text => $"*{text}*")),
        new("capitals and blanks around it", plot => { var topic = Notes(plot); plot.Files[topic.Town.Sources[0]] += "\nit is dry.\n"; Refresh(plot, topic.Town.Sources[0]); }),
        new("gone", plot => { Taken(plot, text => ""); AsCompany(plot, "broken-citation"); }),
        new("written anew", plot => { Taken(plot, text => plot.Prose(9)); AsCompany(plot, "broken-citation"); }),
        new("wrong line", plot => { Note(plot, line => Lined(line, 77)); AsCompany(plot, "broken-citation"); }),
    ]);

    public static RulePlants UnsupportedStatement => new("unsupported-statement",
    [
        new("number", plot => Altered(plot, FactKind.Count, "en")),
        new("measure", plot => Altered(plot, FactKind.Measure, "en")),
        new("year", plot => Altered(plot, FactKind.Year, "en")),
        new("name", plot => Altered(plot, FactKind.Name, "en")),
        new("number, in German", plot => Altered(plot, FactKind.Count, "de")),
        new("number, in French", plot => Altered(plot, FactKind.Count, "fr")),
        new("name added", plot => Extended(plot, () => " by " + ContradictionPlants.Person(plot))),
        new("year added", plot => Extended(plot, () => " since " + plot.Random.Next(1300, 1700).ToString(CultureInfo.InvariantCulture))),
        new("number added", plot => Extended(plot, () => $" with {plot.Random.Next(2000, 9000).ToString(CultureInfo.InvariantCulture)} slates")),
        new("paragraph without a citation", plot => OfTool(plot, plot.Prose(9))),
        new("item without a citation", plot => OfTool(plot, "- " + plot.Prose(9))),
    ],
    [
        new("of a person", plot => plot.Add(plot.TakeEnglish(topic => !topic.IsTool), plot.Prose(9) + " I saw 7,777 of them.")),
        new("number as a word", plot => Reformed(plot, FactKind.Count, value => value switch { "3" => "three", "4" => "four", "5" => "five", "6" => "six", "7" => "seven", "8" => "eight", "9" => "nine", "12" => "twelve", _ => value })),
        new("number without its comma", plot => Reformed(plot, FactKind.Count, value => value.Replace(",", "", StringComparison.Ordinal))),
        new("family name alone", plot => Reformed(plot, FactKind.Name, value => value.Split(' ')[1])),
        new("rest of the sentence in other words", plot => Reformed(plot, FactKind.Year, value => value + " or so it is told")),
        new("table", plot => OfToolFine(plot, "| part | of |\n|---|---|\n| roof | slate |")),
        new("callout", plot => OfToolFine(plot, "> [!NOTE] Two of them\n> There is another page.")),
        new("list of links", plot => OfToolFine(plot, $"- [this](/{plot.TakeEnglish().Path})\n- [that](/{plot.TakeEnglish().Path})")),
        new("heading", plot => { var topic = plot.TakeEnglish(topic => !topic.IsTool); plot.Add(topic, $"### In {plot.Random.Next(1500, 1700)}\n\n{plot.Prose(9)}"); }),
    ]);

    public static RulePlants DroppedPassage => new("dropped-passage",
    [
        new("sentence with a number", plot => Dropped(plot, $"The shed has {plot.Random.Next(100, 900)} slates.")),
        new("sentence with a year", plot => Dropped(plot, $"A flood came in {plot.Random.Next(1500, 1750)}.")),
        new("sentence with a name", plot => Dropped(plot, $"The key is kept by {ContradictionPlants.Person(plot)}.")),
        new("list item", plot => Dropped(plot, $"- barrels: {plot.Random.Next(100, 900)}", $"barrels: ")),
        new("table row", plot => Dropped(plot, $"| part | count |\n|---|---|\n| slates | {plot.Random.Next(100, 900)} |", "| slates |")),
        new("heading with a number", plot => Dropped(plot, $"## The flood of {plot.Random.Next(1500, 1750)}")),
        new("statement was deleted from the page", plot =>
        {
            var topic = plot.Take(topic => topic.Facts[^1].Form.Kind != FactKind.State);
            var text = topic.Facts[^1].Text;
            var lines = plot.Files[topic.Path].Split('\n').Where(line => !line.EndsWith($"\"{text}\"", StringComparison.Ordinal)).ToArray();
            var said = text + Mark().Match(plot.Files[topic.Path], plot.Files[topic.Path].IndexOf(text, StringComparison.Ordinal)).Value;
            plot.Files[topic.Path] = string.Join('\n', lines).Replace("- " + said + "\n", "", StringComparison.Ordinal).Replace(said, "", StringComparison.Ordinal);
            var source = topic.Town.Sources.First(path => plot.Files[path].Contains(text, StringComparison.Ordinal));
            plot.Expect(source, text);
        }),
    ],
    [
        new("without a fact", plot => AddToSource(plot, "it is dry there and rather cold.")),
        new("item without a fact", plot => AddToSource(plot, "- oak and slate\n- tar and hemp")),
        new("listed as not used", plot => { var source = AddToSource(plot, $"A flood came in {plot.Random.Next(1500, 1750)}."); var page = CleanFiles.SourcePageOf(source); plot.Files.Replace(page, "### Not used\n\n", $"### Not used\n\n- Leans on the text before it: line {plot.Files.LineOf(source, "A flood came")} “A flood came …”\n"); }),
        new("not compiled yet", plot => { var path = $"raw/notes/{plot.Unused()}.md"; plot.Files[path] = $"# Later\n\nA flood came in {plot.Random.Next(1500, 1750)}.\n"; plot.Allow("source-not-ingested", path); }),
        new("cited on a page", plot =>
        {
            var text = $"A flood came in {plot.Random.Next(1500, 1750)}.";
            var source = AddToSource(plot, text);
            var (topic, label) = (plot.TakeEnglish(), plot.Unused());
            var line = plot.Files.LineOf(source, text);
            plot.Add(topic, $"{text}[^{label}]");
            plot.Files[topic.Path] += $"[^{label}]: [{source}, line {line}](../../{source}#L{line}) \"{text}\"\n";
        }),
        new("code", plot => AddToSource(plot, "```text\nflood of 1602\n```")),
        new("front matter of the source", plot => AddToSource(plot, "it is cold.")),
    ]);

    /// <summary>
    /// A topic whose facts stand in the one file of its town. Where a file is changed and not compiled again, nothing is said of what it
    /// lost: such towns are kept apart from the others.
    /// </summary>
    private static Topic Notes(Plot plot, bool isCompiled = true, bool isLast = false) => plot.TakeEnglish(topic => topic.Town.Sources.Count == 1
        && plot.Clean.Towns.IndexOf(topic.Town) % 2 == (isCompiled ? 1 : 0) && topic.Facts[^1].Form.Kind != FactKind.State && topic.Facts.Any(ContradictionPlants.IsNumber)
        && (!isLast || topic == topic.Town.Topics[^1]));

    private static string Quoted(string line, string quote) => line[..line.IndexOf('"', StringComparison.Ordinal)] + $"\"{quote}\"";

    private static int LineIn(string line) => int.Parse(line[(line.IndexOf("#L", StringComparison.Ordinal) + 2)..line.IndexOf(") \"", StringComparison.Ordinal)], CultureInfo.InvariantCulture);

    private static string Lined(string line, int number) => line.Replace($"line {LineIn(line)}]", $"line {number}]", StringComparison.Ordinal).Replace($"#L{LineIn(line)})", $"#L{number})", StringComparison.Ordinal);

    private static void Note(Plot plot, Func<string, string> change)
    {
        var topic = plot.Take(topic => topic.Town.Sources.Count == 1);
        var line = plot.Files[topic.Path].Split('\n').Last(line => line.StartsWith("[^", StringComparison.Ordinal));
        var changed = change(line);
        plot.Files.Replace(topic.Path, line, changed);
        plot.Expect(topic.Path, changed);
        plot.Allow("broken-link", topic.Path, changed);
        plot.Allow("dropped-passage", topic.Town.Sources[0]);
    }

    /// <summary>What another rule rightly finds here.</summary>
    private static void AsCompany(Plot plot, string rule)
    {
        var spot = plot.Expected[^1].Spots[0];
        plot.Expected.RemoveAt(plot.Expected.Count - 1);
        plot.Allow(rule, spot.Path, spot.Text);
    }

    /// <summary>As if the source had been compiled again.</summary>
    private static void Refresh(Plot plot, string source)
    {
        var page = CleanFiles.SourcePageOf(source);
        plot.Files[page] = Compiled().Replace(plot.Files[page], $"source: \"{ContentHash.Of(plot.Files[source]).Hex}\"");
    }

    private static void Taken(Plot plot, Func<string, string> by)
    {
        var topic = Notes(plot);
        var (path, text) = (topic.Town.Sources[0], topic.Facts[^1].Text);
        plot.Files.Replace(path, text, by(text));
        Refresh(plot, path);
        plot.Expect(topic.Path, $"\"{text}\"");
    }

    private static void InSource(Plot plot, Func<string, string> change, bool isLast = false)
    {
        var topic = Notes(plot, isCompiled: !isLast, isLast);
        plot.Files.Replace(topic.Town.Sources[0], topic.Facts[^1].Text, change(topic.Facts[^1].Text));
        Refresh(plot, topic.Town.Sources[0]);
    }

    private static void Reworded(Plot plot, Func<Topic, Fact, string> change)
    {
        var topic = Notes(plot, isCompiled: false);
        var fact = plot.Pick(topic.Facts.Where(ContradictionPlants.IsNumber).ToArray());
        plot.Files.Replace(topic.Town.Sources[0], fact.Text, change(topic, fact));
        plot.Allow("stale-page", CleanFiles.SourcePageOf(topic.Town.Sources[0]));
        plot.Expect(topic.Path, $"\"{fact.Text}\"");
    }

    private static void Altered(Plot plot, FactKind kind, string language)
    {
        var topic = plot.Take(topic => topic.Language == language && topic.Facts.Any(fact => fact.Form.Kind == kind));
        var fact = topic.Facts.First(fact => fact.Form.Kind == kind);
        var said = ContradictionPlants.Same(plot, topic, fact);
        plot.Files.Replace(topic.Path, fact.Text + "[^", said + "[^");
        plot.Expect(topic.Path, said);
    }

    private static void Extended(Plot plot, Func<string> more)
    {
        var topic = plot.TakeEnglish(topic => topic.Facts.Any(ContradictionPlants.IsNumber));
        var fact = topic.Facts.First(ContradictionPlants.IsNumber);
        var said = fact.Text[..^1] + more() + ".";
        plot.Files.Replace(topic.Path, fact.Text + "[^", said + "[^");
        plot.Expect(topic.Path, said);
    }

    private static void Reformed(Plot plot, FactKind kind, Func<string, string> form)
    {
        var topic = plot.TakeEnglish(topic => topic.Facts.Any(fact => fact.Form.Kind == kind));
        var fact = topic.Facts.First(fact => fact.Form.Kind == kind);
        plot.Files.Replace(topic.Path, fact.Text + "[^", topic.Say(fact.Form.Said, form(fact.Value)) + "[^");
    }

    private static void OfTool(Plot plot, string text)
    {
        OfToolFine(plot, text, out var topic);
        plot.Expect(topic.Path, text);
    }

    private static void OfToolFine(Plot plot, string text) => OfToolFine(plot, text, out _);

    private static void OfToolFine(Plot plot, string text, out Topic topic)
    {
        topic = plot.TakeEnglish(topic => topic.IsTool);
        plot.Add(topic, text);
        plot.Files.SetAsTool(topic.Path, plot.Files[topic.Path]);
    }

    private static void Dropped(Plot plot, string text, string? line = null) => plot.Expect(AddToSource(plot, text), line ?? text);

    private static string AddToSource(Plot plot, string text)
    {
        var source = plot.Take(topic => topic == topic.Town.Topics[0]).Town.Sources[0];
        plot.Files[source] += $"\n{text}\n";
        Refresh(plot, source);
        return source;
    }

    [GeneratedRegex("source: \"[0-9a-f]{64}\"")]
    private static partial Regex Compiled();

    [GeneratedRegex(@"\[\^[^\]]+\]")]
    private static partial Regex Mark();
}
