using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>What a source says of itself: front matter, HTML meta, document properties. Never the file's time stamp.</summary>
public sealed record SourceMetadata
{
    /// <summary>The source's own title; null where it has none (its first level-1 heading counts, its file name does not).</summary>
    public string? Title { get; init; }

    /// <summary>When it was written or published.</summary>
    public DateTimeOffset? Date { get; init; }

    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Where it was clipped from; http or https only.</summary>
    public string? Url { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Other names of what the source is about, from front matter.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The source's own summary in a sentence or two; null where it has none.</summary>
    public string? Description { get; init; }
}

/// <summary>An image that a source shows: a file below <c>raw/</c>, and what the source says of it.</summary>
public sealed record SourceImage(RelPath Path, string Caption);

/// <summary>One file of <c>raw/</c>, read.</summary>
public sealed record Source
{
    public required RelPath Path { get; init; }

    /// <summary>Hash of the file's bytes.</summary>
    public required ContentHash Hash { get; init; }

    /// <summary>The format in a word, as the summary prints it: <c>markdown</c>, <c>text</c>, <c>html</c>, <c>csv</c>, <c>json</c>, <c>docx</c>, <c>pdf</c>.</summary>
    public required string Format { get; init; }

    public required SourceMetadata Metadata { get; init; }

    /// <summary>In reading order, numbered from 1.</summary>
    public required ImmutableArray<Passage> Passages { get; init; }

    public ImmutableArray<SourceImage> Images { get; init; } = [];

    /// <summary>What was odd and passed over, one line each, with the position: <c>line 3: front matter is no YAML …</c>.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
