namespace LlmWiki.Models;

/// <summary>
/// Takes out what a model thinks aloud before its reply. Only at the start of the reply: further on the same marks are text, for a wiki
/// may be about language models.
/// </summary>
internal static class Thinking
{
    private static readonly (string Open, string Close)[] Marks =
    [
        ("<think>", "</think>"),
        ("<thinking>", "</thinking>"),
        ("<thought>", "</thought>"),
        ("[THINK]", "[/THINK]"),
        ("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
    ];

    /// <summary>The reply without its thinking; empty where it never ends.</summary>
    public static string Cut(string text)
    {
        var filter = new ThinkingFilter();
        var rest = filter.Take(text) + filter.Rest();
        return Headless(rest) is { } close ? rest[close..].TrimStart() : rest;
    }

    /// <summary>The mark the text starts with; null where there is none.</summary>
    public static (string Open, string Close)? At(ReadOnlySpan<char> text)
    {
        foreach (var mark in Marks)
        {
            if (text.StartsWith(mark.Open, StringComparison.Ordinal))
            {
                return mark;
            }
        }

        return null;
    }

    /// <summary>The text may be the first part of a mark.</summary>
    public static bool MayBegin(string text) => Marks.Any(mark => mark.Open.StartsWith(text, StringComparison.Ordinal));

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

        foreach (var (open, close) in Marks)
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
