using LlmWiki.Evals.Clean;
using LlmWiki.Evals.Mend;

namespace LlmWiki.Evals.Plants;

/// <summary>Footnotes and sources as files: what is left over, gone or too old.</summary>
internal static class SourcePlants
{
    public static RulePlants UnusedFootnote => new("unused-footnote",
    [
        new("left over", plot => Note(plot, "", label => $"[^{label}]: The keeper told us.")),
        new("mark in code", plot => Note(plot, "Write `[^{0}]` behind it.", label => $"[^{label}]: A note of the keeper.")),
        new("mark in a comment", plot => Note(plot, "It is dry. <!-- so he said[^{0}] -->", label => $"[^{label}]: A note of the keeper.")),
        new("mark in a block of code", plot => Note(plot, "```text\nIt is dry.[^{0}]\n```", label => $"[^{label}]: A note of the keeper.")),
        new("several paragraphs", plot => Note(plot, "", label => $"[^{label}]: A note.\n\n    And more of it.")),
        new("mark of a citation was deleted", plot =>
        {
            var topic = plot.Take(topic => !topic.IsTool);
            var definition = plot.Files[topic.Path].Split('\n').First(line => line.StartsWith("[^", StringComparison.Ordinal));
            var mark = definition[..(definition.IndexOf(']', StringComparison.Ordinal) + 1)];
            var text = plot.Files[topic.Path];
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            plot.Files[topic.Path] = text.Remove(at, mark.Length);
            plot.Expect(topic.Path, mark + ":");
            plot.Answer($"{topic.Path} is as it was", wiki => wiki.Files[topic.Path] == text);
        }),
    ],
    [
        new("in a list", plot => Used(plot, "- oak and slate[^{0}]")),
        new("in a heading", plot => Used(plot, "### Care[^{0}]\n\nIt is oiled.")),
        new("in a table", plot => Used(plot, "| part | of |\n|---|---|\n| roof | slate[^{0}] |")),
        new("in a callout", plot => Used(plot, "> [!NOTE] Damp\n> It is damp.[^{0}]")),
        new("within a link", plot => Used(plot, "See [the web[^{0}]](https://example.org/x).")),
        new("in another footnote", plot => Used(plot, "It is old.[^{0}]", "[^{0}]: Told by him.[^{0}-b]\n[^{0}-b]: The keeper.")),
        new("definition in code", plot => plot.Add(plot.Take(), $"```markdown\n[^{plot.Unused()}]: A note.\n```")),
        new("note in the line", plot => plot.Say(plot.Take(), "It is damp.^[So the keeper said.]")),
    ]);

