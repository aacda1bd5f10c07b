using System.Collections.Immutable;
using LlmWiki.Models;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

public sealed record IngestOptions
{
    /// <summary>Files or folders below <c>raw/</c>; empty for all of it.</summary>
    public ImmutableArray<RelPath> Only { get; init; } = [];

    /// <summary>Make the patches but apply none; <see cref="IngestReport.Patches"/> has them, based on each other in order.</summary>
    public bool DryRun { get; init; }

    /// <summary>With a model: sources are read again although they did not change, and replies that were kept are not looked at.</summary>
    public bool Fresh { get; init; }
}

public enum IngestStage
{
    Reading,
    Asking,
    Sorting,
    Writing,
}

/// <summary>How far a run is: for a progress bar on stderr.</summary>
/// <param name="Item">The source being read or written; null between stages.</param>
public sealed record IngestProgress(IngestStage Stage, string? Item, int Done, int Total)
{
    /// <summary>Of a model, prompts and replies together; 0 where it is not known yet.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>Until the model is through, at the rate so far; null where it is not known yet.</summary>
    public TimeSpan? Left { get; init; }
}

public enum SourceState
{
    New,
    Changed,

    /// <summary>The same bytes under another name.</summary>
    Moved,

    /// <summary>Its page is there, the file is not.</summary>
    Removed,
    Unchanged,

    /// <summary>A person took it out of the wiki; it is not read until it changes or is named.</summary>
    TakenOut,
}

/// <summary>One source as the next or last run sees it.</summary>
/// <param name="MovedFrom">The name it had; null unless it was moved.</param>
public sealed record SourceChange(RelPath Path, SourceState State, RelPath? MovedFrom = null);

/// <summary>What one source gave: for <c>--explain</c>.</summary>
/// <param name="Passages">All passages but headings.</param>
/// <param name="Cited">Those of them that some page cites.</param>
public sealed record SourceOutcome(RelPath Path, string Format, RelPath Page, int Passages, int Cited, ImmutableArray<string> Notes)
{
    /// <summary>What the model did for it; null without one.</summary>
    public ModelShare? Model { get; init; }
}

/// <summary>A change to a page as a dry run shows it; null text where there is no file.</summary>
public sealed record PageChange(RelPath Path, string? Before, string? After);

/// <summary>What a run did, or, as a dry run, would do.</summary>
public sealed record IngestReport
{
    /// <summary>The engine that read: <c>extractive</c>, or one with its model, <c>llama:qwen3-4b-q4_k_m</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>What the model did; null without one.</summary>
    public ModelShare? Model { get; init; }

    public ImmutableArray<SourceChange> Sources { get; init; } = [];

    /// <summary>Files that could not be read, with reason and hint; the others went on.</summary>
    public ImmutableArray<SkippedFile> Skipped { get; init; } = [];

    /// <summary>Pages whose bytes a person changed while the run was writing; they are as the person left them.</summary>
    public ImmutableArray<Conflict> Conflicts { get; init; } = [];

    public ImmutableArray<SourceOutcome> Outcomes { get; init; } = [];

    /// <summary>First to last text of each page the run touched, in path order.</summary>
    public ImmutableArray<PageChange> Pages { get; init; } = [];

    /// <summary>Of a dry run only: all of their texts at once would take more memory than the rest of the run.</summary>
    public ImmutableArray<Patch> Patches { get; init; } = [];

    /// <summary>Statements on all pages after the run, and the citations under them.</summary>
    public int Statements { get; init; }

    public int Citations { get; init; }

    public int Created => Pages.Count(page => page.Before is null && page.After is not null);

    public int Changed => Pages.Count(page => page.Before is not null && page.After is not null);

    public int Deleted => Pages.Count(page => page.Before is not null && page.After is null);
}

/// <summary>Where the wiki stands against <c>raw/</c>.</summary>
/// <param name="Pages">Count of pages by type, in order of the type's name.</param>
/// <param name="Passages">Passages of all compiled sources, headings left out, and those of them that pages cite.</param>
public sealed record WikiStatus(
    ImmutableArray<SourceChange> Sources,
    ImmutableArray<SkippedFile> Skipped,
    ImmutableArray<KeyValuePair<string, int>> Pages,
    int Passages,
    int Cited);

/// <summary>What taking a source out of the wiki would touch.</summary>
/// <param name="Statements">Statements that rest on it alone, by page, as they read.</param>
/// <param name="Kept">Blocks of a person that cite it; they stay, and are named with their line.</param>
public sealed record SourceRemoval(
    RelPath Source,
    ImmutableArray<PageChange> Pages,
    ImmutableArray<KeyValuePair<RelPath, string>> Statements,
    ImmutableArray<KeyValuePair<RelPath, int>> Kept,
    Patch Patch);
