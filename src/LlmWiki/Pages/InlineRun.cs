namespace LlmWiki.Pages;

[Flags]
internal enum InlineStyle
{
    None = 0,
    Emphasis = 1,
    Strong = 2,
    Code = 4,

    /// <summary>Struck out by the author: a correction, or done.</summary>
    Struck = 8,
}

/// <summary>
/// A stretch of text of one look: what every format's reader hands on. <paramref name="Text"/> is plain, not escaped;
/// <paramref name="FirstLine"/> and <paramref name="LastLine"/> count in the unit of the source (lines, pages, paragraphs).
/// </summary>
/// <param name="Link">Where it leads, as written; null where it is no link. The writer judges whether it is kept.</param>
internal readonly record struct InlineRun(string Text, InlineStyle Style, string? Link, int FirstLine, int LastLine)
{
    public static InlineRun Plain(string text, int line) => new(text, InlineStyle.None, null, line, line);
}
