using System.Text.RegularExpressions;
using LlmWiki.Ingest;
using LlmWiki.Pages;
using LlmWiki.Storage;
using LlmWiki.Text;

namespace LlmWiki.Tests.Ingest;

/// <summary>The sample of the repository: <c>raw/</c> and the <c>wiki/</c> that is made of it.</summary>
public sealed partial class SampleTests
{
    private static bool HasPdfTool => PdfTool.Find() is not null;

    private const string NoPdfTool = "pdftotext is not installed, so the PDF of the sample cannot be read (apt install poppler-utils)";

    [Fact]
    public void The_committed_wiki_is_what_ingest_makes_of_the_sample()
    {
        Assert.SkipUnless(HasPdfTool, NoPdfTool);
        using var wiki = IngestWiki.Sample();
        new IngestRun(wiki.Folder, new FixedTime(CommittedAt())).Run(new IngestOptions());
        var made = Texts(wiki.Root);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            Directory.CreateDirectory(RepositoryFolder.At("wiki"));
            Directory.Delete(RepositoryFolder.At("wiki"), recursive: true);
            foreach (var (path, text) in made)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(RepositoryFolder.At(path))!);
                File.WriteAllText(RepositoryFolder.At(path), text);
            }
        }

        var committed = Texts(RepositoryFolder.Root);
        made.Keys.ShouldBe(committed.Keys);
        foreach (var (path, text) in made)
        {
            text.ShouldBe(committed[path], path);
        }
    }

    [Fact]
    public void Nothing_is_to_be_done_for_the_committed_wiki()
    {
        using var wiki = IngestWiki.Sample();
        RepositoryFolder.Copy("wiki", Path.Combine(wiki.Root, "wiki"));
        var before = wiki.State();
        var report = wiki.Ingest();
        report.Sources.ShouldAllBe(source => source.State == SourceState.Unchanged);
        wiki.State().ShouldBe(before);
    }

    [Fact]
    public void Every_quote_of_the_committed_wiki_is_found_in_the_cited_lines()
    {
        Assert.SkipUnless(HasPdfTool, NoPdfTool);
        WikiCheck.BadCitations(RepositoryFolder.Root).ShouldBeEmpty();
    }

    [Fact]
    public void Every_link_of_the_committed_wiki_leads_to_a_file() => WikiCheck.BadLinks(RepositoryFolder.Root).ShouldBeEmpty();

    [Fact]
    public void Every_statement_of_the_committed_wiki_has_its_footnotes() => WikiCheck.Uncited(RepositoryFolder.Root).ShouldBeEmpty();

    [Fact]
    public void Every_passage_of_the_sample_is_cited_or_listed_as_not_used()
    {
        Assert.SkipUnless(HasPdfTool, NoPdfTool);
        WikiCheck.Dropped(RepositoryFolder.Root).ShouldBeEmpty();
    }

    [Fact]
    public void The_five_known_disagreements_stand_side_by_side()
    {
        var table = File.ReadAllText(RepositoryFolder.At("tests/fixtures/sample/disagreements.md"));
        table.Split('\n').Count(line => DisagreementRow().IsMatch(line)).ShouldBe(5);
        var pages = Texts(RepositoryFolder.Root).Values.Select(text => MarkdownLink().Replace(text, "$1")).ToList();
        foreach (var (left, right) in new[]
        {
            ("six stages", "five stages"),
            ("in 1893, with 35.325 km", "in 1894"),
            ("weighed 42 pounds", "weighed 36 pounds"),
            ("patent was declared invalid", "patent was not declared invalid"),
        })
        {
            pages.ShouldContain(text => text.Contains(left, StringComparison.Ordinal), left);
            pages.ShouldContain(text => text.Contains(right, StringComparison.Ordinal), right);
        }
    }

    [Fact]
    public void The_order_in_which_sources_arrive_does_not_matter()
    {
        using var once = IngestWiki.Sample();
        once.Ingest();
        using var later = IngestWiki.Sample();
        foreach (var path in later.Folder.ListRaw().Files.Select(file => file.Path.Value).Reverse())
        {
            later.Ingest(path);
        }

        // A page keeps the path of its first title, so that links to it hold; everything it says is the same.
        Told(later).ShouldBe(Told(once));
    }

    private static List<string> Told(IngestWiki wiki) =>
        [.. Texts(wiki.Root).Where(file => file.Key != LogPage.Path.Value)
            .Select(file => LlmWiki.Pages.Page.Parse(new RelPath(file.Key), file.Value))
            .Select(page => page.Title + "\n" + string.Join('\n', page.Blocks.Select(block => MarkdownLink().Replace(block.Text, "$1"))))
            .Order(StringComparer.Ordinal)];

    private static DateTimeOffset CommittedAt()
    {
        var index = RepositoryFolder.At("wiki/index.md");
        var at = File.Exists(index) ? GeneratedAt().Match(File.ReadAllText(index)) : Match.Empty;
        return at.Success ? DateTimeOffset.Parse(at.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : FixedTime.Noon.GetUtcNow();
    }

    private static SortedDictionary<string, string> Texts(string root) => Directory.Exists(Path.Combine(root, "wiki"))
        ? new(Directory.EnumerateFiles(Path.Combine(root, "wiki"), "*.md", SearchOption.AllDirectories)
            .ToDictionary(file => new RelPath(Path.GetRelativePath(root, file)).Value, File.ReadAllText), StringComparer.Ordinal)
        : [];

    [GeneratedRegex(@"at: (\S+Z)")]
    private static partial Regex GeneratedAt();

    [GeneratedRegex(@"^\|\s*\d")]
    private static partial Regex DisagreementRow();

    [GeneratedRegex(@"\[([^\]^]+)\]\([^)]*\)")]
    private static partial Regex MarkdownLink();
}
