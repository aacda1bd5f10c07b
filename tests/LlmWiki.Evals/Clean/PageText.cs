using System.Globalization;
using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Evals.Clean;

/// <summary>Writes one page: lead, facts in one of several forms, links, footnotes.</summary>
internal sealed class PageText(Town town, int number, List<Quote> quotes, Random random)
{
    private static readonly Dictionary<string, string[]> SeeAlso = new() { ["en"] = ["See also", "Related"], ["de"] = ["Siehe auch"], ["fr"] = ["Voir aussi"] };
    private static readonly Dictionary<string, string[]> Sections = new() { ["en"] = ["Details", "History", "Facts and figures"], ["de"] = ["Einzelheiten", "Geschichte"], ["fr"] = ["Détails", "Histoire"] };

    private readonly Topic _topic = town.Topics[number];
    private readonly List<Quote> _used = [];

    public string Write()
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"# {_topic.Title}\n\n").Append(Lead()).Append("\n\n").Append(Facts()).Append('\n');
        body.Append(CultureInfo.InvariantCulture, $"## {Pick(SeeAlso[town.Language])}\n\n{Links()}\n");
        foreach (var quote in _used)
        {
            body.Append(quote.Of().ToMarkdown(new RelPath(_topic.Path))).Append('\n');
        }

        return Head() + body;
    }

    private string Head()
    {
        var tags = $"{_topic.Kind.Word}, {(_topic.Kind.IsEntity ? "place" : "craft")}";
        var sources = string.Concat(town.Sources.Select(path => $"  - {{ id: {CleanFiles.IdOf(path)}, resource: ../../{path} }}\n"));
        var day = (number * 3 % 27) + 1;
        return $"---\ntype: {(_topic.Kind.IsEntity ? "entity" : "concept")}\ntitle: {_topic.Title}\ndescription: \"{_topic.Definition}\"\n"
            + (random.Next(2) == 0 ? $"tags: [{tags}]\n" : $"tags:\n  - {tags.Replace(", ", "\n  - ", StringComparison.Ordinal)}\n")
            + $"created: 2026-03-{day:D2}\n" + (random.Next(3) == 0 ? "stale_after: 2028-06-30\n" : "") + $"sources:\n{sources}"
            + (_topic.IsTool ? "generated: { by: llm-wiki/0.1 extractive, at: 2026-10-20T10:00:00Z, blocks: \"*\" }\n" : "") + "---\n";
    }

    /// <summary>The definition, with a link to the town.</summary>
    private string Lead()
    {
        var text = _topic.Definition;
        if (number > 0)
        {
            // The town's name is the head of most titles: what is linked is where it stands alone.
            var at = text.LastIndexOf(town.Name, StringComparison.Ordinal);
            text = text[..at] + Link(town.Topics[0], town.Name) + text[(at + town.Name.Length)..];
        }

        return text + Cite(_topic.Definition);
    }

    private string Facts()
    {
        var said = _topic.Facts.Select(fact => fact.Text + Cite(fact.Text)).ToList();
        var heading = $"## {Pick(Sections[town.Language])}\n\n";
        return random.Next(4) switch
        {
            0 => string.Concat(said.Select(text => "- " + text + "\n")),
            1 => heading + string.Concat(said.Select(text => "- " + text + "\n")),
            2 => $"{string.Join(' ', said.Take(2))}\n\n{heading}{string.Join(' ', said.Skip(2))}\n",
            _ => string.Join("\n\n", said) + "\n",
        };
    }

    private string Links()
    {
        IEnumerable<Topic> others = number == 0 ? town.Topics.Skip(1)
            : new[] { town.Topics[1 + ((number) % (town.Topics.Count - 1))], town.Topics[1 + ((number + town.Topics.Count - 3) % (town.Topics.Count - 1))] };
        return string.Concat(others.DistinctBy(other => other.Path).Select(other => $"- {(random.Next(3) == 0 ? $"[[{other.Stem}|{other.Title}]]" : Link(other, other.Title))}\n"));
    }

    private string Link(Topic other, string words) => $"[{words}]({new RelPath(_topic.Path).LinkTo(new RelPath(other.Path))})";

    private string Cite(string text)
    {
        var quote = quotes.First(quote => quote.Passage.Text == text);
        if (!_used.Contains(quote))
        {
            _used.Add(quote);
        }

        return $"[^{quote.Of().Label}]";
    }

    private string Pick(string[] words) => words[random.Next(words.Length)];
}
