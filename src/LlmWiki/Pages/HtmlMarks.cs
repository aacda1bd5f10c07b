using System.Net;
using System.Text.RegularExpressions;

namespace LlmWiki.Pages;

/// <summary>What raw HTML says to links and to lint: anchors, and comments that switch rules off.</summary>
internal static partial class HtmlMarks
{
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
            foreach (Match match in Anchor().Matches(html))
            {
                ids.Add(WebUtility.HtmlDecode(match.Groups["value"].Value.Trim('"', '\'')));
            }
        }
    }

    [GeneratedRegex(@"<!--\s*lint-disable(?<rules>(?:[ ,\t]+[a-z0-9-]+)*)\s*-->", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Disable();

    [GeneratedRegex("""<(?:a\b[^>]*?\sname|[A-Za-z][A-Za-z0-9-]*\b[^>]*?\sid)\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"'>]+)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Anchor();
}
