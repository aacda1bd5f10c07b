using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LlmWiki.Text;

namespace LlmWiki.Storage;

/// <summary>Files of <c>raw/</c> that are new, changed or gone since the batch before, in ordinal order.</summary>
/// <param name="Listing">What <c>raw/</c> holds now.</param>
public sealed record RawBatch(ImmutableArray<RelPath> Paths, RawListing Listing);

/// <summary>
/// Tells when files of <c>raw/</c> change. The system's events only say when to look; what changed is found by comparing
/// listings, so that lost events, renamed folders and a <c>raw/</c> that is deleted and made again cost nothing. Without
/// events it does not look.
/// </summary>
public sealed class RawWatcher(WikiFolder folder, TimeProvider? time = null) : IDisposable
{
    /// <summary>How long it must be quiet before it looks.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    // Under steady writing it looks all the same after this many quiet times.
    private const int MostWaits = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly string _raw = Path.Combine(folder.Root, "raw");
    private readonly System.Threading.Lock _gate = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FileSystemWatcher? _rootEvents;
    private FileSystemWatcher? _rawEvents;
    private bool _disposed;

    /// <summary>
    /// Waits for changes until it is cancelled. A file is reported once its size and time were the same at two looks and
    /// it can be opened, so a long copy is reported at its end.
    /// </summary>
    /// <param name="since">The listing the caller has dealt with: what differs from it already is the first batch.</param>
    /// <exception cref="WikiException">The system gives no events for the folder.</exception>
    public async IAsyncEnumerable<RawBatch> Batches(RawListing since, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        WatchRoot();
        WatchRaw();
        var known = since.Files.ToDictionary(file => file.Path);
        var seen = new Dictionary<RelPath, RawFile>();
        Signal();
        while (true)
        {
            await Silence(cancel);
            var listing = folder.ListRaw();
            var now = listing.Files.ToDictionary(file => file.Path);
            var ready = Ready(known, seen, now, out var waiting);
            seen = now;
            if (ready.Length > 0)
            {
                yield return new RawBatch(ready, listing);
            }

            if (waiting)
            {
                Signal();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _rootEvents?.Dispose();
            _rawEvents?.Dispose();
        }
    }

    /// <summary>What changed and is stable; <paramref name="known"/> then knows it. The rest is looked at again.</summary>
    private ImmutableArray<RelPath> Ready(
        Dictionary<RelPath, RawFile> known, Dictionary<RelPath, RawFile> seen, Dictionary<RelPath, RawFile> now, out bool waiting)
    {
        var ready = new SortedSet<RelPath>(known.Keys.Where(path => !now.ContainsKey(path)));
        var changed = now.Values.Where(file => !known.TryGetValue(file.Path, out var old) || old != file).ToList();
        var stable = changed.Where(file => seen.TryGetValue(file.Path, out var before) && before == file && CanOpen(file)).ToList();
        foreach (var path in ready)
        {
            known.Remove(path);
        }

        foreach (var file in stable)
        {
            known[file.Path] = file;
            ready.Add(file.Path);
        }

        waiting = stable.Count < changed.Count;
        return [.. ready];
    }

    // Waits for a sign of life, then until there is none for a while.
    private async Task Silence(CancellationToken cancel)
    {
        try
        {
            await _signal.Reader.ReadAsync(cancel);
        }
        catch (ChannelClosedException error) when (error.InnerException is WikiException lost)
        {
            throw new WikiException(lost.Message, lost.Hint, error);
        }

        for (var waits = 0; waits < MostWaits; waits++)
        {
            await Task.Delay(Quiet, _time, cancel);
            if (!_signal.Reader.TryRead(out _))
            {
                return;
            }
        }
    }

    private bool CanOpen(RawFile file)
    {
        try
        {
            // What is empty may be a pipe, which would not come back.
            if (file.Size > 0)
            {
                File.OpenHandle(Path.Combine(folder.Root, file.Path.Value), share: FileShare.Read).Dispose();
            }

            return true;
        }
        catch (UnauthorizedAccessException)
        {
            // It will not get better by waiting: whoever reads it reports it.
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void WatchRoot()
    {
        _rootEvents = Start(new FileSystemWatcher(folder.Root, "raw") { NotifyFilter = NotifyFilters.DirectoryName | NotifyFilters.FileName });
        FileSystemEventHandler again = (_, _) => Restart(TimeSpan.Zero);
        _rootEvents.Created += again;
        _rootEvents.Deleted += again;
        _rootEvents.Renamed += (_, _) => Restart(TimeSpan.Zero);
    }

    /// <summary>Begins to watch <c>raw/</c> anew, if it is there, and has everything looked at.</summary>
    private void WatchRaw()
    {
        lock (_gate)
        {
            _rawEvents?.Dispose();
            _rawEvents = null;
            if (!_disposed && Directory.Exists(_raw))
            {
                _rawEvents = new FileSystemWatcher(_raw) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024 };
                FileSystemEventHandler changed = (_, _) => Signal();
                _rawEvents.Created += changed;
                _rawEvents.Changed += changed;
                _rawEvents.Deleted += changed;
                _rawEvents.Renamed += (_, _) => Signal();
                _rawEvents.Error += (_, error) => Lost(error.GetException());
                Start(_rawEvents);
            }
        }

        Signal();
    }

    private void Lost(Exception error)
    {
        if (error is InternalBufferOverflowException)
        {
            Signal();
        }
        else
        {
            // The pause keeps a watcher that fails at once each time from turning into a storm.
            Restart(Pause);
        }
    }

    // Not from within an event: disposing a watcher there may wait for itself.
    private void Restart(TimeSpan after) => _ = Task.Run(async () =>
    {
        try
        {
            await Task.Delay(after, _time);
            WatchRaw();
        }
        catch (WikiException error)
        {
            _signal.Writer.TryComplete(error);
        }
    });

    private FileSystemWatcher Start(FileSystemWatcher watcher)
    {
        try
        {
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher.Dispose();
            if (!Directory.Exists(_raw))
            {
                // It went away in this moment; its return is an event of the root.
                return watcher;
            }

            throw new WikiException($"'{_raw}' cannot be watched: {error.Message}",
                "on Linux raise fs.inotify.max_user_watches, or run 'wiki ingest' on a schedule", error);
        }
    }

    private void Signal() => _signal.Writer.TryWrite(true);
}
