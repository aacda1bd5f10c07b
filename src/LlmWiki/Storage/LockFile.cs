using System.Globalization;

namespace LlmWiki.Storage;

/// <summary>Another process has what was asked for, and may give it back.</summary>
internal sealed class LockHeldException(string message, string hint, Exception inner) : Exception(message, inner)
{
    public string Hint { get; } = hint;
}

/// <summary>
/// A file that one process at a time can hold. The system holds it for an open file and lets go of it when the process ends, however it ends; so a
/// file left behind means nothing. Who holds it stands in a second file, since Windows does not let a locked one be read.
/// </summary>
/// <param name="name">Of the file in <c>.wiki/</c>.</param>
/// <param name="held">Says what another holder does: "another wiki command is writing here".</param>
/// <param name="makeFolder">Makes <c>.wiki/</c>.</param>
internal sealed class LockFile(string dotWiki, string name, string held, TimeProvider time, Action makeFolder)
{
    /// <exception cref="LockHeldException">Another process has it.</exception>
    /// <exception cref="WikiException">The folder cannot be written.</exception>
    public IDisposable Open()
    {
        var holder = Path.Combine(dotWiki, name + ".holder");
        try
        {
            makeFolder();
            var file = new FileStream(Path.Combine(dotWiki, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Sign(holder);
            return file;
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new LockHeldException($"{held} ({Holder(holder)})", "wait for it, or stop it", error);
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
}
