using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Lint.Warm;

/// <summary>On which pages a rule has to look again when another page has changed.</summary>
[Flags]
internal enum Reach
{
    /// <summary>On none but the changed one.</summary>
    Itself = 0,

    /// <summary>On those that link to it.</summary>
    LinkingPages = 1,

    /// <summary>On those that it links to, or did.</summary>
    LinkedPages = 2,

    /// <summary>On the pages of the sources that it cites, or did.</summary>
    CitedSources = 4,

    /// <summary>At all at once: <see cref="WikiRule.CheckAll"/>.</summary>
    Whole = 8,

    /// <summary>On every page, and at all at once.</summary>
    Everything = 16,
}

/// <summary>A page whose text is not what it was, with the same title and front matter.</summary>
internal sealed class PageChange(KeptPage before, LintPage after)
{
    public KeptPage Before { get; } = before;

    public LintPage After { get; } = after;

    public bool IsOtherAnchors { get; } = before.Anchors != PageFace.AnchorsOf(after.Outline);

    /// <summary>It links to other pages, or no more in the same way.</summary>
    public bool IsOtherLinks { get; } = !before.LinkedPages.SequenceEqual(PageFace.LinkedPages(after));

    public bool IsOtherWords { get; } = before.Words != after.Words || !before.Sentences.AsSpan().SequenceEqual(after.Sentences.AsSpan());

    public bool IsOtherNames { get; } = !before.Names.AsSpan().SequenceEqual(after.Names.AsSpan());

    /// <summary>It has, or had, statements that are compared with others.</summary>
    public bool IsCompared => !Before.Keys.IsEmpty || !After.Keys.IsEmpty;

    /// <summary>It leads, or led, to a file that is not there.</summary>
    public bool HasMissingFiles => Before.HasMissingFiles || After.HasMissingFiles;

    /// <summary>The sources of which it cites other quotes than it did.</summary>
    public ImmutableArray<RelPath> OtherSources { get; } = [.. before.Cited.Except(after.Cited).Concat(after.Cited.Except(before.Cited)).Select(cited => cited.Source).Distinct()];
}
