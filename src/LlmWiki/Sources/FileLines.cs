namespace LlmWiki.Sources;

/// <summary>The lines of a text as editors count them: ended by LF, CRLF or CR, and by nothing else.</summary>
internal static class FileLines
{
    public static IEnumerable<ReadOnlyMemory<char>> EnumerateLinesOfFile(this string text)
    {
        for (var start = 0; start <= text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : start + length;
            yield return text.AsMemory(start, end - start);
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }
}
