using LlmWiki.Lint;
using LlmWiki.Storage;
using LlmWiki.Tests.Ingest;

namespace LlmWiki.Tests.Lint;

/// <summary>The sample of the repository, linted: its sources disagree in five places on purpose (<c>fixtures/sample/disagreements.md</c>).</summary>
public sealed class SampleLintTests
{
    /// <summary>Words of both sides of each disagreement.</summary>
    private static readonly (string One, string Other)[] Planted =
    [
        ("had six stages", "had five stages"),
        ("hour record in 1893", "In 1894 Henri Desgrange"),
        ("Charles Terront won", "was won by Jiel-Laval"),
        ("was declared invalid", "was not declared invalid"),
        ("weighed 42 pounds", "weighed 36 pounds"),
    ];

    [Fact]
    public void Lint_finds_the_five_planted_disagreements_and_nothing_else_that_needs_mending()
    {
        using var wiki = Committed();
        var findings = Lint(wiki.Folder).Findings.Where(finding => finding.Severity >= Severity.Warning).ToList();
        findings.ShouldAllBe(finding => finding.Rule == "contradiction" && finding.Severity == Severity.Error);
        findings.Count.ShouldBe(Planted.Length);
        foreach (var (one, other) in Planted)
        {
            findings.ShouldContain(finding => finding.Evidence.Any(quote => quote.Quote.Contains(one, StringComparison.Ordinal)) && finding.Evidence.Any(quote => quote.Quote.Contains(other, StringComparison.Ordinal)), one);
        }
    }

    [Fact]
    public void Once_the_sources_agree_nothing_is_left()
    {
        using var wiki = IngestWiki.Sample();
        wiki.Edit("raw/reading/reading-notes-velocio.md", "had five stages", "had six stages");
        wiki.Edit("raw/articles/two-centuries-of-the-bicycle.md", "hour record in 1893", "hour record in 1894");
        wiki.Edit("raw/clips/air-in-the-tyre.html", "was won by Jiel-Laval", "was won by Charles Terront");
        wiki.Edit("raw/data/collection-records.json", "was not declared invalid, although", "was declared invalid, because");
        wiki.Edit("raw/notes/202403141015 Annie Londonderry sold space.md", "weighed 36 pounds", "weighed 42 pounds");
        wiki.Ingest();
        Lint(wiki.Folder).Findings.Where(finding => finding.Severity >= Severity.Warning).ShouldBeEmpty();
    }

    private static IngestWiki Committed()
    {
        var wiki = IngestWiki.Sample();
        RepositoryFolder.Copy("wiki", Path.Combine(wiki.Root, "wiki"));
        return wiki;
    }

    private static LintReport Lint(WikiFolder folder) =>
        new WikiLint(folder, RuleBook.Of(folder.LintRules()), FixedTime.Noon).Run(new HashSet<string>(), _ => true, CancellationToken.None);
}
