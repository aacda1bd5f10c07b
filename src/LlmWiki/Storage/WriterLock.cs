using System.Globalization;

namespace LlmWiki.Storage;

/// <summary>
/// The lock that makes a process the only writer. The system holds it for an open file and lets go of it when the process
/// ends, however it ends; so a file left behind means nothing. Who holds it stands in a second file, since Windows does
/// not let a locked one be read. Its holder may take it again; it is free when all are given back.
/// </summary>
/// <param name="makeFolder">Makes <c>.wiki/</c>.</param>
/// <param name="onTaken">Runs under the fresh lock; if it throws, the lock is not taken.</param>
internal sealed class WriterLock(string dotWiki, TimeProvider time, Action makeFolder, Action onTaken) : IDisposable
{
    private readonly System.Threading.Lock _gate = new();
    private FileStream? _held;
    private int _depth;

    /// <exception cref="WikiException">Another process holds it, or the folder cannot be written.</exception>
    public IDisposable Take()
    {
        lock (_gate)
        {
            if (_depth == 0)
            {
                _held = Open();
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

    private FileStream Open()
    {
        var holder = Path.Combine(dotWiki, "lock.holder");
        try
        {
            makeFolder();
            var held = new FileStream(Path.Combine(dotWiki, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Sign(holder);
            return held;
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new WikiException($"another wiki command is writing here ({Holder(holder)})", "wait for it, or stop it", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WikiException($"'{dotWiki}' cannot be written: {error.Message}", "check the folder's permissions", error);
        }
    }

    private void Sign(string holder)
    {
        try
        {
            File.WriteAllText(holder, string.Create(CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId}, since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It only serves the message to others.
        }
    }

    // ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux (11) and macOS (35).
    private static bool IsHeld(IOException error) =>
        error.GetType() == typeof(IOException) && (error.HResult & 0xFFFF) is 32 or 11 or 35;

    private static string Holder(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "process unknown";
        }
    }

    private sealed class Hold(WriterLock owner) : IDisposable
    {
        private WriterLock? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Release();
    }
}
