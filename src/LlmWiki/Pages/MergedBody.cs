using System.Collections.Immutable;

namespace LlmWiki.Pages;

/// <summary>A block on its way to the page.</summary>
internal sealed record MergedBlock(BlockKind Kind, int Level, string Text)
{
    /// <summary>As it is written, with the blank lines that follow it; null where the writer sets these.</summary>
    public string? Raw { get; init; }

    /// <summary>Number of the block on the page it comes from; -1 for one that did not stand there.</summary>
    public int At { get; init; } = -1;

    /// <summary>The tool's entry for it; null for a person's block.</summary>
    public OwnedBlock? Owned { get; init; }

    /// <summary>The draft says it in these words.</summary>
    public bool IsDrafted { get; init; }

    /// <summary>It takes in whatever is written below it: see <see cref="PageBlocks.IsOpen"/>.</summary>
    public bool IsOpen { get; init; }

    public bool IsHeading => Kind == BlockKind.Heading;

    /// <summary>A block of the draft that was not on the page.</summary>
    public static MergedBlock Of(DraftBlock draft) => new(draft.Kind, draft.Level, draft.Text)
    {
        Owned = new OwnedBlock(PageBlock.HashOf(draft.Text), draft.Identity, false),
        IsDrafted = true,
    };
}

/// <param name="Citations">The tool's footnotes, in order of first use.</param>
/// <param name="Deleted">Entries of blocks that are not on the page: a person deleted them.</param>
/// <param name="IsEdited">See <see cref="OwnedBlocks"/>.</param>
internal sealed record MergedBody(
    IReadOnlyCollection<MergedBlock> Blocks, IReadOnlyList<Citation> Citations, IReadOnlyList<OwnedBlock> Deleted, bool IsEdited)
{
    /// <summary>The list of the tool's blocks, in the order of the page.</summary>
    public ImmutableArray<OwnedBlock> Owned => [.. Blocks.Select(block => block.Owned).OfType<OwnedBlock>(), .. Deleted];
}
