namespace LlmWiki.Llama.Hub;

/// <summary>Tells how far a download is and how fast it was in the last seconds, a few times each second.</summary>
internal sealed class Meter(string name, IProgress<DownloadProgress>? progress, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long? _total;
    private long _bytes;
    private long _told;
    private (long At, long Bytes) _older;
    private (long At, long Bytes) _newer;

    /// <param name="bytes">Those that are there already and say nothing of the speed.</param>
    public void Begin(long bytes, long? total)
    {
        (_bytes, _total) = (bytes, total);
        _older = _newer = (time.GetTimestamp(), bytes);
        Tell(null);
    }

    public void Add(int bytes)
    {
        _bytes += bytes;
        if (time.GetElapsedTime(_newer.At) > Window)
        {
            (_older, _newer) = (_newer, (time.GetTimestamp(), _bytes));
        }

        if (time.GetElapsedTime(_told) > Pause || _bytes == _total)
        {
            Tell(null);
        }
    }

    public void Wait(string trouble, TimeSpan delay) => Tell($"{trouble}; trying again in {delay.TotalSeconds:0} s");

    private void Tell(string? trouble)
    {
        _told = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_older.At).TotalSeconds;
        var rate = seconds > 0.5 ? (_bytes - _older.Bytes) / seconds : 0;
        progress?.Report(new DownloadProgress(name, _bytes, _total, rate, trouble));
    }
}
