using LlmWiki.Lint;
using LlmWiki.Pages;
using LlmWiki.Text;

namespace LlmWiki.Tests.Lint;

/// <summary>A folder of documents that nobody linked with each other: one finding says so, in place of one for each page.</summary>
public sealed class UnlinkedFolderTests
{
    private const string Prose = "The keeper opens the upper gate once the levels are equal, and a bell tells the ships to come in one after the other. ";

    [Theory]
    [InlineData("orphan-page")]
    [InlineData("dead-end-page")]
    public void In_a_folder_without_links_the_first_page_speaks_for_all(string rule)
    {
        var findings = Lint(rule, pages: 30, linked: 3);
        findings.Count.ShouldBe(1);
        findings[0].Path.Value.ShouldBe("page-03.md");
        findings[0].Message.ShouldContain("the same holds for 26 more of the 30 pages");
    }

    [Theory]
    [InlineData("orphan-page")]
    [InlineData("dead-end-page")]
    public void Where_pages_are_linked_each_one_that_is_not_is_told_of(string rule) => Lint(rule, pages: 30, linked: 6).Count.ShouldBe(24);

    [Theory]
    [InlineData("orphan-page")]
    [InlineData("dead-end-page")]
    public void A_small_folder_is_told_of_page_by_page(string rule) => Lint(rule, pages: 10, linked: 0).Count.ShouldBe(10);

    [Theory]
    [InlineData("orphan-page")]
    [InlineData("dead-end-page")]
    public void In_a_wiki_each_page_is_told_of(string rule) =>
        LintedFiles.Lint(Enumerable.Range(0, 30).ToDictionary(i => $"wiki/concepts/page-{i:00}.md", i => Page(i, 0, 30)), rule).Length.ShouldBe(30);

    /// <summary>The first pages link to each other in a ring.</summary>
    private static string Page(int at, int linked, int pages) =>
        $"# Page {at} of {pages}\n\n{string.Concat(Enumerable.Repeat(Prose, 4))}\n{(at < linked ? $"\nSee [the next](page-{(at + 1) % linked:00}.md).\n" : "")}";

    private static IReadOnlyList<Finding> Lint(string rule, int pages, int linked)
    {
        var linter = new Linter(RuleBook.Default.Rules, info => info.Id == rule, LintSettings.Default, Dialect.GitHub);
        var scanned = Enumerable.Range(0, pages).Select(i => linter.Scan(new RelPath($"page-{i:00}.md"), Page(i, linked, pages), new ContentHash("")));
        var read = scanned.ToList();
        return linter.Run(new LintWiki(LinkRules.GitHub, read, read.Select(page => page.Outline.Path)), [], _ => true);
    }
}
