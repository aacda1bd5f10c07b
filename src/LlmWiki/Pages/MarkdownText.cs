using System.Globalization;
using System.Text;

namespace LlmWiki.Pages;

/// <summary>Writes text into Markdown so that it reads as that text, and takes it out again.</summary>
public static class MarkdownText
{
    private const string Special = "\\`*_[]<>&~|$^";

    /// <summary>Escapes inline markup. The text is expected to be one line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            // An underscore or dollar inside a word or number is read as itself by every viewer.
            var c = text[i];
            var inWord = c == '_' && i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]);
            var loneAmpersand = c == '&' && (i + 1 == text.Length || text[i + 1] == ' ');

            // At the end of a heading it would be a closing mark, before a word a tag.
            var isMark = c == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1])) && (i + 1 == text.Length || !char.IsWhiteSpace(text[i + 1]));

            // Before the bracket of a footnote it would be an image.
            var isBang = c == '!' && i + 1 == text.Length;
            if (isMark || isBang)
            {
                escaped.Append('\\');
            }
            else if (Special.Contains(c, StringComparison.Ordinal) && !inWord && !loneAmpersand)
            {
                escaped.Append('\\');
            }
            else if (c is '=' or '%' && i + 1 < text.Length && text[i + 1] == c)
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Takes the backslashes of <see cref="Escape"/> off.</summary>
    public static string Unescape(string markdown)
    {
        if (!markdown.Contains('\\', StringComparison.Ordinal))
        {
            return markdown;
        }

        var plain = new StringBuilder(markdown.Length);
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length && char.IsAscii(markdown[i + 1]) && char.IsPunctuation(markdown[i + 1]) | char.IsSymbol(markdown[i + 1]))
            {
                i++;
            }

            plain.Append(markdown[i]);
        }

        return plain.ToString();
    }

    /// <summary>
    /// Keeps text at the head of a line from starting a block: a heading, list item, quote, fence, rule or definition.
    /// </summary>
    public static string GuardStart(string line)
    {
        // Blanks are not shown, and may make it code.
        line = line.TrimStart(' ', '\t');
        if (line.Length == 0)
        {
            return line;
        }

        var digits = 0;
        while (digits < line.Length && char.IsAsciiDigit(line[digits]))
        {
            digits++;
        }

        if (digits is > 0 and < 10 && digits < line.Length && line[digits] is '.' or ')')
        {
            return line[..digits] + "\\" + line[digits..];
        }

        return line[0] is '#' or '>' or '-' or '+' or '=' or ':' or '~' ? "\\" + line : line;
    }

    /// <summary>Escapes the path of a link destination, part by part; letters of any script stay readable.</summary>
    public static string EscapePath(string path)
    {
        var escaped = new StringBuilder(path.Length + 8);
        foreach (var c in path)
        {
            if (c < 0x80 && !char.IsAsciiLetterOrDigit(c) && !"/-._~!,;@+'=".Contains(c, StringComparison.Ordinal))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            }
            else if (char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                foreach (var octet in Encoding.UTF8.GetBytes([c]))
                {
                    escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
                }
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
