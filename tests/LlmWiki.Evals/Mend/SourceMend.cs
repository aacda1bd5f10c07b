using LlmWiki.Evals.Plants;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Evals.Mend;

/// <summary>Files that were moved or renamed under a page that cites them.</summary>
internal static class SourceMend
{
    public static RulePlants Plants => new("source-deleted",
    [
        new("renamed", plot => Moved(plot, name => $"raw/notes/2026-{name}.md")),
        new("moved into another folder", plot => Moved(plot, name => $"raw/old/{name}.md")),
        new("moved into a folder below", plot => Moved(plot, name => $"raw/notes/2026/{name}.md")),
        new("moved and renamed", plot => Moved(plot, name => $"raw/clips/my {name}.md")),
        new("letters of other scripts", plot => Moved(plot, name => $"raw/notes/Größe {name}.md")),
        new("other ending", plot => Moved(plot, name => $"raw/notes/{name}.txt")),
        new("moved and written on", plot => Moved(plot, name => $"raw/notes/more-{name}.md", text => "# More of it\n\nit was cold when this was written.\n\n" + text)),
        new("two notes made one", plot => Moved(plot, name => $"raw/notes/all-{name}.md", text => text + $"\n## The others\n\n{plot.Prose(30)}\n")),
        new("no page of its own", plot => Moved(plot, name => $"raw/notes/new-{name}.md", hasPage: false)),
        new("links in the text", plot => Moved(plot, name => $"raw/notes/linked-{name}.md", more: path => $"\n\nThe keeper's [notes](../../{path}) are short.")),
        new("entry of several lines", plot => Moved(plot, name => $"raw/notes/lines-{name}.md", entry: path => $"  - id: x\n    resource: ../../{path}\n")),
        new("quotes around the path", plot => Moved(plot, name => $"raw/notes/quoted-{name}.md", entry: path => $"  - {{ id: x, resource: \"../../{path}\" }}\n")),
    ], SourcePlants.SourceDeleted.Decoys);

    /// <param name="change">What became of its text.</param>
    /// <param name="hasPage">The wiki has a page about the file.</param>
    private static void Moved(Plot plot, Func<string, string> to, Func<string, string>? change = null, bool hasPage = true, Func<string, string>? more = null, Func<string, string>? entry = null)
    {
        var name = plot.Unused();
        var (from, now) = ($"raw/notes/{name}.md", to(name));
        var (one, other) = ($"The shed of {name} has {plot.Random.Next(100, 900)} slates.", $"Its door is {plot.Random.Next(100, 300)} cm high.");
        var text = $"# Notes\n\n{one}\n\nit is cold there.\n\n{other}\n";
        var (first, second) = (Note(from, text, one, "x.2"), Note(from, text, other, "x.4"));
        var page = plot.ListedPage($"wiki/concepts/{plot.Unused()}.md", plot.Title(), $"{one}[^x.2] {other}[^x.4]{more?.Invoke(from)}\n\n{first}\n{second}", head: "sources:\n" + (entry ?? (path => $"  - {{ id: x, resource: ../../{path} }}\n"))(from));
        plot.Files[now] = change?.Invoke(text) ?? text;
        Gone(plot, page, from, now);
        if (more is not null)
        {
            // It was one before the file was moved; while the link is dead another rule tells of it.
            plot.Allow("link-to-raw", page);
        }

        plot.Says(page, Note(now, plot.Files[now], one, "x.2").Split("](")[1]);
        plot.Says(page, Note(now, plot.Files[now], other, "x.4").Split("](")[1]);
        if (hasPage)
        {
            var hash = ContentHash.Of(text).Hex;
            var about = plot.ListedPage($"wiki/sources/{name}.md", plot.Title(), $"Source: [{from}](../../{from})\n\n{plot.Prose(20)}", type: "source",
                head: $"sources:\n  - {{ id: x, resource: ../../{from} }}\ngenerated: {{ by: llm-wiki/0.1 extractive, at: 2026-10-20T10:00:00Z, source: \"{hash}\", blocks: \"*\" }}\n");
            plot.Files.SetAsTool(about, plot.Files[about]);
            if (change is null)
            {
                Gone(plot, about, from, now);
            }
            else
            {
                // Nothing on this page says which of the files that may have the text it is.
                plot.Allow("source-deleted", about);
            }
        }
    }

    private static void Gone(Plot plot, string page, string from, string now)
    {
        plot.Expect(page, plot.Files[page].Contains("- id: x", StringComparison.Ordinal) ? "- id: x" : from);
        plot.SaysNoMore(page, from);
        plot.Answer($"{page} rests on {now}", wiki => wiki.PageAt(page)!.NamedSources.Contains(new RelPath(now)));
    }

    private static string Note(string path, string text, string quote, string label)
    {
        var source = new RelPath(path);
        var passage = SourceReader.Read(source, System.Text.Encoding.UTF8.GetBytes(text), null)!.Passages.First(passage => passage.Text.Contains(quote, StringComparison.Ordinal));
        return new Citation(label, source, passage.Place, Citation.QuoteOf(quote)).ToMarkdown(new RelPath("wiki/concepts/x.md"));
    }
}
