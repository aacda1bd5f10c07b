using System.Globalization;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Heal.Fixers;

/// <summary>The footnotes of blocks that go from one page to another, under labels that are free there.</summary>
/// <param name="from">The page that they come from.</param>
/// <param name="to">Where they go.</param>
/// <param name="citations">The citations of the page that they go to.</param>
internal sealed class PageNotes(LintPage from, SnapshotFile file, RelPath to, IReadOnlyCollection<Citation> citations, IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _labels = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MovedBlock> _definitions = [];

    /// <summary>The definitions to write on the new page, in order of first use; a person's stay as they are written.</summary>
    public IReadOnlyList<MovedBlock> Definitions => _definitions;

    /// <summary>The label on the new page.</summary>
    public string Of(string label)
    {
        if (_labels.TryGetValue(label, out var known))
        {
            return known;
        }

        var citation = from.Citations.Select(each => each.Citation).FirstOrDefault(each => each.Label.Equals(label, StringComparison.OrdinalIgnoreCase));
        if (citation is not null && citations.FirstOrDefault(each => each.Source == citation.Source && each.Quote == citation.Quote && each.Place == citation.Place) is { } same)
        {
            return _labels[label] = same.Label;
        }

        var block = file.Page.Blocks.FirstOrDefault(each => each.Kind == BlockKind.Footnote && each.Text.StartsWith($"[^{label}]:", StringComparison.OrdinalIgnoreCase));
        if (block is null)
        {
            // Nothing defines it: it is text, and stays so.
            return _labels[label] = label;
        }

        var free = label;
        for (var number = 2; !_taken.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{label}-{number}");
        }

        _labels[label] = free;
        _definitions.Add(new MovedBlock(BlockKind.Footnote, citation is not null ? (citation with { Label = free }).ToMarkdown(to) : $"[^{free}]:{block.Text[(label.Length + 4)..]}", null));
        return free;
    }
}
