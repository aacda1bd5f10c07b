using System.Net;
using System.Text.RegularExpressions;

namespace LlmWiki.Pages;

/// <summary>One raw HTML tag in Markdown: its name, and the attributes an image needs.</summary>
internal readonly partial record struct MarkdownTag(string Name, bool Closes, string Source)
{
    /// <summary>What stands between these tags is not for readers.</summary>
    public bool HidesContent => Name is "script" or "style" or "template" or "noscript" or "textarea" or "iframe" or "svg" or "head";

    /// <summary>Tags that stand inside a word or sentence; all others keep words apart.</summary>
    public bool BreaksWord => Name is not ("a" or "abbr" or "b" or "bdi" or "cite" or "code" or "del" or "em" or "font" or "i" or "ins"
        or "kbd" or "mark" or "q" or "s" or "samp" or "small" or "span" or "strong" or "sub" or "sup" or "u" or "var" or "wbr" or "");

    public static MarkdownTag Of(string source)
    {
        var start = source.StartsWith("</", StringComparison.Ordinal) ? 2 : 1;
        var end = start;
        while (end < source.Length && (char.IsAsciiLetterOrDigit(source[end]) || source[end] == '-'))
        {
            end++;
        }

        return new MarkdownTag(end > start ? source[start..end].ToLowerInvariant() : "", start == 2, source);
    }

    public string? Attribute(string name)
    {
        foreach (Match match in Attributes().Matches(Source))
        {
            if (match.Groups[1].ValueSpan.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return WebUtility.HtmlDecode(match.Groups[2].Value.Trim('"', '\''));
            }
        }

        return null;
    }

    [GeneratedRegex("""(?<name>[A-Za-z-]+)\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"'>]+)""", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Attributes();
}
