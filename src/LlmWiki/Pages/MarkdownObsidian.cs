using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmWiki.Pages;

/// <summary>A wikilink (its display text), an embedded image, or what is not shown (empty): comments, footnote and block marks.</summary>
internal sealed class MarkdownObsidianInline(string text, string? imageTarget) : LeafInline
{
    public string Text { get; } = text;

    public string? ImageTarget { get; } = imageTarget;
}

/// <summary>
/// Obsidian's inline syntax: <c>[[page|text]]</c>, <c>![[image.png|caption]]</c>, <c>%%comment%%</c>, <c>^block-id</c> at the
/// end, and the marks of footnotes <c>[^1]</c>, which are dropped whether or not the note is there.
/// </summary>
internal sealed class MarkdownObsidianParser : InlineParser
{
    private const int MaxLength = 500;
    private static readonly string[] ImageEndings = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"];

    public MarkdownObsidianParser() => OpeningCharacters = ['[', '!', '%', '^'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice) => slice.CurrentChar switch
    {
        '[' when slice.PeekChar() == '[' => MatchLink(processor, ref slice, embeds: false),
        '[' when slice.PeekChar() == '^' => MatchFootnote(processor, ref slice),
        '!' when slice.PeekChar() == '[' && slice.PeekChar(2) == '[' => MatchLink(processor, ref slice, embeds: true),
        '%' when slice.PeekChar() == '%' => MatchComment(processor, ref slice),
        '^' => MatchBlockId(processor, ref slice),
        _ => false,
    };

    private static bool MatchLink(InlineProcessor processor, ref StringSlice slice, bool embeds)
    {
        var start = slice.Start + (embeds ? 3 : 2);
        var end = IndexOf(slice, "]]", start);
        var inner = end > start ? slice.Text[start..end] : "";
        if (inner.Length == 0 || inner.AsSpan().ContainsAny('\n', '\r', '[') || inner.Contains(']'))
        {
            return false;
        }

        // In a table the bar is written \|.
        var bar = inner.IndexOf('|');
        var target = (bar < 0 ? inner : inner[..bar]).TrimEnd('\\').Trim();
        var shown = bar < 0 ? "" : inner[(bar + 1)..].Trim();
        var image = embeds && ImageEndings.Any(ending => target.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        var text = shown.Length > 0 || image ? shown : NameOf(target);
        Accept(processor, ref slice, end + 2, text, image ? target : null);
        return true;
    }

    /// <summary>What Obsidian shows of a bare target: the note's name, or the heading where it names only one.</summary>
    private static string NameOf(string target)
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

        Accept(processor, ref slice, end + 1, "", null);
        return true;
    }

    private static bool MatchComment(InlineProcessor processor, ref StringSlice slice)
    {
        var end = IndexOf(slice, "%%", slice.Start + 2);
        if (end < 0)
        {
            return false;
        }

        Accept(processor, ref slice, end + 2, "", null);
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

        Accept(processor, ref slice, slice.End + 1, "", null);
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

    private static void Accept(InlineProcessor processor, ref StringSlice slice, int end, string text, string? image)
    {
        var first = processor.GetSourcePosition(slice.Start, out var line, out var column);
        var last = processor.GetSourcePosition(Math.Min(end - 1, slice.End));
        processor.Inline = new MarkdownObsidianInline(text, image) { Line = line, Column = column, Span = new SourceSpan(first, last) };
        slice.Start = end;
    }
}
