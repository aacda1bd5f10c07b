using System.Collections.Immutable;
using LlmWiki.Lint;
using LlmWiki.Lint.Rules;
using LlmWiki.Pages;

namespace LlmWiki.Heal.Fixers;

/// <summary>A heading of level 2 of a page with what stands below it, footnotes at its end left out.</summary>
/// <param name="First">Number of the first block below the heading.</param>
/// <param name="End">Number of the block behind the last.</param>
internal sealed record PageSection(SnapshotFile Whole, int First, int End, int Words)
{
    public PageBlock Heading => Whole.Page.Blocks[First - 1];

    public IEnumerable<PageBlock> Blocks => Whole.Page.Blocks[First..End];

    public int FirstLine => Heading.Line;

    public int EndLine => End < Whole.Page.Blocks.Length ? Whole.Page.Blocks[End].Line : int.MaxValue;

    /// <summary>Those with something below them; a section with definitions in its middle is none.</summary>
    public static IEnumerable<PageSection> Of(SnapshotFile file, LintPage page)
    {
        var blocks = file.Page.Blocks;
        for (var at = 0; at < blocks.Length; at++)
        {
            if (blocks[at].Level != 2)
            {
                continue;
            }

            var end = at + 1;
            while (end < blocks.Length && blocks[end].Level is 0 or > 2)
            {
                end++;
            }

            end = WithoutDefinitions(blocks, at + 1, end);
            if (end > at + 1 && !blocks[(at + 1)..end].Any(IsDefinition))
            {
                yield return new PageSection(file, at + 1, end, Count(page, blocks[at].Line, end < blocks.Length ? blocks[end].Line : int.MaxValue));
            }
        }
    }

    public static bool IsDefinition(PageBlock block) => block.Kind is BlockKind.Footnote or BlockKind.LinkDefinition;

    private static int WithoutDefinitions(ImmutableArray<PageBlock> blocks, int first, int end)
    {
        while (end > first && IsDefinition(blocks[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static int Count(LintPage page, int first, int end) =>
        page.Outline.Texts.Where(text => text.Kind != TextKind.Footnote && text.Line > first && text.Line < end).Sum(WordCount.Of);
}
