using System.Text;

namespace LlmWiki.Sources;

/// <summary>
/// A Markdown file's front matter and body. In the body, front matter and Obsidian's comment blocks (<c>%%</c> on lines of
/// their own) are blanked out, so that every character keeps its offset and line.
/// </summary>
internal readonly record struct MarkdownParts(string? FrontMatter, string Body)
{
    public static MarkdownParts Of(string text)
    {
        var body = new StringBuilder(text);
        string? frontMatter = null;
        var state = new Scan();
        var offset = 0;
        foreach (var line in text.EnumerateLinesOfFile())
        {
            var plain = line.Span.TrimEnd();
            if (offset == 0 && plain is "---")
            {
                frontMatter = FindFrontMatter(text, line.Length, out var end);
                Blank(body, 0, end);
                state.SkipUntil = end;
            }
            else if (offset >= state.SkipUntil && state.IsComment(plain))
            {
                Blank(body, offset, offset + line.Length);
            }

            offset += line.Length;
            offset += offset + 1 < text.Length && text[offset] == '\r' && text[offset + 1] == '\n' ? 2 : 1;
        }

        return new MarkdownParts(frontMatter, body.ToString());
    }

    /// <summary>The lines between <c>---</c> and the next <c>---</c> or <c>...</c>; null where it is never closed.</summary>
    private static string? FindFrontMatter(string text, int firstLine, out int end)
    {
        var start = firstLine + (firstLine + 1 < text.Length && text[firstLine] == '\r' && text[firstLine + 1] == '\n' ? 2 : 1);
        var offset = start;
        foreach (var line in text[Math.Min(start, text.Length)..].EnumerateLinesOfFile())
        {
            if (line.Span.TrimEnd() is "---" or "...")
            {
                end = offset + line.Length;
                return text[start..offset];
            }

            offset += line.Length;
            offset += offset + 1 < text.Length && text[offset] == '\r' && text[offset + 1] == '\n' ? 2 : 1;
        }

        end = 0;
        return null;
    }

    private static void Blank(StringBuilder body, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            body[i] = body[i] is '\n' or '\r' ? body[i] : ' ';
        }
    }

    /// <summary>Where the scan stands: inside a fence, where <c>%%</c> is code, or inside a comment.</summary>
    private sealed class Scan
    {
        private string _fence = "";
        private bool _comment;

        public int SkipUntil { get; set; }

        public bool IsComment(ReadOnlySpan<char> line)
        {
            var plain = line.TrimStart();
            if (_comment)
            {
                _comment = !plain.EndsWith("%%");
                return true;
            }

            if (_fence.Length > 0)
            {
                _fence = plain.StartsWith(_fence) && plain.IndexOfAnyExcept(_fence[0]) < 0 ? "" : _fence;
                return false;
            }

            if (plain.StartsWith("```") || plain.StartsWith("~~~"))
            {
                var other = plain.IndexOfAnyExcept(plain[0]);
                _fence = new string(plain[0], other < 0 ? plain.Length : other);
                return false;
            }

            _comment = plain.StartsWith("%%") && !plain[2..].Contains("%%", StringComparison.Ordinal);
            return _comment;
        }
    }
}
