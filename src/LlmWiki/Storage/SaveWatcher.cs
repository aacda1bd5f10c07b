using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LlmWiki.Storage;

/// <summary>
/// Tells when something below a folder was saved, once it has been quiet for a moment. What changed it does not say: who asks looks for
/// himself. Hidden folders (<c>.git</c>, <c>.wiki</c>, <c>.obsidian</c>) do not count.
/// </summary>
public sealed class SaveWatcher : IDisposable
{
    /// <summary>How long it must be quiet: an editor saves in several steps.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    private const int MostWaits = 20;

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly FileSystemWatcher _events;
    private readonly TimeProvider _time;
    private readonly string _root;

    /// <exception cref="WikiException">The system gives no events for the folder.</exception>
    public SaveWatcher(string root, TimeProvider? time = null)
    {
        (_root, _time) = (root, time ?? TimeProvider.System);
        _events = new FileSystemWatcher(root) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024 };
        _events.Created += Saved;
        _events.Changed += Saved;
        _events.Deleted += Saved;
        _events.Renamed += (_, change) => Saved(_events, change);

        // Events were lost: something was saved.
        _events.Error += (_, _) => _signal.Writer.TryWrite(true);
        try
        {
            _events.EnableRaisingEvents = true;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            _events.Dispose();
            throw new WikiException($"'{root}' cannot be watched: {error.Message}", "on Linux raise fs.inotify.max_user_watches", error);
        }
    }

    /// <summary>One element for each time that something was saved; ends when it is cancelled.</summary>
    public async IAsyncEnumerable<DateTimeOffset> Saves([EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            await _signal.Reader.ReadAsync(cancel);
            for (var waits = 0; waits < MostWaits; waits++)
            {
                await Task.Delay(Quiet, _time, cancel);
                if (!_signal.Reader.TryRead(out _))
                {
                    break;
                }
            }

            yield return _time.GetLocalNow();
        }
    }

    public void Dispose() => _events.Dispose();

    private void Saved(object sender, FileSystemEventArgs change)
    {
        var below = Path.GetRelativePath(_root, change.FullPath);
        if (!below.StartsWith('.') && !below.Contains(Path.DirectorySeparatorChar + ".", StringComparison.Ordinal))
        {
            _signal.Writer.TryWrite(true);
        }
    }
}
