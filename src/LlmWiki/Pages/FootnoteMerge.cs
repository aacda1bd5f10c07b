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

    /// <summary>What labels cite on the page, also where a person wrote the footnote.</summary>
    private readonly Dictionary<string, Citation> _onPage = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Citation> _drafted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Labels of footnotes that a person wrote.</summary>
    private readonly HashSet<string> _persons = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="isEdited">Otherwise labels that the draft no longer uses are free: nothing that stays can have used them.</param>
    public FootnoteMerge(PageDraft draft, Page page, SourceView sources, bool isEdited)
    {
        _sources = sources;
        foreach (var block in page.Blocks.Where(block => block.Kind == BlockKind.Footnote))
        {
            Read(page, block);
        }

        var staying = page.Blocks.Where(block => isEdited || CitesUnread(block)).SelectMany(block => Citation.LabelsIn(block.Text));
        var taken = staying.Concat(isEdited ? _onPage.Keys.Concat(_persons) : []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Blocks = Relabelled(draft, [.. draft.Citations.DistinctBy(citation => citation.Label)], [.. _onPage.Values], taken);
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
        return labels.Count > 0 && !CitesPersons(block)
            && labels.TrueForAll(label => !_onPage.TryGetValue(label, out var cited) || _sources.IsGone(cited.Source));
    }

    /// <summary>Whether a block cites something, and none of it is where it was quoted from, or found elsewhere in its source.</summary>
    public bool CitesNothingThatHolds(PageBlock block)
    {
        var labels = Citation.LabelsIn(block.Text).ToList();
        return labels.Count > 0 && !CitesPersons(block)
            && labels.TrueForAll(label => !_onPage.TryGetValue(label, out var cited) || _sources.IsGone(cited.Source) || (!_sources.IsUnread(cited.Source) && _sources.Relocate(cited) is null));
    }

    /// <summary>The footnotes to write below these blocks, in order of first use.</summary>
    public List<Citation> UsedBy(IReadOnlyCollection<MergedBlock> blocks)
    {
        var used = new List<Citation>();
        var drafted = blocks.Where(block => block.IsDrafted).SelectMany(block => Citation.LabelsIn(block.Text)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var labels = blocks.Where(block => block.Kind != BlockKind.Code).SelectMany(block => Citation.LabelsIn(block.Text));
        foreach (var label in labels.Distinct(StringComparer.OrdinalIgnoreCase).Where(label => !_persons.Contains(label)))
        {
            if (drafted.Contains(label) && _drafted.TryGetValue(label, out var citation))
            {
                used.Add(citation);
            }
            else if (_onPage.TryGetValue(label, out var kept))
            {
                used.Add(_sources.Relocate(kept) is { } found ? found with { Label = kept.Label } : kept);
            }
        }

        return used;
    }

    private void Read(Page page, PageBlock footnote)
    {
        if (page.CitationOf(footnote) is { } citation)
        {
            if (!_persons.Contains(citation.Label))
            {
                _onPage.TryAdd(citation.Label, citation);
            }

            return;
        }

        var label = footnote.Text[2..footnote.Text.IndexOf(']', StringComparison.Ordinal)];
        _persons.Add(label);
        _onPage.Remove(label);

        // With a remark of the person below it, it still cites its passage.
        if (Citation.Parse(page.Path, footnote.Text.Split('\n', 2)[0]) is { } remarked)
        {
            _onPage[label] = remarked;
        }
    }

    private ImmutableArray<DraftBlock> Relabelled(PageDraft draft, List<Citation> citations, List<Citation> known, HashSet<string> taken)
    {
        var same = Pairing.Of(
            citations,
            known,
            (citation => Key(citation) + citation.Place, citation => Key(citation) + citation.Place),
            (citation => Key(citation) + citation.Label, citation => MovableKey(citation) is { } key ? key + citation.Label : null),
            (Key, MovableKey));
        taken.UnionWith(same.Where(number => number >= 0).Select(number => known[number].Label));
        var labels = new Dictionary<string, string>();
        for (var i = 0; i < citations.Count; i++)
        {
            var label = same[i] < 0 ? Free(citations[i].Label, taken) : known[same[i]].Label;
            labels[citations[i].Label] = label;
            taken.Add(label);
            _drafted[label] = citations[i] with { Label = label };
        }

        return [.. draft.Blocks.Select(block => block with { Text = Citation.Relabel(block.Text, label => labels.GetValueOrDefault(label, label)) })];
    }

    /// <summary>A passage by the id of its source, which outlives a move of the file, and its words.</summary>
    private static string Key(Citation citation) =>
        citation.Label[..Math.Max(0, citation.Label.LastIndexOf('.'))] + "\n" + citation.Quote + "\n";

    /// <summary>A footnote that a person wrote cannot be made to cite another place.</summary>
    private string? MovableKey(Citation citation) => _persons.Contains(citation.Label) ? null : Key(citation);

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
