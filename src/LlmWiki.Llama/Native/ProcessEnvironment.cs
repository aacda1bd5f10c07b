using System.Runtime.InteropServices;

namespace LlmWiki.Llama.Native;

/// <summary>
/// The environment as C code sees it. .NET keeps a copy of its own on Unix, so setting a variable there changes nothing for a library.
/// </summary>
internal static partial class ProcessEnvironment
{
    public static void Set(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (OperatingSystem.IsWindows())
        {
            _ = PutWindows(name, value ?? "");
        }
        else if (value is null)
        {
            _ = UnsetUnix(name);
        }
        else
        {
            _ = SetUnix(name, value, overwrite: 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetUnix(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetUnix(string name);

    [LibraryImport("ucrtbase", EntryPoint = "_putenv_s", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PutWindows(string name, string value);
}
