using LlmWiki.Pages;

namespace LlmWiki.Cli.Commands;

/// <summary>Whose rules links follow, of a folder that is no wiki.</summary>
internal static class LinksOption
{
    public static WordOption<LinkRules?> Make() => new("--links", "rules", "In a folder that is no wiki: whose rules links follow; without it, Obsidian's where a vault is around", null,
        ("obsidian", LinkRules.Obsidian), ("github", LinkRules.GitHub));
}
