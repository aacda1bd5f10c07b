using System.Collections.Immutable;
using LlmWiki.Lint.Statements;
using LlmWiki.Text;

namespace LlmWiki.Lint.Warm;

/// <summary>What is kept of one page beside its columns.</summary>
/// <param name="Stamp">How its file was when it was read.</param>
/// <param name="Head">As <see cref="PageFace.HeadOf"/>.</param>
/// <param name="Anchors">As <see cref="PageFace.AnchorsOf"/>.</param>
/// <param name="Source">The source that a page of a source is of.</param>
internal sealed record BasePage(
    Storage.FileStamp Stamp, long ReadAt, ContentHash Hash, ulong Head, ulong Anchors, bool IsBook, bool IsSource, bool HasMissingFiles, int Words, ImmutableArray<string> Called, ImmutableArray<string> Disabled, RelPath? Source)
{
    public RelPath Path => Stamp.Path;

    public bool IsOf(Storage.FileStamp now) => Storage.IndexedPage.IsSame(Stamp, ReadAt, now);
}

internal readonly record struct CitedRow(int Source, ulong Quote);

internal readonly record struct NameRow(int Text, int Line, int Column, int BeginsSentence);

/// <param name="Page">Twice the number of the page, and one more where the link counts.</param>
internal readonly record struct LinkRow(int Page)
{
    public int Number => Page >> 1;

    public bool IsCounted => (Page & 1) != 0;
}

/// <summary>
/// What a run over all pages knew and found. A later run over the same files, sources and day looks only at pages that are not as they
/// were then, and at what depends on them: both come to the same findings.
/// </summary>
internal sealed class LintBase
{
    /// <summary>Hash of all that findings depend on besides the text of pages and the rules.</summary>
    public required string Frame { get; init; }

    /// <summary>The rules that were asked.</summary>
    public required ImmutableArray<string> Rules { get; init; }

    /// <summary>In order of their paths.</summary>
    public required ImmutableArray<BasePage> Pages { get; init; }

    /// <summary>Pages that could not be read.</summary>
    public required ImmutableArray<RelPath> Unreadable { get; init; }

    public required ImmutableArray<RuleFindings> Findings { get; init; }

    /// <summary>Keys of statements that disagree with others.</summary>
    public required ImmutableArray<ulong> Disagreeing { get; init; }

    public required Lazy<Column<SlotKey>> Keys { get; init; }

    public required Lazy<Column<ulong>> Sentences { get; init; }

    public required Lazy<Column<CitedRow>> Cited { get; init; }

    public required Lazy<Column<NameRow>> Names { get; init; }

    public required Lazy<Column<LinkRow>> Links { get; init; }

    /// <summary>What <see cref="CitedRow.Source"/> counts.</summary>
    public required ImmutableArray<RelPath> Sources { get; init; }

    /// <summary>What <see cref="NameRow.Text"/> counts.</summary>
    public required ImmutableArray<string> Texts { get; init; }
}
