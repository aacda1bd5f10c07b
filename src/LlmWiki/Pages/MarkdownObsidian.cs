using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Pages;

internal enum ObsidianMark
{
    Wikilink,
    Embed,

    /// <summary><c>[^1]</c>; the target is its label.</summary>
    Footnote,
    Comment,

    /// <summary><c>^37066d</c>; the target is the id.</summary>
    BlockId,
}

/// <summary>A wikilink or embed (its display text), or what is not shown (empty): comments, footnote and block marks.</summary>
/// <param name="target">What is linked, as written; empty for a comment.</param>
internal sealed class MarkdownObsidianInline(ObsidianMark mark, string target, string text) : LeafInline
{
    public ObsidianMark Mark { get; } = mark;

    public string Target { get; } = target;

    public string Text { get; } = text;

    /// <summary>How many blanks stand between the brackets and the target.</summary>
    public int TargetOffset { get; init; }

    public string? ImageTarget => Mark == ObsidianMark.Embed && MarkdownObsidianParser.IsImage(Target) ? Target : null;
}

/// <summary>
/// Obsidian's inline syntax: <c>[[page|text]]</c>, <c>![[image.png|caption]]</c>, <c>%%comment%%</c>, <c>^block-id</c> at the
/// end, and the marks of footnotes <c>[^1]</c>, which are dropped whether or not the note is there.
/// </summary>
internal sealed class MarkdownObsidianParser : InlineParser
{
    private const int MaxLength = 500;
    private static readonly string[] ImageEndings = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"];

    private readonly bool _all;

    /// <param name="all">False: only marks of footnotes, which GitHub has too.</param>
    public MarkdownObsidianParser(bool all = true)
    {
        _all = all;
        OpeningCharacters = all ? ['[', '!', '%', '^'] : ['['];
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice) => slice.CurrentChar switch
    {
        '[' when _all && slice.PeekChar() == '[' => MatchLink(processor, ref slice, embeds: false),
        '[' when slice.PeekChar() == '^' => MatchFootnote(processor, ref slice),
        '!' when slice.PeekChar() == '[' && slice.PeekChar(2) == '[' => MatchLink(processor, ref slice, embeds: true),
        '%' when slice.PeekChar() == '%' => MatchComment(processor, ref slice),
        '^' => MatchBlockId(processor, ref slice),
        _ => false,
    };

    public static bool IsImage(string target) => ImageEndings.Any(ending => target.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool MatchLink(InlineProcessor processor, ref StringSlice slice, bool embeds)
    {
        var start = slice.Start + (embeds ? 3 : 2);
        var end = IndexOf(slice, "]]", start);
        var inner = end > start ? slice.Text[start..end] : "";
        if (inner.Length == 0 || inner.AsSpan().ContainsAny('\n', '\r', '[') || inner.Contains(']'))
        {
            return false;
        }

        // In a table the bar is written \|; one at the head is part of the name.
        var bar = inner.IndexOf('|', 1);
        var target = (bar < 0 ? inner : inner[..bar]).TrimEnd('\\').Trim();
        var shown = bar < 0 ? "" : inner[(bar + 1)..].Trim();
        var text = shown.Length > 0 || (embeds && IsImage(target)) ? shown : NameOf(target);
        var offset = inner.Length - inner.AsSpan().TrimStart().Length;
        Accept(processor, ref slice, end + 2, new MarkdownObsidianInline(embeds ? ObsidianMark.Embed : ObsidianMark.Wikilink, target, text) { TargetOffset = offset });
        return true;
    }

    /// <summary>What Obsidian shows of a bare target: the note's name, or the heading where it names only one.</summary>
    internal static string NameOf(string target)
    {
        var hash = target.IndexOf('#');
        var note = hash < 0 ? target : target[..hash];
        return note.Length == 0 ? target.TrimStart('#', '^') : note[(note.LastIndexOf('/') + 1)..];
    }

    private static bool MatchFootnote(InlineProcessor processor, ref StringSlice slice)
    {
        var end = IndexOf(slice, "]", slice.Start + 2);
        if (end <= slice.Start + 2 || end - slice.Start > 64 || slice.Text.AsSpan(slice.Start, end - slice.Start).ContainsAny(" \t\n\r")
            || (end < slice.End && slice.Text[end + 1] == '('))
        {
            return false;
        }

        Accept(processor, ref slice, end + 1, new MarkdownObsidianInline(ObsidianMark.Footnote, slice.Text[(slice.Start + 2)..end], ""));
        return true;
    }

    private static bool MatchComment(InlineProcessor processor, ref StringSlice slice)
    {
        var end = IndexOf(slice, "%%", slice.Start + 2);
        if (end < 0)
        {
            return false;
        }

        Accept(processor, ref slice, end + 2, new MarkdownObsidianInline(ObsidianMark.Comment, "", ""));
        return true;
    }

    /// <summary><c>^37066d</c> after a blank at the end of a block, or alone in it.</summary>
    private static bool MatchBlockId(InlineProcessor processor, ref StringSlice slice)
    {
        var id = slice.Text.AsSpan(slice.Start + 1, slice.End - slice.Start).TrimEnd();
        if (id.Length is 0 or > 64 || id.IndexOfAnyExcept(IdLetters) >= 0 || !(slice.PeekCharExtra(-1) is '\0' or ' ' or '\n' or '\t'))
        {
            return false;
        }

        Accept(processor, ref slice, slice.End + 1, new MarkdownObsidianInline(ObsidianMark.BlockId, id.ToString(), ""));
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> IdLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private static int IndexOf(StringSlice slice, string mark, int start)
    {
        // Bounded, so that a line of opening marks costs no square.
        var length = Math.Min(slice.End + 1 - start, mark == "%%" ? 20_000 : MaxLength);
        return length <= 0 ? -1 : slice.Text.IndexOf(mark, start, length, StringComparison.Ordinal);
    }

    private static void Accept(InlineProcessor processor, ref StringSlice slice, int end, MarkdownObsidianInline inline)
    {
        var first = processor.GetSourcePosition(slice.Start, out var line, out var column);
        var last = processor.GetSourcePosition(Math.Min(end - 1, slice.End));
        (inline.Line, inline.Column, inline.Span) = (line, column, new SourceSpan(first, last));
        processor.Inline = inline;
        slice.Start = end;
    }
}
