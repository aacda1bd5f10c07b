using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>Writes a link from one page to another in the style the configuration asks for.</summary>
public static class PageLink
{
    public static string Write(RelPath from, RelPath to, string display, LinkStyle style)
    {
        if (style == LinkStyle.Wikilink)
        {
            // Obsidian resolves a path from the vault's root first, so the name is never ambiguous.
            var target = to.Value["wiki/".Length..^(to.Extension == ".md" ? 3 : 0)];
            return $"[[{target}|{display.Replace('|', '/').Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal)}]]";
        }

        return $"[{MarkdownText.Escape(display)}]({MarkdownText.EscapePath(from.LinkTo(to))})";
    }
}
