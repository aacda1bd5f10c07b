using LlmWiki.Pages;

namespace LlmWiki.Sources;

/// <summary>One line of a text file that is not blank, and what its first characters say.</summary>
internal readonly record struct TextLine(string Text, int Number)
{
    public int Length => Text.Length;

    public InlineRun Run => InlineRun.Plain(Text, Number);

    /// <summary>1 for a line of <c>===</c>, 2 for one of <c>---</c>, three or more; otherwise 0.</summary>
    public int UnderlineLevel
    {
        get
        {
            var plain = Text.AsSpan().Trim();
            return plain.Length < 3 || plain.IndexOfAnyExcept(plain[0]) >= 0 ? 0 : plain[0] switch
            {
                '=' => 1,
                '-' or '~' => 2,
                _ => 0,
            };
        }
    }

    /// <summary>Blanks before the text; a tab counts as four.</summary>
    public int Indent
    {
        get
        {
            var indent = 0;
            foreach (var letter in Text)
            {
                if (letter is not (' ' or '\t'))
                {
                    break;
                }

                indent += letter == '\t' ? 4 : 1;
            }

            return indent;
        }
    }

    /// <summary>Where the text of a list item starts; 0 where the line starts none.</summary>
    public int Marker
    {
        get
        {
            var at = Text.Length - Text.AsSpan().TrimStart().Length;
            var digits = 0;
            while (at + digits < Text.Length && char.IsAsciiDigit(Text[at + digits]) && digits < 4)
            {
                digits++;
            }

            var end = at + digits;
            var marked = end + 1 < Text.Length && Text[end + 1] is ' ' or '\t'
                && (digits is > 0 and < 4 ? Text[end] is '.' or ')' : Text[end] is '-' or '*' or '+' or '•' or '·' or '‣' or '–');
            return marked ? end + 2 : 0;
        }
    }

    /// <summary>
    /// Whether a list item starts here. Within a paragraph only a number 1 starts one (as in CommonMark), so that a line
    /// that happens to be broken before "12. Juni" stays prose.
    /// </summary>
    public bool StartsItem(bool afterItem) => Marker > 0 && (afterItem || !char.IsAsciiDigit(Text.AsSpan().TrimStart()[0]) || Text.AsSpan().TrimStart() is ['1', '.' or ')', ..]);

    /// <summary>The line's text as a part of a paragraph; lines are joined by a blank.</summary>
    public IEnumerable<InlineRun> Words(bool first) => first
        ? [InlineRun.Plain(Text[Marker..], Number)]
        : [InlineRun.Plain(" ", Number - 1), Run];
}
