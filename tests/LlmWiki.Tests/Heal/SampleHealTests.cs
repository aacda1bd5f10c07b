using LlmWiki.Heal;
using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Tests.Ingest;

namespace LlmWiki.Tests.Heal;

/// <summary>The sample of the repository with a hundred defects planted, healed.</summary>
public sealed class SampleHealTests : IDisposable
{
    private const int Moved = 10;
    private const int Slips = 30;

    private readonly IngestWiki _wiki = IngestWiki.Sample();
    private readonly Random _random = new(20261128);

    public void Dispose() => _wiki.Dispose();

    [Fact]
    public void What_heal_leaves_waits_for_review_and_undo_brings_every_byte_back()
    {
        Agree();
        _wiki.Ingest();
        Lint().ShouldBeEmpty();
        Move();
        Slip();
        Lint().Length.ShouldBeGreaterThanOrEqualTo(100);

        var before = _wiki.State();
        var report = Heal();
        var queued = report.Queued.Select(fix => (fix.Rule, fix.Page, fix.Message)).ToHashSet();
        Lint().Where(finding => !queued.Contains((finding.Rule, finding.Path.Value, finding.Message))).Select(finding => $"{finding.Path}:{finding.Line} {finding.Rule}: {finding.Message} ({report.Left.FirstOrDefault(left => left.Finding == finding)?.Why})").ShouldBeEmpty();
        report.Mended.Length.ShouldBeGreaterThanOrEqualTo(60);

        var healed = _wiki.State();
        Heal().Mended.ShouldBeEmpty();
        _wiki.State().ShouldBe(healed);

        _wiki.Folder.UndoRun().Stuck.ShouldBeNull();
        _wiki.State().ShouldBe(before);
    }

    /// <summary>The five disagreements of the sources are no defects of pages.</summary>
    private void Agree()
    {
        _wiki.Edit("raw/reading/reading-notes-velocio.md", "had five stages", "had six stages");
        _wiki.Edit("raw/articles/two-centuries-of-the-bicycle.md", "hour record in 1893", "hour record in 1894");
        _wiki.Edit("raw/clips/air-in-the-tyre.html", "was won by Jiel-Laval", "was won by Charles Terront");
        _wiki.Edit("raw/data/collection-records.json", "was not declared invalid, although", "was declared invalid, because");
        _wiki.Edit("raw/notes/202403141015 Annie Londonderry sold space.md", "weighed 36 pounds", "weighed 42 pounds");
    }

    /// <summary>A person sorts pages into another folder with a file manager, which leaves every link to them and on them dead.</summary>
    private void Move()
    {
        foreach (var page in Pages("concepts").Order(StringComparer.Ordinal).ToList().OrderBy(_ => _random.Next()).Take(Moved).ToList())
        {
            var text = _wiki.Read(page);
            _wiki.Delete(page);
            _wiki.Write(page.Replace("wiki/concepts/", "wiki/workshop/", StringComparison.Ordinal), text);
        }
    }

    /// <summary>A person edits links by hand, and slips.</summary>
    private void Slip()
    {
        var links = Pages("entities").SelectMany(page => _wiki.Page(page).Blocks.Where(block => block.Kind is BlockKind.Paragraph or BlockKind.ListItem)
            .Select(block => (page, At: block.Text.IndexOf(".md)", StringComparison.Ordinal), block.Text))).Where(each => each.At > 8).OrderBy(_ => _random.Next()).Take(Slips).ToList();
        foreach (var (page, at, text) in links)
        {
            var slipped = text.Remove(at - 2, 1);
            _wiki.Edit(page, text, slipped);
        }
    }

    private IEnumerable<string> Pages(string folder) => _wiki.Pages(folder).Select(name => $"wiki/{folder}/{name}");

    private Finding[] Lint() => [.. new WikiLint(_wiki.Folder, RuleBook.Of(_wiki.Folder.LintRules()), FixedTime.Noon).Run(new HashSet<string>(), _ => true, CancellationToken.None).Findings.Where(finding => finding.Severity >= Severity.Warning)];

    private HealReport Heal() => new HealRun(_wiki.Folder, RuleBook.Of(_wiki.Folder.LintRules()), FixedTime.Noon).Run(new HealOptions());
}
