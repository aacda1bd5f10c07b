using System.Collections.Frozen;
using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>
/// Flattens what no person nests: AngleSharp's cost grows with the square of the depth of open elements. Tags beyond a depth
/// are overwritten in place (blocks by a paragraph, others by blanks), so that every other character keeps its offset.
/// </summary>
internal static class HtmlNesting
{
    private const int MaxOpen = 500;

    /// <summary>Unit: characters. A <c>&lt;</c> that is not closed within this is text.</summary>
    private const int MaxTag = 20_000;

    /// <summary>Elements that have no end tag, or may leave it out: they don't nest by being written often.</summary>
    private static readonly FrozenSet<string> NotCounted = FrozenSet.Create(
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "colgroup", "rb", "rt", "rp", "rtc",
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param", "html", "head", "body");

    public static string Flatten(string html)
    {
        char[]? flat = null;
        var (open, dropped) = (0, 0);
        for (var at = Next(html, 0); at >= 0; at = Next(html, at + 1))
        {
            var length = html.AsSpan(at, Math.Min(MaxTag, html.Length - at)).IndexOf('>') + 1;
            var tag = MarkdownTag.Of(html.Substring(at, Math.Min(length, 40)));
            if (EndOfRaw(html, at, tag) is { } end)
            {
                at = end;
                continue;
            }

            if (tag.Name.Length == 0 || NotCounted.Contains(tag.Name))
            {
                continue;
            }

            if (tag.Closes ? dropped > 0 : open >= MaxOpen)
            {
                dropped += tag.Closes ? -1 : 1;
                flat ??= html.ToCharArray();
                Overwrite(flat.AsSpan(at, length), tag.BreaksWord && length >= 3);
            }
            else
            {
                open = Math.Max(0, open + (tag.Closes ? -1 : 1));
            }
        }

        return flat is null ? html : new string(flat);
    }

    /// <summary>Where a comment, script or style ends: what looks like a tag in it is none. Null for other tags.</summary>
    private static int? EndOfRaw(string html, int at, MarkdownTag tag)
    {
        var mark = tag is { Closes: false, Name: "script" or "style" or "textarea" or "title" } ? "</" + tag.Name
            : string.CompareOrdinal(html, at, "<!--", 0, 4) == 0 ? "-->"
            : null;
        var end = mark is null ? -1 : html.IndexOf(mark, at + 1, StringComparison.OrdinalIgnoreCase);
        return mark is null ? null : end < 0 ? html.Length - 1 : end;
    }

    private static int Next(string html, int at) => at < html.Length ? html.IndexOf('<', at) : -1;

    private static void Overwrite(Span<char> tag, bool block)
    {
        for (var i = 0; i < tag.Length; i++)
        {
            tag[i] = tag[i] == '\n' ? '\n' : ' ';
        }

        if (block && !tag[..3].Contains('\n'))
        {
            "<p>".CopyTo(tag);
        }
    }
}
