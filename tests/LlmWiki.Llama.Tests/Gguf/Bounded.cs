using System.Diagnostics;
using LlmWiki.Llama.Gguf;

namespace LlmWiki.Llama.Tests.Gguf;

/// <summary>Reads a file that may be anything, and holds the reader to what it promises of such files.</summary>
internal static class Bounded
{
    private const int MostBytes = 64_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>What was read, or null where it was refused; any other exception, much memory or much time fail the test.</summary>
    public static GgufFile? Read(string path)
    {
        // A machine that does something else may be slow once or twice.
        var (file, time) = Timed(path);
        for (var again = 0; again < 3 && time >= Longest; again++)
        {
            time = Timed(path).Time;
        }

        time.ShouldBeLessThan(Longest);
        return file;
    }

    private static (GgufFile? File, TimeSpan Time) Timed(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var file = TryRead(path);
        var time = Stopwatch.GetElapsedTime(start);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes);
        return (file, time);
    }

    private static GgufFile? TryRead(string path)
    {
        try
        {
            return GgufFile.Read(path);
        }
        catch (WikiException error)
        {
            error.Message.ShouldContain(Path.GetFileName(path));
            error.Message.ShouldNotContain('\u001b');
            error.Hint.ShouldNotBeNullOrEmpty();
            return null;
        }
    }
}
