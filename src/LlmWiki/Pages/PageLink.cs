using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>
/// Writes a link from one page to another in the style the configuration asks for; a name that has characters of the
/// wikilink syntax is linked as Markdown.
/// </summary>
public static class PageLink
{
    public static string Write(RelPath from, RelPath to, string display, LinkStyle style) =>
        style == LinkStyle.Wikilink && !to.Value.AsSpan().ContainsAny("#^[]|")
            ? $"[[{VaultName(to)}|{Plain(display)}]]"
            : $"[{MarkdownText.Escape(display)}]({MarkdownText.EscapePath(from.LinkTo(to))})";

    /// <summary>Obsidian resolves a path from the vault's root first, so the name is never ambiguous.</summary>
    private static string VaultName(RelPath page) => page.Value["wiki/".Length..^(page.Extension == ".md" ? 3 : 0)];

    /// <summary>Between double brackets nothing can be escaped: what would be markup gets a look-alike.</summary>
    internal static string Plain(string display) =>
        display.Replace('|', '/').Replace('[', '(').Replace(']', ')').Replace('<', '‹').Replace('>', '›').Replace('`', '\'');
}