    public static RulePlants SourceNotIngested => new("source-not-ingested",
    [
        new("note", plot => New(plot, "raw/notes/{0}.md", "# A note\n\nIt is dry there.\n")),
        new("text", plot => New(plot, "raw/letters/{0}.txt", "It is dry there.\n")),
        new("clip", plot => New(plot, "raw/clips/{0}.html", "<html><body><p>It is dry there.</p></body></html>")),
        new("table", plot => New(plot, "raw/data/{0}.csv", "part,of\nroof,slate\n")),
        new("data", plot => New(plot, "raw/data/{0}.json", "[{ \"part\": \"roof\", \"of\": \"slate\" }]")),
        new("blank in the name", plot => New(plot, "raw/notes/my {0}.md", "# Mine\n\nIt is dry there.\n")),
        new("cited by a page", plot =>
        {
            var path = New(plot, "raw/letters/{0}.txt", "It is dry there.\n");
            var (topic, label) = (plot.TakeEnglish(), plot.Unused());
            plot.Add(topic, $"It is dry there.[^{label}]");
            plot.Files[topic.Path] += $"[^{label}]: [{path}, line 1](../../{path}#L1) \"It is dry there.\"\n";
        }),
        new("named by a page that is no source", plot =>
        {
            var path = New(plot, "raw/notes/{0}.md", "# A note\n\nIt is dry there.\n");
            plot.Files.Replace(plot.Take(topic => topic.Town.Sources.Count == 1) is var topic ? topic.Path : "", "\nsources:\n", $"\nsources:\n  - {{ id: {plot.Unused()}, resource: ../../{path} }}\n");
        }),
    ],
    [
        new("picture", plot => plot.Files[$"raw/images/{plot.Unused()}.png"] = "a picture"),
        new("drawing", plot => plot.Files[$"raw/images/{plot.Unused()}.svg"] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        new("another folder", plot => plot.Files[$"drafts/{plot.Unused()}.md"] = "# An idea\n\nNothing yet.\n"),
        new("has its page under another name", plot => SourcePage(plot, $"raw/notes/{plot.Unused()}.md", "# A note\n\nit is dry there.\n")),
        new("blank in the name", plot => SourcePage(plot, $"raw/notes/my {plot.Unused()}.md", "# A note\n\nit is dry there.\n")),
    ]);

    public static RulePlants SourceDeleted => new("source-deleted",
    [
        new("note", plot => Entry(plot, "{{ id: x, resource: ../../raw/notes/{0}.md }}", "raw/notes/")),
        new("clip", plot => Entry(plot, "{{ id: x, resource: ../../raw/clips/{0}.html }}", "raw/clips/")),
        new("blank in the name", plot => Entry(plot, "{{ id: x, resource: \"../../raw/notes/my {0}.md\" }}", "raw/notes/")),
        new("entry of several lines", plot => Entry(plot, "id: x\n    resource: ../../raw/notes/{0}.md", "id: x")),
        new("misspelled folder", plot => { var topic = plot.Take(topic => topic.Town.Sources.Count == 1); var path = topic.Town.Sources[0]; plot.Files.Replace(topic.Path, $"resource: ../../{path}", $"resource: ../../{path.Replace("notes", "note", StringComparison.Ordinal)}"); plot.Expect(topic.Path, "resource: ../../raw/note/"); }),
        new("file was deleted", plot =>
        {
            var path = $"raw/notes/{plot.Unused()}.md";
            var page = SourcePage(plot, path, "# A note\n\nit is dry there.\n");
            plot.Files.Remove(path);
            plot.Expect(page, "resource: ");
            plot.Allow("broken-link", page);
        }),
    ],
    [
        new("taken out by a person", plot => { var topic = plot.Take(topic => topic.Town.Sources.Count == 1); plot.AddToHead(topic, "status: removed"); plot.Files.Replace(topic.Path, "\nsources:\n", $"\nsources:\n  - {{ id: x, resource: ../../raw/notes/{plot.Unused()}.md }}\n"); }),
        new("web address", plot => Fine(plot, "{{ id: x, resource: https://example.org/raw/{0}.md }}")),
        new("no resource", plot => Fine(plot, "{{ id: {0} }}")),
        new("outside raw", plot => Fine(plot, "{{ id: x, resource: ../../drafts/{0}.md }}")),
        new("a picture that is there", plot => { var name = plot.Unused(); plot.Files[$"raw/images/{name}.png"] = "a picture"; plot.Files.Replace(plot.Take(topic => topic.Town.Sources.Count == 1).Path, "\nsources:\n", $"\nsources:\n  - {{ id: x, resource: ../../raw/images/{name}.png }}\n"); }),
    ]);

    public static RulePlants StalePage => new("stale-page",
    [
        new("date", plot => Stale(plot, plot.Pick("2025-06-30", "2026-11-27", "2019-01-01"))),
        new("date and time", plot => Stale(plot, plot.Pick("\"2026-11-20T10:00:00Z\"", "2024-02-29T23:59:59Z"))),
        new("source changed", plot => Changed(plot, text => text + "\nit is dry there.\n")),
        new("word of the source changed", plot => Changed(plot, text => text.Replace("Notes", "notes", StringComparison.Ordinal).Replace("Notizen", "notizen", StringComparison.Ordinal))),
    ],
    [
        new("still to come", plot => Fresh(plot, "stale_after: 2027-01-01")),
        new("today", plot => Fresh(plot, "stale_after: 2026-11-28")),
        new("no value", plot => Fresh(plot, "stale_after:")),
        new("other key", plot => Fresh(plot, "expires: 2020-01-01")),
        new("in the text", plot => plot.Add(plot.Take(), "stale_after: 2020-01-01")),
        new("updated long ago", plot => Fresh(plot, "updated: 2019-01-01")),
    ]);

    private static void Note(Plot plot, string text, Func<string, string> definition)
    {
        var (topic, label) = (plot.Take(), plot.Unused());
        if (text.Length > 0)
        {
            plot.Add(topic, text.Replace("{0}", label, StringComparison.Ordinal));
        }

        plot.Files[topic.Path] += definition(label) + "\n";
        plot.Expect(topic.Path, definition(label).Split('\n')[0]);
    }

    private static void Used(Plot plot, string text, string definition = "[^{0}]: A note of the keeper.")
    {
        var (topic, label) = (plot.Take(), plot.Unused());
        plot.Add(topic, text.Replace("{0}", label, StringComparison.Ordinal));
        plot.Files[topic.Path] += definition.Replace("{0}", label, StringComparison.Ordinal) + "\n";
    }

    private static string New(Plot plot, string path, string text)
    {
        path = path.Replace("{0}", plot.Unused(), StringComparison.Ordinal);
        plot.Files[path] = text;
        plot.Expected.Add(new Expected(plot.Form, [new Spot(path)]));
        return path;
    }

    internal static string SourcePage(Plot plot, string path, string text)
    {
        plot.Files[path] = text;
        return plot.ListedPage($"wiki/sources/{plot.Unused()}.md", plot.Title(), $"Source: [{path}](../../{path.Replace(" ", "%20", StringComparison.Ordinal)})\n\n{plot.Prose(20)}", type: "source", head: $"sources:\n  - {{ id: x, resource: \"../../{path}\" }}\n");
    }

    private static void Entry(Plot plot, string entry, string shown)
    {
        var topic = plot.Take(topic => topic.Town.Sources.Count == 1);
        var name = plot.Unused();
        var written = entry.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal).Replace("{0}", name, StringComparison.Ordinal);
        plot.Files.Replace(topic.Path, "\nsources:\n", $"\nsources:\n  - {written}\n");
        plot.Expect(topic.Path, shown == "id: x" ? "  - id: x" : name);
    }

    private static void Fine(Plot plot, string entry) =>
        plot.Files.Replace(plot.Take(topic => topic.Town.Sources.Count == 1).Path, "\nsources:\n", $"\nsources:\n  - {entry.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal).Replace("{0}", plot.Unused(), StringComparison.Ordinal)}\n");

    private static Topic WithoutDate(Plot plot) => plot.Take(topic => !plot.Files[topic.Path].Contains("\nstale_after: ", StringComparison.Ordinal));

    private static void Stale(Plot plot, string date)
    {
        var topic = WithoutDate(plot);
        plot.AddToHead(topic, $"stale_after: {date}");
        plot.Expect(topic.Path, "stale_after: ");
    }

    private static void Fresh(Plot plot, string line) => plot.AddToHead(WithoutDate(plot), line);

    private static void Changed(Plot plot, Func<string, string> change)
    {
        var source = plot.Take(topic => topic == topic.Town.Topics[0] && topic.Language != "fr").Town.Sources[0];
        plot.Files[source] = change(plot.Files[source]);
        plot.Expect(CleanFiles.SourcePageOf(source));
    }
}
