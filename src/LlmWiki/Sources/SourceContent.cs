using System.Collections.Immutable;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>What a reader of one format gets.</summary>
internal readonly record struct SourceInput(RelPath Path, byte[] Bytes, PdfToText? PdfToText, CancellationToken Cancel);

/// <summary>What a reader of one format gives.</summary>
internal sealed record SourceContent(SourceMetadata Metadata, ImmutableArray<Passage> Passages)
{
    public ImmutableArray<SourceImage> Images { get; init; } = [];

    public ImmutableArray<string> Notes { get; init; } = [];
}
