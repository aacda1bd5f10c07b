using System.Globalization;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>The text of a page that is made of statements of other pages.</summary>
internal static class WantedText
{
    private const int MostLetters = 200;

    public static string Of(HealView view, RelPath path, string title, WantedPage wanted, IReadOnlyList<CitedStatement> statements)
    {
        var labels = new Dictionary<Citation, string>();
        var blocks = new List<MovedBlock> { PageText.Block(BlockKind.Heading, "# " + MarkdownText.Escape(title), title) };
        foreach (var said in statements)
        {
            var kind = blocks.Count == 1 ? BlockKind.Paragraph : BlockKind.ListItem;
            var text = MarkdownText.Escape(said.Statement.Text) + string.Concat(said.Citations.Select(citation => $"[^{Label(labels, citation)}]"));
            blocks.Add(PageText.Block(kind, kind == BlockKind.ListItem ? "- " + text : MarkdownText.GuardStart(text), said.Statement.Text));
        }

        blocks.AddRange(PageText.SeeAlso(view, path, wanted.Askers.Select(page => (page.Path, page.Outline.Title))));
        var sources = statements.GroupBy(said => said.Page).SelectMany(page => SourceEntries.Of(view.PageAt(page.Key.Path)!, path, page.SelectMany(said => said.Citations).Select(citation => citation.Source).ToHashSet())).Distinct().ToList();
        var head = new List<KeyValuePair<string, string>>
        {
            KeyValuePair.Create("type", wanted.IsLinked ? "concept" : "entity"),
            KeyValuePair.Create("title", YamlText.Scalar(title)),
            KeyValuePair.Create("description", YamlText.Scalar(Ellipsis.Cut(statements[0].Statement.Text, MostLetters))),
        };
        if (sources.Count > 0)
        {
            head.Add(KeyValuePair.Create("sources", SourceEntries.Value(sources)));
        }

        return PageText.Of(head, blocks, [.. labels.Select(pair => (pair.Key with { Label = pair.Value }).ToMarkdown(path))], view.Wiki.Today);
    }

    /// <summary>The same passage has one label, and a label one passage.</summary>
    private static string Label(Dictionary<Citation, string> labels, Citation citation)
    {
        var same = labels.Keys.FirstOrDefault(known => known.Source == citation.Source && known.Quote == citation.Quote && known.Place == citation.Place);
        if (same is not null)
        {
            return labels[same];
        }

        var label = citation.Label;
        for (var number = 2; labels.ContainsValue(label); number++)
        {
            label = string.Create(CultureInfo.InvariantCulture, $"{citation.Label}-{number}");
        }

        return labels[citation] = label;
    }
}
