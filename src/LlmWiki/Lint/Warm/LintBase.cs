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

    /// <summary>What <see cref="CitedRow.Source"/> counts.</summary>
    public required ImmutableArray<RelPath> Sources { get; init; }

    /// <summary>What <see cref="NameRow.Text"/> counts.</summary>
    public required ImmutableArray<string> Texts { get; init; }

    public required BaseColumns Columns { get; init; }
}

/// <summary>What is kept of all pages and looked at by few runs: each column is read when it is asked for.</summary>
/// <param name="part">Gets the bytes of one by its name; null where they are gone.</param>
/// <param name="stamp">Of the base that they belong to.</param>
internal sealed class BaseColumns(ulong stamp, Func<string, byte[]?> part)
{
    private readonly Lazy<Column<SlotKey>> _keys = new(() => Read<SlotKey>(nameof(Keys), stamp, part));
    private readonly Lazy<Column<ulong>> _sentences = new(() => Read<ulong>(nameof(Sentences), stamp, part));
    private readonly Lazy<Column<CitedRow>> _cited = new(() => Read<CitedRow>(nameof(Cited), stamp, part));
    private readonly Lazy<Column<NameRow>> _names = new(() => Read<NameRow>(nameof(Names), stamp, part));
    private readonly Lazy<Column<LinkRow>> _links = new(() => Read<LinkRow>(nameof(Links), stamp, part));

    public Column<SlotKey> Keys => _keys.Value;

    public Column<ulong> Sentences => _sentences.Value;

    public Column<CitedRow> Cited => _cited.Value;

    public Column<NameRow> Names => _names.Value;

    public Column<LinkRow> Links => _links.Value;

    /// <exception cref="BaseGoneException">Another process has put in another base meanwhile.</exception>
    private static Column<T> Read<T>(string name, ulong stamp, Func<string, byte[]?> part)
        where T : unmanaged => Column<T>.Read(stamp, part(name));
}
