namespace LlmWiki.Storage;

/// <summary>The lock that makes a process the only writer. Its holder may take it again; it is free when all are given back.</summary>
/// <param name="open">Takes it from other processes, or from the work that this one is a part of.</param>
/// <param name="onTaken">Runs under the fresh lock; if it throws, the lock is not taken.</param>
internal sealed class WriterLock(Func<IDisposable> open, Action onTaken) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly System.Threading.Lock _gate = new();
    private IDisposable? _held;
    private int _depth;

    /// <exception cref="WikiException">Another process holds it, or the folder cannot be written.</exception>
    public IDisposable Take()
    {
        try
        {
            return TakeNow();
        }
        catch (LockHeldException error)
        {
            throw new WikiException(error.Message, error.Hint, error);
        }
    }

    /// <summary>Waits as long as another process holds it.</summary>
    /// <param name="onWait">Gets, once, who holds it.</param>
    /// <exception cref="WikiException">The folder cannot be written.</exception>
    public async Task<IDisposable> TakeAsync(Action<string> onWait, CancellationToken cancel)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return TakeNow();
            }
            catch (LockHeldException error)
            {
                if (isFirst)
                {
                    onWait(error.Message);
                }

                await Task.Delay(Poll, cancel);
            }
        }
    }

    private IDisposable TakeNow()
    {
        lock (_gate)
        {
            if (_depth == 0)
            {
                _held = open();
                try
                {
                    onTaken();
                }
                catch
                {
                    Dispose();
                    throw;
                }
            }

            _depth++;
            return new Hold(this);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _held?.Dispose();
            _held = null;
            _depth = 0;
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            if (_depth > 0 && --_depth == 0)
            {
                Dispose();
            }
        }
    }

    private sealed class Hold(WriterLock owner) : IDisposable
    {
        private WriterLock? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Release();
    }
}
