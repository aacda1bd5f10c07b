using System.Collections.Immutable;
using System.Globalization;

namespace LlmWiki.Pages;

/// <summary>
/// Footnotes of a draft on those of a page. A passage that the page cites already keeps its label; a label that stands on
/// the page for something else is not taken a second time. Labels that differ in case only are one to Markdown.
/// </summary>
internal sealed class FootnoteMerge
{
    private readonly SourceView _sources;
    private readonly Dictionary<string, Citation> _onPage = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Citation> _drafted = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _persons = new(StringComparer.OrdinalIgnoreCase);

    public FootnoteMerge(PageDraft draft, Page page, SourceView sources)
    {
        _sources = sources;
        var known = new List<Citation>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var block in page.Blocks)
        {
            Read(page, block, known);
            taken.UnionWith(Citation.LabelsIn(block.Text));
        }

        taken.UnionWith(_onPage.Keys.Concat(_persons));
        Blocks = Relabelled(draft, known.ToLookup(Key, citation => citation.Label), taken);
    }

    /// <summary>The blocks of the draft in the labels of the page.</summary>
    public ImmutableArray<DraftBlock> Blocks { get; }

    /// <summary>Whether a block cites a source that was not read this time.</summary>
    public bool CitesUnread(PageBlock block) =>
        Citation.LabelsIn(block.Text).Any(label => _onPage.TryGetValue(label, out var cited) && _sources.IsUnread(cited.Source));

    /// <summary>Whether a block cites a footnote that a person wrote.</summary>
    public bool CitesPersons(PageBlock block) => Citation.LabelsIn(block.Text).Any(_persons.Contains);

    /// <summary>Whether a block cites something, and all of that is gone.</summary>
    public bool CitesOnlyGone(PageBlock block)
    {
        var labels = Citation.LabelsIn(block.Text).ToList();
        return labels.Count > 0 && labels.TrueForAll(label => !_onPage.TryGetValue(label, out var cited) || _sources.IsGone(cited.Source));
    }

    /// <summary>The footnotes to write below these blocks, in order of first use.</summary>
    public List<Citation> UsedBy(IEnumerable<MergedBlock> blocks)
    {
        var used = new List<Citation>();
        var labels = blocks.Where(block => block.Kind != BlockKind.Code).SelectMany(block => Citation.LabelsIn(block.Text));
        foreach (var label in labels.Distinct(StringComparer.OrdinalIgnoreCase).Where(label => !_persons.Contains(label)))
        {
            if (_drafted.TryGetValue(label, out var drafted))
            {
                used.Add(drafted);
            }
            else if (_onPage.TryGetValue(label, out var kept))
            {
                used.Add(_sources.Relocate(kept) is { } found ? found with { Label = kept.Label } : kept);
            }
        }

        return used;
    }

    private void Read(Page page, PageBlock block, List<Citation> known)
    {
        if (block.Kind != BlockKind.Footnote)
        {
            return;
        }

        if (page.CitationOf(block) is { } citation)
        {
            known.Add(citation);
            _onPage.TryAdd(citation.Label, citation);
            return;
        }

        _persons.Add(block.Text[2..block.Text.IndexOf(']', StringComparison.Ordinal)]);

        // With a remark of the person below it, it still cites its passage.
        var first = block.Text.Split('\n', 2)[0];
        if (Citation.Parse(page.Path, first) is { } remarked)
        {
            known.Add(remarked);
        }
    }

    private ImmutableArray<DraftBlock> Relabelled(PageDraft draft, ILookup<(string, string), string> known, HashSet<string> taken)
    {
        var labels = new Dictionary<string, string>();
        foreach (var citation in draft.Citations.DistinctBy(citation => citation.Label))
        {
            var free = known[Key(citation)].Where(label => !_drafted.ContainsKey(label)).ToList();
            var label = free.Contains(citation.Label) ? citation.Label : free.Count > 0 ? free[0] : Free(citation.Label, taken);
            labels[citation.Label] = label;
            taken.Add(label);
            _drafted[label] = citation with { Label = label };
        }

        return [.. draft.Blocks.Select(block => block with { Text = Citation.Relabel(block.Text, label => labels.GetValueOrDefault(label, label)) })];
    }

    /// <summary>A passage by the id of its source, which outlives a move of the file, and its words.</summary>
    private static (string Source, string Quote) Key(Citation citation) =>
        (citation.Label[..Math.Max(0, citation.Label.LastIndexOf('.'))], citation.Quote);

    private static string Free(string label, HashSet<string> taken)
    {
        var free = label;
        for (var next = 2; taken.Contains(free); next++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{label}-{next}");
        }

        return free;
    }
}
