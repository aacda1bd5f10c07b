namespace LlmWiki.Llama.Hub;

/// <summary>What the system says of the disk that a folder lies on.</summary>
internal static class Disk
{
    // ENOSPC of Linux and macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    public static bool IsFull(IOException error) => (error.HResult & 0xFFFF) is 28 or 39 or 112;

    /// <summary>What this user may still write, in bytes; null where the system does not say.</summary>
    public static long? FreeBytes(string folder)
    {
        try
        {
            // Windows knows drives only; elsewhere any path stands for the file system it lies on.
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
