using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Heal;

/// <summary>
/// A small wiki in memory and what heal makes of it. Pages of <c>wiki/</c> with <c>blocks: "*"</c> in their front matter are the tool's,
/// all blocks of them; pages without <c>generated</c> are a person's.
/// </summary>
internal sealed class HealedFiles
{
    private HealedFiles(SortedDictionary<string, string> files, HealPlan plan) => (Files, Plan) = (files, plan);

    /// <summary>All files afterwards.</summary>
    public SortedDictionary<string, string> Files { get; }

    public HealPlan Plan { get; }

    /// <param name="files">Path and text.</param>
    /// <param name="rules">Ids of the rules that are linted and mended; none: all that are on.</param>
    public static HealedFiles Of(IReadOnlyDictionary<string, string> files, params string[] rules) => Of(files, new HealOptions(), rules);

    public static HealedFiles Of(IReadOnlyDictionary<string, string> files, HealOptions options, params string[] rules) => Of(files, options, LinkStyle.Markdown, rules);

    public static HealedFiles Of(IReadOnlyDictionary<string, string> files, LinkStyle links, params string[] rules) => Of(files, new HealOptions(), links, rules);

    private static HealedFiles Of(IReadOnlyDictionary<string, string> files, HealOptions options, LinkStyle links, string[] rules)
    {
        var now = new SortedDictionary<string, string>(files.ToDictionary(file => file.Key, file => file.Key.EndsWith(".md", StringComparison.Ordinal) ? RuleTrial.Owned(new RelPath(file.Key), file.Value) : file.Value), StringComparer.Ordinal);
        var look = RuleTrial.Look(RuleBook.Default, now, rules);
        SnapshotFile? Read(RelPath path) => now.TryGetValue(path.Value, out var text) ? new SnapshotFile(path, text, ContentHash.Of(text)) : null;
        var plan = new HealPlanner(look, Read, HealSettings.Of(links), options, CancellationToken.None).Make();
        var healed = new SortedDictionary<string, string>(now, StringComparer.Ordinal);
        foreach (var change in plan.Steps.SelectMany(step => step.Changes))
        {
            // Each step starts from what is there, as on disk.
            (healed.TryGetValue(change.Path.Value, out var text) ? ContentHash.Of(text) : (ContentHash?)null).ShouldBe(change.Base);
            if (change.Content is { } content)
            {
                healed[change.Path.Value] = content;
            }
            else
            {
                healed.Remove(change.Path.Value);
            }
        }

        return new HealedFiles(healed, plan);
    }

    /// <summary>The text of the page that one fix of the queue would leave.</summary>
    public string Accepted(string rule, string page) => Plan.Queued.Single(step => step.Fix.Finding.Rule == rule && step.Changes.Any(change => change.Path.Value == page)).Changes.Single(change => change.Path.Value == page).Content!;
}
