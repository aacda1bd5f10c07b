using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>hub-too-large: the largest sections become pages, each with a link to it and its first sentence where it stood.</summary>
internal sealed class HubFixer : Fixer
{
    private const int FewestWords = 80;

    // A page that is just short enough is too long again after the next source.
    private const double Aim = 0.75;

    public override IReadOnlyCollection<string> Rules => ["hub-too-large"];

    public override Proposal Propose(Finding finding, HealView view)
    {
        if (view.Wiki[finding.Path] is not { } page || view.PageAt(finding.Path) is not { } file)
        {
            return Proposal.None("the page is gone");
        }

        if (page.Outline.Links.Any(link => link.Form == LinkForm.Definition))
        {
            return Proposal.None("it has links whose addresses stand elsewhere on the page");
        }

        var (most, words) = (HubTooLarge.MostWords(finding), page.Outline.Texts.Where(text => text.Kind != TextKind.Footnote).Sum(WordCount.Of));
        var sections = PageSection.Of(file, page).Where(section => section.Words >= FewestWords).ToList();
        var parts = new List<HubPart>();
        foreach (var section in sections.OrderByDescending(section => section.Words).ThenBy(section => section.First))
        {
            if (words > most * Aim && HubPart.Of(view, page, section, parts) is { } part)
            {
                parts.Add(part);
                words -= section.Words;
            }
        }

        if (words > most)
        {
            return Proposal.None(sections.Count == 0 ? "it has no sections that could be pages of their own" : "its sections cannot be made pages so that it gets short enough: other pages link into them, or their names are taken");
        }

        parts.Sort((left, right) => left.Section.First.CompareTo(right.Section.First));
        return new Fix(finding, FixTier.Review, parts.Count == 1 ? $"make a page of the section '{parts[0].Heading}'" : $"make pages of {parts.Count} sections", [.. Edits(view, file, parts)])
        {
            Made = [.. parts.Select(part => part.Page)],
            Moves = true,
            Reason = $"the largest sections are {string.Join(", ", parts.Take(3).Select(part => $"'{part.Heading}' ({part.Section.Words} words)"))}",
        };
    }

    private static IEnumerable<TextEdit> Edits(HealView view, SnapshotFile file, List<HubPart> parts)
    {
        foreach (var part in parts)
        {
            yield return part.Rest;
        }

        // Footnotes that nothing on the page refers to any more have moved.
        var gone = parts.SelectMany(part => part.Section.Blocks).ToHashSet(ReferenceEqualityComparer.Instance);
        var moved = LabelsIn(file.Page.Blocks.Where(gone.Contains));
        var staying = LabelsIn(file.Page.Blocks.Where(block => !gone.Contains(block) && block.Kind != BlockKind.Footnote).ToList());
        staying.UnionWith(parts.SelectMany(part => Citation.LabelsIn(part.Rest.Text)));
        foreach (var block in file.Page.Blocks.Where(block => block.Kind == BlockKind.Footnote && block.Text[2..block.Text.IndexOf(']', StringComparison.Ordinal)] is var label && moved.Contains(label) && !staying.Contains(label)))
        {
            yield return BlockEdit.Delete(file, block);
        }

        foreach (var edit in IndexLines.Add(view, [.. parts.Select(part => part.Page)]))
        {
            yield return edit;
        }
    }

    private static HashSet<string> LabelsIn(IEnumerable<PageBlock> blocks) => new(blocks.SelectMany(block => Citation.LabelsIn(block.Text)), StringComparer.OrdinalIgnoreCase);
}
