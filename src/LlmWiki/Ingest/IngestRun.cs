using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Ingest;

/// <summary>Compiles <c>raw/</c> into <c>wiki/</c>: the shell that reads, calls the pipeline, and applies its patches.</summary>
public sealed class IngestRun(WikiFolder folder, TimeProvider time)
{
    private readonly (WikiFolder, TimeProvider) _wiring = (folder, time);

    /// <exception cref="WikiException">Another process writes, or the disk refuses.</exception>
    public IngestReport Run(IngestOptions options, IProgress<IngestProgress>? progress = null, CancellationToken cancel = default) =>
        throw new InvalidOperationException(_wiring.Item1.Root);

    public WikiStatus Status(CancellationToken cancel = default) => throw new InvalidOperationException(_wiring.Item1.Root);

    /// <summary>Plans the removal of a source from the wiki; <see cref="WikiFolder.Apply"/> carries it out.</summary>
    /// <exception cref="WikiException">No page knows the source.</exception>
    public SourceRemoval PlanRemoval(RelPath source) => throw new InvalidOperationException(_wiring.Item1.Root);
}
