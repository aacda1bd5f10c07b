using System.Globalization;
using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Evals;

/// <summary>Would heal have led dead links to where people led them? A vault with its git history says: lint-facts, section 5.</summary>
/// <param name="repository">A clone that may be checked out at will.</param>
/// <param name="folder">The vault in it.</param>
internal sealed class RepairBench(string repository, string folder)
{
    private static readonly HashSet<string> Rules = ["broken-link", "link-case"];

    /// <summary>Repairs whose old target is dead and whose new one is there in the commit before.</summary>
    public string Run(bool show)
    {
        var (all, right, wrong, safeWrong, safe, nearest, details) = (0, 0, 0, 0, 0, 0, new List<string>());
        foreach (var commit in Repair.In(repository, folder).GroupBy(repair => repair.Parent))
        {
            try
            {
                Repair.Git(repository, "checkout", "-q", "-f", "--detach", commit.Key);
            }
            catch (InvalidOperationException)
            {
                // The first commit has none before it.
                continue;
            }

            var vault = Path.Combine(repository, folder);
            if (!Directory.Exists(vault))
            {
                continue;
            }

            var files = MarkdownFolder.Open(vault);
            var look = new FolderLint(files, LinkRules.Obsidian, RuleBook.Default).Look(Rules, DateOnly.MaxValue, CancellationToken.None);
            SnapshotFile? Read(RelPath path) => files.Text(path) is { } text ? new SnapshotFile(path, text, ContentHash.Of(text)) : null;
            var options = new HealOptions { AsksForPersons = false, Rules = Rules };
            var plan = new Lazy<HealPlan>(() => new HealPlanner(look, Read, new HealSettings(LinkStyle.Wikilink, new(files.Renames)), options, CancellationToken.None).Make());
            foreach (var repair in commit)
            {
                var page = new RelPath(repair.Page[(folder.Length + 1)..]);
                if (look.Wiki[page] is not { } own || FileOf(look.Wiki, page, repair.Old) is not null || FileOf(look.Wiki, page, repair.New) is not { } wanted || own.Outline.Links.All(link => link.Line != repair.Line))
                {
                    continue;
                }

                all++;
                var step = plan.Value.Steps.Concat(plan.Value.Queued).FirstOrDefault(each => each.Fix.Finding.Path == page && each.Fix.Finding.Line == repair.Line && each.Fix.Edits.Any(edit => edit.Length > 0));
                var led = step is null ? null : FileOf(look.Wiki, page, step.Fix.Edits[0].Text.Split('|', '#')[0].TrimEnd('\\'));
                (right, wrong) = (right + (led == wanted ? 1 : 0), wrong + (led is not null && led != wanted ? 1 : 0));
                (safe, safeWrong) = step is { Fix.Tier: < FixTier.Review } ? (safe + 1, safeWrong + (led == wanted ? 0 : 1)) : (safe, safeWrong);
                nearest += Nearest(look.Wiki, repair.Old) == wanted ? 1 : 0;
                details.Add($"{(led == wanted ? "right" : led is null ? "none" : "wrong")} {page}:{repair.Line} [[{repair.Old}]] -> [[{repair.New}]]{(led is null || led == wanted ? "" : $", heal: {led}")}{(step is { Fix.Tier: < FixTier.Review } ? " (by itself)" : "")}");
            }
        }

        var table = string.Create(CultureInfo.InvariantCulture, $"| repairs | heal: the same page | another page | nothing | by itself | of these another page | nearest file name: the same page |\n|---|---|---|---|---|---|---|\n| {all} | {right} ({Share(right, all)}) | {wrong} | {all - right - wrong} | {safe} | {safeWrong} | {nearest} ({Share(nearest, all)}) |\n");
        return show ? table + string.Join('\n', details) + "\n" : table;
    }

    private static string Share(int part, int all) => all == 0 ? "-" : (part / (double)all).ToString("0.00", CultureInfo.InvariantCulture);

    private static RelPath? FileOf(LintWiki wiki, RelPath page, string target) => wiki.Links.Follow(page, new OutlineLink(LinkForm.Wikilink, false, target, target, 1, 1, 0, 0, 0, 0)).File;

    /// <summary>The floor: the page whose file name is spelled most like the target.</summary>
    private static RelPath? Nearest(LintWiki wiki, string target)
    {
        var name = target[(target.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return wiki.Pages.OrderBy(page => EditDistance.Between(name, page.Path.Stem.ToLowerInvariant())).ThenBy(page => page.Path).Select(page => (RelPath?)page.Path).FirstOrDefault();
    }
}
