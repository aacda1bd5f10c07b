namespace LlmWiki.Lint.Rules;

/// <param name="Start">Where its name stands.</param>
/// <param name="End">Behind its value.</param>
internal readonly record struct HtmlAttribute(string Name, string Value, int Start, int End);

/// <param name="Name">In small letters.</param>
/// <param name="Start">Where its angle bracket stands.</param>
internal sealed record HtmlTag(string Name, int Start, List<HtmlAttribute> Attributes);

/// <summary>Finds the opening tags of raw HTML: what stands in comments and between the tags of a script is none.</summary>
internal static class HtmlTags
{
    public static IEnumerable<HtmlTag> Of(string html)
    {
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length;)
        {
            var from = at + 1;
            if (html.AsSpan(at).StartsWith("<!--"))
            {
                from = html.IndexOf("-->", at, StringComparison.Ordinal);
                from = from < 0 ? html.Length : from;
            }
            else if (char.IsAsciiLetter(html[at + 1]))
            {
                var tag = Read(html, at, out from);
                yield return tag;
                from = tag.Name is "script" or "style" && html.IndexOf("</" + tag.Name, from, StringComparison.OrdinalIgnoreCase) is > 0 and var close ? close : from;
            }

            at = from < html.Length ? html.IndexOf('<', from) : -1;
        }
    }

    private static HtmlTag Read(string html, int start, out int end)
    {
        var at = start + 1;
        var name = Word(html, ref at);
        var attributes = new List<HtmlAttribute>();
        while (at < html.Length && html[at] != '>')
        {
            if (char.IsWhiteSpace(html[at]) || html[at] is '/' or '=' or '"' or '\'')
            {
                at++;
                continue;
            }

            var first = at;
            var key = Word(html, ref at);
            var next = SkipBlanks(html, at);
            if (next < html.Length && html[next] == '=')
            {
                at = SkipBlanks(html, next + 1);
                var value = Value(html, ref at);
                attributes.Add(new HtmlAttribute(key, value, first, at));
            }
            else
            {
                attributes.Add(new HtmlAttribute(key, "", first, at));
                at = key.Length == 0 ? at + 1 : at;
            }
        }

        end = Math.Min(html.Length, at + 1);
        return new HtmlTag(name.ToLowerInvariant(), start, attributes);
    }

    private static string Word(string html, ref int at)
    {
        var start = at;
        while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] is not ('>' or '/' or '=' or '"' or '\''))
        {
            at++;
        }

        return html[start..at];
    }

    private static string Value(string html, ref int at)
    {
        var start = at;
        if (at < html.Length && html[at] is '"' or '\'')
        {
            var close = html.IndexOf(html[at], at + 1);
            at = close < 0 ? html.Length : close + 1;
            return html[(start + 1)..(close < 0 ? html.Length : close)];
        }

        while (at < html.Length && !char.IsWhiteSpace(html[at]) && html[at] != '>')
        {
            at++;
        }

        return html[start..at];
    }

    private static int SkipBlanks(string html, int at)
    {
        while (at < html.Length && char.IsWhiteSpace(html[at]))
        {
            at++;
        }

        return at;
    }
}
