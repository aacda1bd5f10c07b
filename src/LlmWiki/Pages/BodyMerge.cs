using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>A block on its way to the page: as it stood (<paramref name="Raw"/>), or new (<paramref name="Raw"/> is null).</summary>
/// <param name="Draft">The draft it comes from; null for a person's block or one whose sources are gone.</param>
internal sealed record MergedBlock(string Text, BlockKind Kind, int Level, string? Raw, DraftBlock? Draft)
{
    public bool IsHeading => Kind == BlockKind.Heading;
}

/// <param name="Citations">The tool's footnotes, in order of first use.</param>
/// <param name="Kept">Entries of <c>generated.blocks</c> for blocks that are not on the page: a person deleted them.</param>
internal sealed record MergedBody(List<MergedBlock> Blocks, IReadOnlyList<Citation> Citations, IReadOnlyList<string> Kept);

/// <summary>Merges a draft into a body that a person has touched. See <see cref="PageMerge"/>.</summary>
internal sealed partial class BodyMerge
{
    private readonly SourceView _sources;
    private readonly ImmutableArray<DraftBlock> _draft;
    private readonly Dictionary<string, Citation> _citations;
    private readonly Dictionary<string, Citation> _onPage = [];
    private readonly Dictionary<string, string> _identities = [];
    private readonly List<MergedBlock> _result = [];
    private readonly List<string> _tombstones;
    private readonly HashSet<DraftBlock> _placed = [];

    public BodyMerge(PageDraft draft, Page page, SourceView sources)
    {
        _sources = sources;
        foreach (var citation in page.Blocks.Select(block => PageMerge.Footnote(page, block)).OfType<Citation>())
        {
            _onPage.TryAdd(citation.Label, citation);
        }

        foreach (var entry in page.Owned.Entries)
        {
            _identities[OwnedBlocks.HashPart(entry)] = OwnedBlocks.IdentityPart(entry);
        }

        (_draft, _citations) = Relabelled(draft, page);
        var present = page.Blocks.Select(block => block.Hash).ToHashSet();
        var draftKeys = draft.Head.Select(pair => OwnedBlocks.IdentityOf("key " + pair.Key)).ToHashSet();
        _tombstones = [.. page.Owned.Entries.Where(entry => !present.Contains(OwnedBlocks.HashPart(entry))
            && !draftKeys.Contains(OwnedBlocks.IdentityPart(entry)))];
        foreach (var block in page.Blocks.Where(block => PageMerge.Footnote(page, block) is null))
        {
            Keep(block, page.Owned.Contains(block));
        }
    }

    public MergedBody Run()
    {
        InsertNew();
        RemoveEmptySections();
        return new MergedBody(_result, Footnotes(), _tombstones);
    }

    /// <summary>An owned block that rests on nothing any more: text without a citation and without a link to another page.</summary>
    public static bool IsUncitedStatement(BlockKind kind, string text) =>
        kind is BlockKind.Paragraph or BlockKind.ListItem && !AnyReferenceOrLink().IsMatch(text);

    /// <summary>
    /// The draft in the page's own labels: a passage that the page cites already keeps its label; a label that a person's
    /// block uses for another passage is not taken a second time.
    /// </summary>
    private (ImmutableArray<DraftBlock>, Dictionary<string, Citation>) Relabelled(PageDraft draft, Page page)
    {
        var byQuote = _onPage.Values.GroupBy(Key).ToDictionary(group => group.Key, group => group.First().Label);
        var taken = page.Blocks.Where(block => !page.Owned.Contains(block) && block.Kind != BlockKind.Footnote)
            .SelectMany(block => Citation.LabelsIn(block.Text)).ToHashSet();
        taken.UnionWith(byQuote.Values);
        var labels = new Dictionary<string, string>();
        var citations = new Dictionary<string, Citation>();
        foreach (var citation in draft.Citations)
        {
            if (!byQuote.TryGetValue(Key(citation), out var label) || citations.ContainsKey(label))
            {
                label = Free(citation.Label, taken);
            }

            labels[citation.Label] = label;
            taken.Add(label);
            citations[label] = citation with { Label = label };
        }

        return ([.. draft.Blocks.Select(block => block with { Text = Citation.Relabel(block.Text, label => labels.GetValueOrDefault(label, label)) })], citations);
    }

    private static (string Source, string Quote) Key(Citation citation) =>
        (citation.Label[..Math.Max(0, citation.Label.LastIndexOf('.'))], citation.Quote);

    private static string Free(string label, HashSet<string> taken)
    {
        var free = label;
        for (var suffix = 'b'; taken.Contains(free); suffix++)
        {
            free = label + suffix;
        }

        return free;
    }

