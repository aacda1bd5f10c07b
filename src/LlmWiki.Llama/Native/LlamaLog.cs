using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LlmWiki.Llama.Native;

/// <summary>
/// What llama.cpp says, kept instead of printed: the reason for a failure stands only here. It speaks on the thread that called it, so
/// each thread keeps its own lines: what another engine in the process says meanwhile is not taken for the reason.
/// </summary>
internal static unsafe class LlamaLog
{
    private const int Kept = 400;
    private const int Warning = 3;
    private const int Error = 4;
    private const int Continued = 5;

    [ThreadStatic]
    private static Queue<(int Level, string Text)>? _lines;

    public static void Capture()
    {
        LlamaApi.llama_log_set(&Received, null);
        GgmlApi.ggml_log_set(&Received, null);
    }

    /// <summary>Forgets what was said before, so that <see cref="Reason"/> speaks of the call that follows.</summary>
    public static void Clear() => _lines?.Clear();

    /// <summary>The last thing that was called an error (or else a warning) in one line; empty where there is none.</summary>
    public static string Reason()
    {
        var lines = _lines?.ToArray() ?? [];
        var errors = Array.FindAll(lines, line => line.Level == Error);
        var said = errors.Length > 0 ? errors : Array.FindAll(lines, line => line.Level == Warning);
        return string.Join("; ", said.Select(line => Readable(line.Text)).Where(text => text != "").Distinct().TakeLast(2));
    }

    /// <summary>Without the name of the C++ function that speaks.</summary>
    private static string Readable(string line)
    {
        var text = line.Trim();
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && text.AsSpan(0, colon).IndexOf(' ') < 0 ? text[(colon + 2)..].Trim() : text;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Received(int level, byte* text, void* data)
    {
        // Nothing may be thrown into C++, and nothing slow may happen in its threads.
        var said = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
        _lines ??= new Queue<(int Level, string Text)>();
        _lines.Enqueue((level == Continued ? 0 : level, said));
        if (_lines.Count > Kept)
        {
            _lines.Dequeue();
        }
    }
}
