using System.Globalization;
using System.Text;
using LlmWiki.Pages;
using LlmWiki.Sources;
using LlmWiki.Text;

namespace LlmWiki.Evals.Clean;

/// <summary>Writes the files of the clean wiki: sources first, then the pages that cite them.</summary>
internal static class CleanFiles
{
    public static Dictionary<string, string> Of(List<Town> towns, Random random)
    {
        var files = new Dictionary<string, string>();
        foreach (var town in towns)
        {
            WriteSources(town, files);
            var quotes = town.Sources.SelectMany(path => SourceReader.Read(new RelPath(path), Encoding.UTF8.GetBytes(files[path]), null)!.Passages.Select(passage => new Quote(path, passage))).ToList();
            for (var i = 0; i < town.Topics.Count; i++)
            {
                files[town.Topics[i].Path] = new PageText(town, i, quotes, random).Write();
            }

            foreach (var path in town.Sources)
            {
                WriteSourcePage(town, path, files);
            }
        }

        files["wiki/index.md"] = Index(towns, files.Keys.Where(path => path.StartsWith("wiki/sources/", StringComparison.Ordinal)));
        files["wiki/log.md"] = "---\ntype: log\ntitle: Log\n---\n# Log\n\n" + string.Concat(towns.Select((town, i) =>
            $"## [2026-10-{(i % 28) + 1:D2}] ingest | Notes on {town.Name}\n\nThe notes on {town.Name} were compiled.\n\n"));
        return files;
    }

    /// <summary>The facts of a town's topics, spread over its sources.</summary>
    private static void WriteSources(Town town, Dictionary<string, string> files)
    {
        var title = town.Language switch { "de" => "Notizen zu ", "fr" => "Notes sur ", _ => "Notes on " } + town.Name;
        var texts = town.Sources.ConvertAll(path => new StringBuilder(path.EndsWith(".md", StringComparison.Ordinal) ? $"# {(path.Contains("guide", StringComparison.Ordinal) ? "Guide to " + town.Name : title)}\n" : ""));
        foreach (var topic in town.Topics)
        {
            texts[0].Append(CultureInfo.InvariantCulture, $"\n## {topic.Title}\n\n{topic.Definition} {topic.Facts[0].Text}\n");
            for (var i = 1; i < topic.Facts.Length; i++)
            {
                var text = texts[i % texts.Count];
                text.Append(text.Length == 0 ? "" : "\n").Append(topic.Facts[i].Text).Append('\n');
            }
        }

        for (var i = 0; i < texts.Count; i++)
        {
            files[town.Sources[i]] = texts[i].ToString();
        }
    }

    public static string SourcePageOf(string source) => $"wiki/sources/{(source.Contains("/letters/", StringComparison.Ordinal) ? "letters-" : "")}{System.IO.Path.GetFileNameWithoutExtension(source).Replace("-book", "-notes", StringComparison.Ordinal)}.md";

    private static void WriteSourcePage(Town town, string path, Dictionary<string, string> files)
    {
        var title = System.IO.Path.GetFileNameWithoutExtension(SourcePageOf(path)).Replace('-', ' ');
        var passages = SourceReader.Read(new RelPath(path), Encoding.UTF8.GetBytes(files[path]), null)!.Passages;
        var headings = passages.Where(passage => passage.Kind == PassageKind.Heading).ToList();
        var said = passages.Select(passage => passage.Text).ToHashSet();
        var cited = town.Topics.Select(topic => (topic, Count: topic.Facts.Count(fact => said.Contains(fact.Text)) + (said.Contains(topic.Definition) ? 1 : 0))).Where(pair => pair.Count > 0);
        var unused = headings.Count == 0 ? "" : $"\n### Not used\n\n- Heading: {headings.Count} passages, lines {string.Join(", ", headings.Select(heading => heading.Place.First))}\n";
        files[SourcePageOf(path)] = $"""
            ---
            type: source
            title: {title}
            description: What was written down about {town.Name}.
            sources:
              - {"{"} id: {IdOf(path)}, resource: ../../{path} {"}"}
            generated: {"{"} by: llm-wiki/0.1 extractive, at: 2026-10-20T10:00:00Z, source: "{ContentHash.Of(files[path]).Hex}", blocks: "*" {"}"}
            ---
            # {title}

            Source: [{path}](../../{path})

            ## Pages

            {string.Join('\n', cited.Select(pair => $"- [{pair.topic.Title}](../{pair.topic.Path["wiki/".Length..]}): {pair.Count} statement{(pair.Count == 1 ? "" : "s")}"))}

            ## Coverage

            {said.Count - headings.Count} of {said.Count} passages are cited.
            {unused}
            """.ReplaceLineEndings("\n");
    }

    /// <summary>The id under which pages cite a source.</summary>
    public static string IdOf(string path) => System.IO.Path.GetFileNameWithoutExtension(SourcePageOf(path));

    private static string Index(List<Town> towns, IEnumerable<string> sources)
    {
        var text = new StringBuilder("---\ntype: index\ntitle: Index\n---\n# Index\n");
        foreach (var (heading, folder) in new[] { ("Concepts", "wiki/concepts"), ("Entities", "wiki/entities") })
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n");
            foreach (var topic in towns.SelectMany(town => town.Topics).Where(topic => topic.Folder == folder).OrderBy(topic => topic.Path, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"- [{topic.Title}]({topic.Path["wiki/".Length..]}): {topic.Definition}\n");
            }
        }

        text.Append("\n## Sources\n\n");
        foreach (var path in sources.Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"- [{System.IO.Path.GetFileNameWithoutExtension(path).Replace('-', ' ')}]({path["wiki/".Length..]})\n");
        }

        return text.ToString();
    }
}

internal sealed record Quote(string Source, Passage Passage)
{
    public Citation Of() => new($"{CleanFiles.IdOf(Source)}.{Passage.Number.ToString(CultureInfo.InvariantCulture)}", new RelPath(Source), Passage.Place, Citation.QuoteOf(Passage.Text));
}
