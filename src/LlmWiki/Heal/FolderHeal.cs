using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Heal;

/// <summary>
/// Mends links in a folder of Markdown files that is no wiki, as far as that is certain. Nothing is written there: there is no journal to take it
/// back. What it gives are diffs, which <c>git apply</c> reads.
/// </summary>
public sealed class FolderHeal(MarkdownFolder folder, LinkRules links, RuleBook book)
{
    /// <summary>The rules whose fixes need no source.</summary>
    private static readonly HashSet<string> Mended = ["broken-link", "link-case"];

    private const char NotText = '\uFFFD';

    /// <param name="options">A rule or tier beyond what can be mended there is passed over.</param>
    public HealReport Run(HealOptions options, DateOnly today, CancellationToken cancel)
    {
        options = options with { AsksForPersons = false, MostTier = options.MostTier == FixTier.None ? FixTier.None : FixTier.Safe, Rules = options.Rules.Count == 0 ? Mended : options.Rules.Where(Mended.Contains).Append("").ToHashSet() };
        var look = new FolderLint(folder, links, book).Look(options.Rules, today, cancel);
        var style = links == LinkRules.Obsidian ? LinkStyle.Wikilink : LinkStyle.Markdown;
        var plan = new HealPlanner(look, Read, new HealSettings(style, new(folder.Renames)), options, cancel).Make();
        return new HealReport(null, plan.Steps, [], plan.Left, []);
    }

    /// <summary>A file of which some bytes are no text would not be the same after a change elsewhere.</summary>
    private SnapshotFile? Read(RelPath path) =>
        folder.Text(path) is { } text && !text.Contains(NotText, StringComparison.Ordinal) ? new SnapshotFile(path, text, ContentHash.Of(text)) : null;
}
