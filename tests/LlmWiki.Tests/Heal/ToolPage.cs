using LlmWiki.Text;

namespace LlmWiki.Tests.Heal;

/// <summary>Pages that the tool wrote, as tests need them.</summary>
internal static class ToolPage
{
    /// <param name="head">More lines of front matter.</param>
    public static string Of(string title, string body, string head = "") =>
        $"---\ntype: concept\ntitle: {title}\n{head}generated: {{ by: test, at: 2026-01-01T00:00:00Z, blocks: \"*\" }}\n---\n{body}";

    /// <summary>A page without the list of the tool's blocks, which no test compares.</summary>
    public static string Shown(string text)
    {
        var at = text.IndexOf("blocks: \"", StringComparison.Ordinal);
        return at < 0 ? text : text[..(at + 9)] + "*" + text[text.IndexOf('"', at + 9)..];
    }

    /// <summary>One page of a healed wiki, without the list.</summary>
    public static string Shown(this HealedFiles healed, string path) => Shown(healed.Files[path]);

    /// <summary>All its blocks are the tool's still, and a second run finds nothing to do.</summary>
    public static void ShouldBeSettled(this HealedFiles healed, params string[] rules)
    {
        var again = HealedFiles.Of(healed.Files, rules);
        again.Plan.Steps.ShouldBeEmpty();
        again.Files.ShouldBe(healed.Files);
        foreach (var (path, text) in healed.Files.Where(file => file.Value.Contains("generated:", StringComparison.Ordinal)))
        {
            var page = LlmWiki.Pages.Page.Parse(new RelPath(path), text);
            page.Blocks.ShouldAllBe(block => page.Owned.Contains(block));
        }
    }
}
