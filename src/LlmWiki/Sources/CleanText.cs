using System.Globalization;
using System.Text;

namespace LlmWiki.Sources;

/// <summary>
/// Takes out of a text what no reader sees and what a hostile text hides in: control, zero-width, bidirectional and tag
/// characters. Blanks of all kinds collapse to one space. The joiners U+200C and U+200D stay where a script or an emoji
/// needs them, lone surrogates become U+FFFD.
/// </summary>
internal static class CleanText
{
    private const int FlagBase = 0x1F3F4;

    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        Append(clean, text);
        return clean.Length > 0 && clean[^1] == ' ' ? clean.ToString(0, clean.Length - 1) : clean.ToString();
    }

    /// <summary>Appends a text to what is already clean; a blank at the start of all, or after a blank, is left out.</summary>
    public static void Append(StringBuilder clean, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter is > ' ' and < '\u007F')
            {
                clean.Append(letter);
            }
            else if (char.IsWhiteSpace(letter))
            {
                AppendBlank(clean);
            }
            else if (char.IsSurrogate(letter))
            {
                i += AppendPair(clean, text[i..]);
            }
            else if (letter is '\u200C' or '\u200D' ? JoinsAt(clean, text, i) : !IsInvisible(letter))
            {
                clean.Append(letter);
            }
        }
    }

    /// <summary>The lines of code as they are, without the characters that are taken out elsewhere; blanks stay.</summary>
    public static string OfCode(string code)
    {
        var clean = new StringBuilder(code.Length);
        for (var i = 0; i < code.Length; i++)
        {
            var letter = code[i];
            switch (letter)
            {
                case '\n' or '\t':
                    clean.Append(letter);
                    break;
                case '\r' or '\u2028' or '\u2029' or '\u0085':
                    clean.Append(letter == '\r' && i + 1 < code.Length && code[i + 1] == '\n' ? "" : "\n");
                    break;
                default:
                    i += char.IsSurrogate(letter) ? AppendPair(clean, code.AsSpan(i)) : 0;
                    clean.Append(char.IsSurrogate(letter) || IsInvisible(letter) ? "" : letter.ToString());
                    break;
            }
        }

        return clean.ToString();
    }

    private static void AppendBlank(StringBuilder clean)
    {
        if (clean.Length > 0 && clean[^1] != ' ')
        {
            clean.Append(' ');
        }
    }

    /// <returns>How many characters more than one were read.</returns>
    private static int AppendPair(StringBuilder clean, ReadOnlySpan<char> text)
    {
        if (!char.IsHighSurrogate(text[0]) || text.Length < 2 || !char.IsLowSurrogate(text[1]))
        {
            clean.Append('\uFFFD');
            return 0;
        }

        var point = char.ConvertToUtf32(text[0], text[1]);
        if (point is < 0xE0000 or > 0xE0FFF || InFlag(clean))
        {
            clean.Append(text[..2]);
        }

        return 1;
    }

    /// <summary>Tag characters spell the region of a flag (England, Scotland); anywhere else they are a hiding place.</summary>
    private static bool InFlag(StringBuilder clean)
    {
        if (clean.Length < 2 || !char.IsSurrogatePair(clean[^2], clean[^1]))
        {
            return false;
        }

        var before = char.ConvertToUtf32(clean[^2], clean[^1]);
        return before is FlagBase or (>= 0xE0020 and <= 0xE007E);
    }

    private static bool JoinsAt(StringBuilder clean, ReadOnlySpan<char> text, int at)
    {
        if (clean.Length == 0 || at + 1 >= text.Length)
        {
            return false;
        }

        var (before, after) = (clean[^1], text[at + 1]);
        return Joinable(before) && Joinable(after) && (before > '\u007F' || after > '\u007F');
    }

    private static bool Joinable(char letter) =>
        char.IsLetter(letter) || char.IsSurrogate(letter) || letter == '\uFE0F'
        || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol;

    private static bool IsInvisible(char letter) => letter switch
    {
        < ' ' or (>= '\u007F' and <= '\u009F') => true,
        '\u00AD' or '\u061C' or '\u180E' or '\uFEFF' or '\uFFFE' or '\uFFFF' => true,
        >= '\u200B' and <= '\u200F' => true,
        >= '\u202A' and <= '\u202E' => true,
        >= '\u2060' and <= '\u206F' => true,
        >= '\uFFF9' and <= '\uFFFB' => true,
        >= '\uFDD0' and <= '\uFDEF' => true,
        _ => false,
    };
}