    private void Keep(PageBlock block, bool owned)
    {
        if (!owned)
        {
            _result.Add(new MergedBlock(block.Text, block.Kind, block.Level, block.Raw, null));
            return;
        }

        var identity = _identities[block.Hash];
        if (_draft.FirstOrDefault(item => item.Identity == identity && item.Kind == block.Kind && !_placed.Contains(item)) is { } renewed)
        {
            _placed.Add(renewed);
            _result.Add(new MergedBlock(renewed.Text, block.Kind, block.Level, Renewed(block, renewed.Text), renewed));
        }
        else if (block.Kind == BlockKind.Heading || Citation.LabelsIn(block.Text).Any(label => _onPage.TryGetValue(label, out var cited) && _sources.IsUnread(cited.Source)))
        {
            _result.Add(new MergedBlock(block.Text, block.Kind, block.Level, block.Raw, Stays(block.Text, block, identity)));
        }
        else if (RestsOnNothing(block))
        {
            var text = Citation.Without(block.Text, _ => true);
            _result.Add(new MergedBlock(text, block.Kind, 0, Renewed(block, text), Stays(text, block, identity)));
        }
    }

    /// <summary>An owned block that is in no draft but stays listed as the tool's.</summary>
    private static DraftBlock Stays(string text, PageBlock block, string identity) =>
        new(block.Kind, text, "", block.Level) { Identity = identity };

    private bool RestsOnNothing(PageBlock block)
    {
        var cited = Citation.LabelsIn(block.Text).Select(label => _onPage.GetValueOrDefault(label)).ToList();
        return cited.Count == 0 ? IsUncitedStatement(block.Kind, block.Text) : cited.All(citation => citation is null || _sources.IsGone(citation.Source));
    }

    private static string Renewed(PageBlock block, string text)
    {
        var newline = block.Raw.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var tail = block.Raw[block.Raw.TrimEnd('\n', '\r', ' ', '\t').Length..];
        return text == block.Text ? block.Raw : text.Replace("\n", newline, StringComparison.Ordinal) + tail;
    }

    private void InsertNew()
    {
        var deleted = _tombstones.Select(OwnedBlocks.IdentityPart).ToHashSet();
        var cursor = -1;
        foreach (var block in _draft)
        {
            var at = _result.FindIndex(item => ReferenceEquals(item.Draft, block));
            at = at < 0 && block.Kind == BlockKind.Heading ? PersonsHeading(block) : at;
            if (at >= 0)
            {
                cursor = at;
            }
            else if (!deleted.Contains(block.Identity))
            {
                cursor = PlaceAfter(cursor, block);
                _result.Insert(cursor, new MergedBlock(block.Text, block.Kind, block.Level, null, block));
            }
        }
    }

    /// <summary>A heading that a person wrote serves as the tool's where it says the same, or is the page's own title.</summary>
    private int PersonsHeading(DraftBlock heading) => _result.FindIndex(item => item.IsHeading && item.Level == heading.Level
        && (heading.Level == 1 || Folding.Fold(item.Text) == Folding.Fold(heading.Text)));

    private int PlaceAfter(int cursor, DraftBlock block)
    {
        var at = cursor + 1;
        while (at < _result.Count && _result[at].Draft is null && (block.Kind == BlockKind.Heading || !_result[at].IsHeading))
        {
            at++;
        }

        return at;
    }

    private void RemoveEmptySections()
    {
        for (var i = _result.Count - 1; i >= 0; i--)
        {
            var block = _result[i];
            var stale = block is { IsHeading: true, Draft: { } draft } && !_draft.Contains(draft);
            if (stale && (i + 1 == _result.Count || (_result[i + 1] is { IsHeading: true } next && next.Level <= block.Level)))
            {
                _result.RemoveAt(i);
            }
        }
    }

    private List<Citation> Footnotes()
    {
        var footnotes = new List<Citation>();
        foreach (var label in _result.SelectMany(block => Citation.LabelsIn(block.Text)).Distinct())
        {
            if (_citations.TryGetValue(label, out var drafted))
            {
                footnotes.Add(drafted);
            }
            else if (_onPage.TryGetValue(label, out var kept))
            {
                footnotes.Add(_sources.Relocate(kept) is { } found ? found with { Label = label } : kept);
            }
        }

        return footnotes;
    }

    [GeneratedRegex(@"\[\^[^\]\s]+\]|\]\(|\[\[", RegexOptions.CultureInvariant)]
    private static partial Regex AnyReferenceOrLink();
}
