using System.Collections.Immutable;

namespace LlmWiki.Pages;

/// <summary>
/// Follows the order of a draft on a page nobody edited. Blocks of the page that stay although they are in no draft (their
/// sources are gone, or were not read) stand behind the one they stood behind.
/// </summary>
/// <param name="page">Each block of the page as it is from now on; null for one that goes.</param>
/// <param name="drafted">The number of the draft's block for each of the page; -1 for none.</param>
internal sealed class KeptBlocks(ImmutableArray<DraftBlock> draft, MergedBlock?[] page, int[] drafted)
{
    public LinkedList<MergedBlock> Weave()
    {
        var result = new LinkedList<MergedBlock>();
        var placed = Drafted().Select(result.AddLast).ToArray();
        var headings = placed.Where(node => node.Value.IsHeading).GroupBy(node => node.Value.Owned!.Value.Identity).ToDictionary(group => group.Key, group => group.First());
        var last = (LinkedListNode<MergedBlock>?)null;
        for (var i = 0; i < page.Length; i++)
        {
            if (drafted[i] >= 0)
            {
                last = placed[drafted[i]];
            }
            else if (page[i] is { IsHeading: true } old && headings.TryGetValue(old.Owned!.Value.Identity, out var heading))
            {
                last = heading;
            }
            else if (page[i] is { } stays && (!stays.IsHeading || StaysBelow(i)))
            {
                last = last is null ? result.AddFirst(stays) : result.AddAfter(last, stays);
            }
        }

        return result;
    }

    private IEnumerable<MergedBlock> Drafted()
    {
        var onPage = Enumerable.Range(0, page.Length).Where(i => drafted[i] >= 0).ToDictionary(i => drafted[i], i => page[i]!);
        return draft.Select((block, i) => onPage.GetValueOrDefault(i) ?? MergedBlock.Of(block));
    }

    /// <summary>Whether something stays below a heading that is in no draft.</summary>
    private bool StaysBelow(int heading)
    {
        for (var i = heading + 1; i < page.Length && drafted[i] < 0; i++)
        {
            if (page[i] is { } block && (!block.IsHeading || block.Level <= page[heading]!.Level))
            {
                return !block.IsHeading;
            }
        }

        return false;
    }
}
