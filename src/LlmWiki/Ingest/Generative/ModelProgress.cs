using LlmWiki.Ingest.Extractive;
using LlmWiki.Models;
using LlmWiki.Text;

namespace LlmWiki.Ingest.Generative;

/// <summary>Tells how far a run with a model is: sources, tokens per second, and the time that is left at the rate so far.</summary>
internal sealed class ModelProgress
{
    private readonly IProgress<IngestProgress>? _progress;
    private readonly TimeProvider _time;
    private readonly Func<string, int> _count;
    private readonly Lock _gate = new();
    private readonly long _start;
    private readonly int _sources;
    private readonly Dictionary<RelPath, long> _size;
    private long _sizeDone;
    private long _tokens;
    private int _done;

    public ModelProgress(IProgress<IngestProgress>? progress, TimeProvider time, IReadOnlyList<Reading> sources, Func<string, int> count)
    {
        (_progress, _time, _count, _start, _sources) = (progress, time, count, time.GetTimestamp(), sources.Count);

        // Counting is work of its own: it is left out where nobody looks.
        _size = progress is null ? [] : sources.ToDictionary(source => source.Source.Path, source => source.Source.Passages.Sum(passage => (long)_count(passage.Text)));
    }

    /// <summary>A source has been read; what it took of the model is counted.</summary>
    public void Read(Reading reading, ModelShare share)
    {
        lock (_gate)
        {
            _done++;
            _tokens += share.Paid.Tokens;
            _sizeDone += _size.GetValueOrDefault(reading.Source.Path);
        }

        Report(IngestStage.Asking, reading.Source.Path);
    }

    public void Writing(RelPath path) => Report(IngestStage.Writing, path);

    private void Report(IngestStage stage, RelPath path)
    {
        if (_progress is null)
        {
            return;
        }

        lock (_gate)
        {
            var elapsed = _time.GetElapsedTime(_start);
            var all = _size.Values.Sum();
            _progress.Report(new IngestProgress(stage, path.Value, _done, _sources)
            {
                TokensPerSecond = elapsed.TotalSeconds > 0 ? _tokens / elapsed.TotalSeconds : 0,
                Left = _sizeDone > 0 && _tokens > 0 ? elapsed * ((double)(all - _sizeDone) / _sizeDone) : null,
            });
        }
    }
}
