using System.Text.RegularExpressions;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>Links in front matter: texts that are one wikilink, as Obsidian's properties have them.</summary>
internal static partial class HeadLinks
{
    public static IEnumerable<OutlineLink> Of(FrontMatter head, LineMap lines, string text)
    {
        foreach (Match match in Property().Matches(head.Raw))
        {
            var at = lines.PositionOf(match.Index);
            var inner = match.Groups["inner"];
            var bar = inner.Value.IndexOf('|');
            var target = (bar < 0 ? inner.Value : inner.Value[..bar]).Trim();
            var before = text.AsSpan(match.Index - at.Column + 1, at.Column - 1);
            if (target.Length > 0 && before.TrimStart() is not ['#', ..] && !before.Contains(" #", StringComparison.Ordinal))
            {
                var start = inner.Index + inner.Length - inner.ValueSpan.TrimStart().Length;
                yield return new OutlineLink(LinkForm.Property, false, target, bar < 0 ? target : inner.Value[(bar + 1)..].Trim(), at.Line, at.Column, match.Index, match.Length, start, target.Length);
            }
        }
    }

    [GeneratedRegex("""(?<quote>["'])\[\[(?<inner>[^\[\]\r\n]{1,500})\]\]\k<quote>""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Property();
}
