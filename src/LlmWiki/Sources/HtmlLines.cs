using AngleSharp.Dom;
using LlmWiki.Text;

namespace LlmWiki.Sources;

/// <summary>
/// Finds the line of each text of a page. AngleSharp keeps the position of elements, not of texts: from the element before
/// it, the text's first word is looked for, up to the next element. Texts are asked for in document order, so one cursor is
/// enough.
/// </summary>
internal sealed class HtmlLines
{
    /// <summary>Unit: characters. How far beyond the cursor a text is looked for; attributes and entities are shorter.</summary>
    private const int Reach = 8_000;

    private readonly string _html;
    private readonly LineMap _lines;
    private readonly List<int> _elements;
    private int _cursor;

    /// <param name="html">The file with LF as its only line end, as the parser got it.</param>
    public HtmlLines(string html, IDocument document)
    {
        _html = html;
        _lines = new LineMap(html);
        _elements = [.. document.All.Select(element => element.SourceReference?.Position.Index ?? -1).Where(index => index >= 0).Order()];
    }

    /// <summary>The last line of the file: a text that wasn't found where it should be is not placed beyond it.</summary>
    public int LastLine => _lines.LineCount;

    /// <summary>The line the cursor stands on.</summary>
    public int Line => _lines.LineOf(_cursor);

    public void Enter(IElement element)
    {
        // Its line and column count in 16 bits; its index doesn't.
        if (element.SourceReference?.Position.Index is { } index)
        {
            _cursor = Math.Max(_cursor, Math.Min(_html.Length, index));
        }
    }

    /// <summary>Moves past a comment or text that is not read.</summary>
    /// <returns>The line it stands on.</returns>
    public int Skip(INode node) => node is ICharacterData { Data: { Length: > 0 } data } ? Find(data) : Line;

    /// <summary>The line on which the first word of a text stands; the cursor moves behind it.</summary>
    public int Find(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept(" \t\n\r\f");
        if (start < 0)
        {
            return Line;
        }

        var word = Word(text, start);
        var reach = Math.Min(Reach, NextElement() - _cursor);
        var found = word.Length == 0 ? -1 : _html.IndexOf(word, _cursor, reach, StringComparison.Ordinal);
        if (found < 0)
        {
            return Line;
        }

        var exact = string.CompareOrdinal(_html, found, text, start, text.Length - start) == 0;
        var line = _lines.LineOf(found);
        _cursor = found + (exact ? text.Length - start : word.Length);
        return line;
    }

    private int NextElement()
    {
        var next = _elements.BinarySearch(_cursor + 1);
        next = next < 0 ? ~next : next;
        return next < _elements.Count ? Math.Min(_elements[next], _html.Length) : _html.Length;
    }

    /// <summary>The part of the first word that can't have been written as an entity.</summary>
    private static string Word(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 40 && !char.IsWhiteSpace(text[end]) && text[end] is not ('&' or '<' or '>' or '"' or '\'') && text[end] < '\u2000')
        {
            end++;
        }

        return text[start..end];
    }
}
