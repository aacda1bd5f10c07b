using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;

namespace LlmWiki.Pages;

/// <summary>What raw HTML says to links and to lint: anchors, and comments that switch rules off.</summary>
internal static partial class HtmlMarks
{
    private static readonly SearchValues<char> EndsName = SearchValues.Create(" \t\r\n\f/<>=\"'");
    private static readonly SearchValues<char> EndsBareValue = SearchValues.Create(" \t\r\n\f<>\"'");

    public static void Read(string html, List<string> ids, List<string> disabled)
    {
        if (html.Contains("lint-disable", StringComparison.Ordinal))
        {
            foreach (Match match in Disable().Matches(html))
            {
                var rules = match.Groups["rules"].Value.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries);
                disabled.AddRange(rules.Length == 0 ? ["*"] : rules);
            }
        }

        if (html.Contains('=', StringComparison.Ordinal))
        {
            ReadAnchors(html, ids);
        }
    }

    /// <summary>Each letter is looked at once, whatever is left open: a pattern that goes back would cost the square of a hostile page.</summary>
    private static void ReadAnchors(ReadOnlySpan<char> rest, List<string> ids)
    {
        for (var open = rest.IndexOf('<'); open >= 0; open = rest.IndexOf('<'))
        {
            rest = rest[(open + 1)..];
            if (rest.StartsWith("!--"))
            {
                var end = rest.IndexOf("-->");
                rest = end < 0 ? [] : rest[end..];
            }
            else if (rest is [var letter, ..] && char.IsAsciiLetter(letter))
            {
                var isA = Word(ref rest, EndsName).Equals("a", StringComparison.OrdinalIgnoreCase);
                while (Attribute(ref rest, out var name, out var value))
                {
                    if (value.Length > 0 && (name.Equals("id", StringComparison.OrdinalIgnoreCase) || (isA && name.Equals("name", StringComparison.OrdinalIgnoreCase))))
                    {
                        ids.Add(WebUtility.HtmlDecode(value.ToString()));
                    }
                }
            }
        }
    }

    /// <summary>The next attribute of the tag; false where the tag ends or another begins.</summary>
    private static bool Attribute(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        rest = rest.TrimStart(" \t\r\n\f/\"'=");
        value = [];
        name = Word(ref rest, EndsName);
        if (name.Length == 0)
        {
            return false;
        }

        var after = rest.TrimStart(" \t\r\n\f");
        if (after is not ['=', ..])
        {
            return true;
        }

        rest = after[1..].TrimStart(" \t\r\n\f");
        if (rest is ['"' or '\'', ..])
        {
            var close = rest[1..].IndexOf(rest[0]);
            value = close < 0 ? [] : rest.Slice(1, close);
            rest = close < 0 ? rest[1..] : rest[(close + 2)..];
        }
        else
        {
            value = Word(ref rest, EndsBareValue);
        }

        return true;
    }

    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> rest, SearchValues<char> ends)
    {
        var end = rest.IndexOfAny(ends);
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }

    [GeneratedRegex(@"<!--\s*lint-disable(?<rules>(?:[ ,\t]+[a-z0-9-]+)*)\s*-->", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Disable();
}
