using System.Text;
using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>
/// Writes a part of a <see cref="RichText"/> as one line of Markdown that is safe on any page: emphasis, code spans and
/// links to http(s) and mailto are kept, anything else is escaped. Emphasis is written only where CommonMark's flanking
/// rules (§6.2) surely read it as such; where they may not, the words stay and the emphasis goes.
/// </summary>
internal sealed class SafeMarkdown
{
    private const InlineStyle Emphases = InlineStyle.Emphasis | InlineStyle.Strong;

    private readonly StringBuilder _markdown = new();
    private readonly string _text;
    private readonly List<Part> _parts;
    private readonly int _start;

    private SafeMarkdown(RichText rich, int start, int end)
    {
        _text = rich.Text;
        _start = start;
        _parts = Parts(_text, rich.Slice(start, end));
    }

    private readonly record struct Part(int Start, int End, InlineStyle Style, bool Code, string? Link);

    public static string Write(RichText rich, int start, int end)
    {
        var writer = new SafeMarkdown(rich, start, end);
        writer.WriteAll();
        return writer._markdown.ToString();
    }

    /// <summary>Spans joined where they look the same; blanks at the edges of emphasis moved out of it.</summary>
    private static List<Part> Parts(string text, List<RichSpan> spans)
    {
        var parts = new List<Part>();
        foreach (var span in spans)
        {
            var part = new Part(span.Start, span.End, span.Style & Emphases, span.Style.HasFlag(InlineStyle.Code), SafeUrl.Of(span.Link));
            if (parts.Count > 0 && parts[^1] with { Start = part.Start, End = part.End } == part)
            {
                parts[^1] = parts[^1] with { End = part.End };
            }
            else
            {
                parts.Add(part);
            }
        }

        return [.. parts.SelectMany((part, i) => Trimmed(text, part, i == 0 ? default : parts[i - 1], i + 1 == parts.Count ? default : parts[i + 1]))];
    }

    private static IEnumerable<Part> Trimmed(string text, Part part, Part before, Part after)
    {
        var (start, end) = (part.Start, part.End);
        if (part.Style != InlineStyle.None || part.Code)
        {
            start += (part.Code || !SameEmphasis(before, part)) && text[start] == ' ' ? 1 : 0;
            end -= end > start && (part.Code || !SameEmphasis(after, part)) && text[end - 1] == ' ' ? 1 : 0;
        }

        if (start > part.Start)
        {
            yield return part with { End = start, Style = InlineStyle.None, Code = false };
        }

        if (end > start)
        {
            yield return part with { Start = start, End = end };
        }

        if (end < part.End && end >= start)
        {
            yield return part with { Start = end, Style = InlineStyle.None, Code = false };
        }
    }

    private static bool SameEmphasis(Part one, Part other) => one.End > one.Start && one.Style == other.Style && one.Link == other.Link;

    private void WriteAll()
    {
        for (var i = 0; i < _parts.Count;)
        {
            var link = _parts[i].Link;
            var end = i + 1;
            while (end < _parts.Count && _parts[end].Link == link)
            {
                end++;
            }

            WriteLink(link, i, end);
            i = end;
        }
    }

    private void WriteLink(string? link, int from, int to)
    {
        var text = _text[_parts[from].Start.._parts[to - 1].End];
        if (link is null || string.IsNullOrWhiteSpace(text))
        {
            WriteParts(from, to, inLink: false);
        }
        else if (text == link && SafeUrl.OfWeb(link) == link && to == from + 1 && !_parts[from].Code)
        {
            _markdown.Append('<').Append(link).Append('>');
        }
        else
        {
            _markdown.Append('[');
            WriteParts(from, to, inLink: true);
            _markdown.Append("](").Append(link).Append(')');
        }
    }

    private void WriteParts(int from, int to, bool inLink)
    {
        for (var i = from; i < to;)
        {
            var style = _parts[i].Style;
            var end = i + 1;
            while (end < to && _parts[end].Style == style)
            {
                end++;
            }

            var mark = Mark(style, i, end, from, to);
            _markdown.Append(mark);
            for (; i < end; i++)
            {
                WritePart(_parts[i], inLink);
            }

            _markdown.Append(mark);
        }
    }

    private string Mark(InlineStyle style, int i, int end, int from, int to)
    {
        // Marks of two emphases that touch would run together.
        var touches = _markdown.Length > 0 && _markdown[^1] == '*';
        if (style == InlineStyle.None || touches)
        {
            return "";
        }

        var opens = IsPlainLetter(i, first: true) || i == from || IsOuterBreak(_text[_parts[i].Start - 1]);
        var closes = IsPlainLetter(end - 1, first: false) || end == to || IsOuterBreak(_text[_parts[end - 1].End]);
        return !opens || !closes ? "" : style switch
        {
            InlineStyle.Emphasis => "*",
            InlineStyle.Strong => "**",
            _ => "***",
        };
    }

    /// <summary>A letter at the inner edge of emphasis makes the mark flank whatever is outside.</summary>
    private bool IsPlainLetter(int part, bool first)
    {
        var letter = first ? _text[_parts[part].Start] : _text[_parts[part].End - 1];
        return !_parts[part].Code && char.IsLetterOrDigit(letter) && !(first && IsAddress(_parts[part].Start)) && !(!first && IsInAddress(_parts[part]));
    }

    private static bool IsOuterBreak(char letter) => letter is ' ' or '(' or ')' or ',' or '.' or ';' or ':' or '"' or '\'' or '?' or '/';

    private bool IsAddress(int at) => string.Compare(_text, at, "http", 0, 4, StringComparison.OrdinalIgnoreCase) == 0;

    private bool IsInAddress(Part part)
    {
        var word = _text.AsSpan(part.Start, part.End - part.Start);
        return word[(word.LastIndexOf(' ') + 1)..].Contains("://", StringComparison.Ordinal);
    }

    private void WritePart(Part part, bool inLink)
    {
        // Three marks at the head of a line would open a fence.
        var opensFence = part.Code && _markdown.Length == 0 && _text.AsSpan(part.Start, part.End - part.Start).Contains("``", StringComparison.Ordinal);
        if (part.Code && !opensFence && !(_markdown.Length > 0 && _markdown[^1] == '`'))
        {
            WriteCode(_text.AsSpan(part.Start, part.End - part.Start));
        }
        else
        {
            MarkdownEscape.Append(_markdown, _text, part.Start, part.End, part.Start == _start, urls: !inLink);
        }
    }

    private void WriteCode(ReadOnlySpan<char> code)
    {
        var fence = 0;
        var run = 0;
        foreach (var letter in code)
        {
            run = letter == '`' ? run + 1 : 0;
            fence = Math.Max(fence, run);
        }

        var pad = code[0] == '`' || code[^1] == '`' ? " " : "";
        _markdown.Append('`', fence + 1).Append(pad).Append(code).Append(pad).Append('`', fence + 1);
    }
}
