using System.Globalization;

namespace LlmWiki.Storage;

/// <summary>
/// The lock that makes a process the only writer. The system holds it for an open file and lets go of it when the process
/// ends, however it ends; so a file left behind means nothing. Who holds it stands in a second file, since Windows does
/// not let a locked one be read.
/// </summary>
internal static class WriterLock
{
    /// <exception cref="WikiException">Another process holds it, or the folder cannot be written.</exception>
    public static FileStream Take(string dotWiki, TimeProvider time)
    {
        var holder = Path.Combine(dotWiki, "lock.holder");
        var held = Open(Path.Combine(dotWiki, "lock"), holder);
        try
        {
            File.WriteAllText(holder, string.Create(CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId}, since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It only serves the message to others.
        }

        return held;
    }

    private static FileStream Open(string path, string holder)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new WikiException($"'{path}' cannot be written", "check the folder's permissions", error);
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new WikiException($"another wiki command is writing here ({Holder(holder)})", "wait for it, or stop it", error);
        }
        catch (IOException error)
        {
            throw new WikiException($"'{path}' cannot be written: {error.Message}", inner: error);
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
}
