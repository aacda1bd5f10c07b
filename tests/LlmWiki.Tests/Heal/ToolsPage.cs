using System.Text.RegularExpressions;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Heal;

/// <summary>Pages as the tool leaves them: it owns all blocks and all keys of the front matter that are there.</summary>
internal static partial class ToolsPage
{
    /// <param name="head">Lines of front matter, <c>generated</c> left out.</param>
    public static string Of(string path, string head, string body, string newline = "\n")
    {
        var text = $"---\n{head}generated: {{ by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }}\n---\n{body}".Replace("\n", newline, StringComparison.Ordinal);
        var page = Page.Parse(new RelPath(path), text);
        var blocks = page.Blocks.Where(block => page.CitationOf(block) is null).Select(block => new OwnedBlock(block.Hash, OwnedBlocks.IdentityOf(block.Text), false));
        var keys = page.Head.Map.Entries.Where(entry => entry.Key != "generated").ToDictionary(entry => entry.Key, entry => HeadMerge.HashOf(entry.Value));
        return text.Replace("\"*\"", $"\"{new OwnedBlocks([.. blocks], keys)}\"", StringComparison.Ordinal);
    }

    /// <summary>The text with the list of what the tool wrote taken out: it is held by <see cref="ShouldBeTools"/>.</summary>
    public static string Shown(string text) => Blocks().Replace(text, "blocks: \"*\"");

    /// <summary>Fails unless all blocks and keys of the page are the tool's.</summary>
    public static void ShouldBeTools(string path, string text)
    {
        var page = Page.Parse(new RelPath(path), text);
        page.Blocks.Where(block => page.CitationOf(block) is null).ShouldAllBe(block => page.Owned.Contains(block));
        page.Head.Map.Entries.Where(entry => entry.Key != "generated").ShouldAllBe(entry => HeadMerge.IsToolsOrHealed(page, entry.Key));
    }

    [GeneratedRegex("blocks: \"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Blocks();
}
