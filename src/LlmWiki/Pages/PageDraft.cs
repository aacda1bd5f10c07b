using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>A block as the tool wants it on a page.</summary>
/// <param name="Text">The Markdown of one block, with references to footnotes.</param>
/// <param name="Says">What it says in plain text, without links and citations: its identity on the page.</param>
/// <param name="Level">1 to 6 for a heading, otherwise 0.</param>
public sealed record DraftBlock(BlockKind Kind, string Text, string Says, int Level = 0)
{
    public string Text { get; init; } = PageBlock.TextOf(Text);

    public string Identity { get; } = OwnedBlocks.IdentityOf(Kind + " " + Says);
}

/// <summary>What the tool wants a page to be; <see cref="PageMerge"/> brings it together with what a person did to it.</summary>
public sealed record PageDraft
{
    public required RelPath Path { get; init; }

    /// <summary>Front matter in order: key and YAML value; all but <c>generated</c>, which the merge writes.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Head { get; init; }

    public required ImmutableArray<DraftBlock> Blocks { get; init; }

    /// <summary>More values for the <c>generated</c> map, in order: key and YAML value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Generated { get; init; } = [];

    /// <summary>The footnotes that <see cref="Blocks"/> refer to. Labels that clash with a page's own are renamed by the merge.</summary>
    public required ImmutableArray<Citation> Citations { get; init; }
}

/// <summary>Who wrote a page and when, for <c>generated</c>.</summary>
public sealed record Generator(string By, DateTimeOffset At);

/// <summary>What a merge has to know of the sources as they are now.</summary>
/// <param name="IsGone">Whether a source is no longer there.</param>
/// <param name="IsUnread">Whether a source is there but was not read this time, so that what rests on it stays as it is.</param>
/// <param name="Relocate">Finds the passage of a citation again by its quote; null where the quote is gone.</param>
public sealed record SourceView(Func<RelPath, bool> IsGone, Func<RelPath, bool> IsUnread, Func<Citation, Citation?> Relocate)
{
    public static readonly SourceView Unchanged = new(_ => false, _ => false, citation => citation);
}
