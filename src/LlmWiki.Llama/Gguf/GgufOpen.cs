using System.Security;
using Microsoft.Win32.SafeHandles;

namespace LlmWiki.Llama.Gguf;

/// <summary>Opens and reads a model file, and says in a person's words why that is not possible.</summary>
internal static class GgufOpen
{
    public static (SafeFileHandle File, long Bytes) Open(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new WikiException($"'{path}' is a folder, not a model file", "name the .gguf file in it");
            }

            // Asked before it is opened, because opening a pipe waits for who writes into it.
            if (new FileInfo(path).Length == 0)
            {
                throw new WikiException($"'{path}' is empty", "download it again");
            }

            var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan);
            return (file, RandomAccess.GetLength(file));
        }
        catch (Exception error) when (IsOfFiles(error))
        {
            throw Unreadable(path, error);
        }
    }

    public static int Read(string path, SafeFileHandle file, Span<byte> into, long from)
    {
        try
        {
            return RandomAccess.Read(file, into, from);
        }
        catch (Exception error) when (IsOfFiles(error))
        {
            throw Unreadable(path, error);
        }
    }

    private static bool IsOfFiles(Exception error) =>
        error is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    private static WikiException Unreadable(string path, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => new WikiException($"there is no model file '{path}'", "wiki model list", error),
        UnauthorizedAccessException or SecurityException => new WikiException($"'{path}' may not be read", "check the file's permissions", error),
        IOException => new WikiException($"'{path}' could not be read: {error.Message}", "if another program uses it, for instance a download, wait for that", error),
        _ => new WikiException($"'{GgufReader.Shown(path)}' is no path of a file", inner: error),
    };
}
