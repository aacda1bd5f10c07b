using LlmWiki.Models;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>The sample, read by a literal model.</summary>
public sealed class ModelSampleTests
{
    [Fact]
    public void The_sample_becomes_a_valid_wiki_and_a_second_run_does_nothing()
    {
        using var wiki = IngestWiki.Sample(file => !file.EndsWith(".pdf", StringComparison.Ordinal));
        var model = new PlayedModel(LiteralModel.Reply);
        var report = wiki.Ingest(new TextEngine("played:literal", model, 4));
        TestContext.Current.TestOutputHelper!.WriteLine($"{report.Model} pages {report.Pages.Length} {report.Outcomes.Sum(o => o.Passages)} {report.Outcomes.Sum(o => o.Cited)}");
        if (Environment.GetEnvironmentVariable("KEEP_WIKI") is { } keep)
        {
            RepositoryFolder.Copy(Path.Combine(wiki.Root, "wiki"), keep);
        }

        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.Uncited(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        WikiCheck.LiveHtml(wiki.Root).ShouldBeEmpty();
        WikiCheck.Dropped(wiki.Root).ShouldBeEmpty();
        var after = wiki.State();
        wiki.Ingest(new TextEngine("played:literal", model, 4)).Pages.ShouldBeEmpty();
        wiki.State().ShouldBe(after);
    }
}
