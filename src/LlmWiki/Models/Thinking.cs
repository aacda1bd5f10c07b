namespace LlmWiki.Models;

/// <summary>
/// Takes out what a model thinks aloud before its reply. Only at the start of the reply: further on the same marks are text, for a wiki
/// may be about language models.
/// </summary>
internal static class Thinking
{
    /// <summary>The reply without its thinking; empty where it never ends.</summary>
    public static string Cut(string text)
    {
        var rest = ThinkingFilter.Cut(text).Text;
        return Headless(rest) is { } close ? rest[close..].TrimStart() : rest;
    }

    /// <summary>
    /// Where the reply starts when only the end of the thinking is marked: some chat templates open it in the prompt.
    /// What starts as JSON is a reply.
    /// </summary>
    private static int? Headless(string text)
    {
        if (text.AsSpan().TrimStart() is ['{' or '[', ..])
        {
            return null;
        }

        foreach (var (open, close) in ThinkingFilter.Marks.Where(mark => mark.Close != ""))
        {
            var end = text.IndexOf(close, StringComparison.Ordinal);
            if (end >= 0 && text.AsSpan(0, end).IndexOf(open, StringComparison.Ordinal) < 0)
            {
                return end + close.Length;
            }
        }

        return null;
    }
}
