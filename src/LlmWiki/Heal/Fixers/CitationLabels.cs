using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>Labels of the citations that a page has, and of those that a fix brings: the same passage has one label.</summary>
internal sealed class CitationLabels(SnapshotFile file, LintPage page)
{
    private readonly HashSet<string> _taken = new(page.Outline.Footnotes.Select(note => note.Label), StringComparer.OrdinalIgnoreCase);
    private readonly List<Citation> _new = [];

    /// <summary>The label under which the page cites a passage; a new one where it does not cite it yet.</summary>
    public string Of(Citation citation)
    {
        if (page.Citations.Select(each => each.Citation).Concat(_new).FirstOrDefault(each => each.Source == citation.Source && each.Quote == citation.Quote && each.Place == citation.Place) is { } known)
        {
            return known.Label;
        }

        var label = citation.Label;
        for (var number = 2; !_taken.Add(label); number++)
        {
            label = string.Create(CultureInfo.InvariantCulture, $"{citation.Label}-{number}");
        }

        _new.Add(citation with { Label = label });
        return label;
    }

    /// <summary>The definitions of the new ones, behind those that are there, else at the end of the page; null where none is new.</summary>
    public TextEdit? Definitions()
    {
        if (_new.Count == 0)
        {
            return null;
        }

        var blocks = file.Page.Blocks;
        var last = blocks.Select((block, at) => (block, at)).LastOrDefault(each => file.Page.CitationOf(each.block) is not null, (null!, -1)).at;
        var lines = string.Join('\n', _new.Select(citation => citation.ToMarkdown(file.Path)));
        return last >= 0 ? BlockPlace.At(file.Page, last, "\n" + lines) with { IsItem = true } : BlockPlace.AddBehind(file.Page, blocks.Length - 1, "\n\n" + lines);
    }
}
