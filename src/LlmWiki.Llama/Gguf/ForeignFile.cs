using System.Text;

namespace LlmWiki.Llama.Gguf;

/// <summary>What a file that should be a model is instead. Downloads go wrong in a few ways, and each has its own remedy.</summary>
internal static class ForeignFile
{
    private const string Again = "download it again";

    private static readonly (string Start, string What, string Hint)[] Known =
    [
        ("version https://git-lfs", "is a Git LFS pointer: the clone fetched no large files", "run 'git lfs pull' in that folder, or download the file itself"),
        ("ggml", "is in the GGML format of 2023, which llama.cpp no longer reads", "take a GGUF of the model"),
        ("lmgg", "is in the GGML format of 2023, which llama.cpp no longer reads", "take a GGUF of the model"),
        ("fmgg", "is in the GGML format of 2023, which llama.cpp no longer reads", "take a GGUF of the model"),
        ("tjgg", "is in the GGML format of 2023, which llama.cpp no longer reads", "take a GGUF of the model"),
        ("FUGG", "is a GGUF in big-endian byte order", "take the little-endian GGUF of the model"),
        ("PK\u0003\u0004", "is a zip archive or PyTorch weights, not a GGUF", "take a GGUF of the model, or unpack the archive"),
        ("\u001f\u008b", "is packed with gzip", "unpack it"),
        ("%PDF", "is a PDF, not a model", "name the .gguf file"),
    ];

    /// <summary>What is wrong and what to do, from the file's first bytes.</summary>
    public static (string What, string Hint) Describe(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 512)]);
        var trimmed = text.TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        foreach (var (mark, what, hint) in Known)
        {
            if (text.StartsWith(mark, StringComparison.Ordinal))
            {
                return (what, hint);
            }
        }

        if (trimmed.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith('<'))
        {
            return ("is a web page, not a model: the download got the page about the file, or one that asks to log in", "use the download link of the file itself, or 'wiki model pull'");
        }

        if (IsSafetensors(start))
        {
            return ("is a safetensors file, not a GGUF", "take a GGUF of the model");
        }

        if (trimmed.StartsWith('{'))
        {
            return ($"is no GGUF but JSON, perhaps a server's error: {GgufReader.Shown(trimmed)}", Again);
        }

        return start.IndexOfAnyExcept((byte)0) < 0
            ? ("holds zeros where a model begins: a download that reserved its space and did not end", Again)
            : ("is no GGUF: it does not begin with these four letters", "name a .gguf file, or download it again");
    }

    /// <summary>A length of eight bytes, then JSON.</summary>
    private static bool IsSafetensors(ReadOnlySpan<byte> start) => start.Length > 9 && start[8] == '{' && start[9] == '"' && start[5] == 0 && start[6] == 0 && start[7] == 0;
}
