using System.Text.RegularExpressions;
using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Tests.Ingest;

namespace LlmWiki.Tests.Heal;

/// <summary>What heal wrote stays where the pages are compiled anew.</summary>
public sealed partial class HealThenIngestTests : IDisposable
{
    private readonly IngestWiki _wiki = IngestWiki.Sample();

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void Fixes_and_accepted_fixes_outlive_the_next_ingest()
    {
        _wiki.Ingest();
        Heal();
        foreach (var fix in _wiki.Folder.Review.List())
        {
            new ReviewDesk(_wiki.Folder).Accept(fix);
        }

        Heal();
        var healed = Healed();
        healed.Count.ShouldBeGreaterThan(10);
        Lint().ShouldBeEmpty();

        // Every page of these sources is made again.
        foreach (var source in Directory.EnumerateFiles(Path.Combine(_wiki.Root, "raw"), "*.md", SearchOption.AllDirectories))
        {
            File.AppendAllText(source, "\n\nThe museum of Harwick opened its new hall in 2019.\n");
        }

        _wiki.Ingest();
        Healed().Where(block => !healed.Contains(block)).ShouldBeEmpty();
        healed.Except(Healed()).ShouldBeEmpty();
        Lint().ShouldBeEmpty();
        Heal().Mended.Select(step => step.Fix.Finding).Where(finding => healed.Any(block => block.Page == finding.Path.Value && finding.Rule != "unlinked-mention" && finding.Rule != "missing-backlink")).ShouldBeEmpty();
    }

    [Fact]
    public void A_merged_page_is_not_made_again()
    {
        _wiki.Ingest();
        var (kept, gone) = ("wiki/concepts/hub-gear.md", "wiki/concepts/derailleur.md");
        var copied = string.Concat(_wiki.Page(kept).Blocks.Where(block => block.Kind is BlockKind.ListItem or BlockKind.Paragraph)
            .Select(block => Link().Replace(Citation.Without(block.Text, _ => true).TrimStart('-', ' '), "$1") + "\n\n"));
        _wiki.Edit(gone, "\n# Derailleur\n\n", "\n# Derailleur\n\n" + copied);
        var report = Heal();
        report.Left.Where(left => left.Finding.Rule == "duplicate-page").Select(left => $"{left.Finding.Path}: {left.Finding.Message}: {left.Why}").ShouldBeEmpty();
        var merge = report.Queued.Where(fix => fix.Rule == "duplicate-page").ToList();
        merge.ShouldHaveSingleItem();
        new ReviewDesk(_wiki.Folder).Accept(merge[0])!.Ok.ShouldBeTrue();
        var survivor = merge[0].Removed[0].Path == gone ? kept : gone;
        var said = _wiki.Page(survivor).Blocks.Select(block => block.Text).ToHashSet();
        Lint().Where(finding => finding.Path.Value == survivor).ShouldBeEmpty();

        _wiki.Write("raw/notes/glossary.md", _wiki.Read("raw/notes/glossary.md") + "\nBell — It rings.\n");
        _wiki.Ingest();
        _wiki.Has(merge[0].Removed[0].Path).ShouldBeFalse();
        said.Except(_wiki.Page(survivor).Blocks.Select(block => block.Text)).Where(block => !block.StartsWith("[^", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private List<(string Page, string Text)> Healed() => [.. _wiki.Texts().Select(page => page.Path).Order(StringComparer.Ordinal).SelectMany(Healed)];

    private IEnumerable<(string Page, string Text)> Healed(string path)
    {
        var page = _wiki.Page(path);
        var hashes = page.Owned.Blocks.Where(owned => owned.IsHealed).Select(owned => owned.Hash).ToHashSet();
        return page.Blocks.Where(block => hashes.Contains(block.Hash)).Select(block => (path, block.Text));
    }

    private Finding[] Lint() => [.. new WikiLint(_wiki.Folder, RuleBook.Of(_wiki.Folder.LintRules()), FixedTime.Noon).Run(new HashSet<string>(), _ => true, CancellationToken.None).Findings.Where(finding => finding.Severity >= Severity.Warning)];

    private HealReport Heal() => new HealRun(_wiki.Folder, RuleBook.Of(_wiki.Folder.LintRules()), FixedTime.Noon).Run(new HealOptions());

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex Link();
}
