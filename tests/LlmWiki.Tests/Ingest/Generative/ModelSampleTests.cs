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
        foreach (var job in model.Asked.GroupBy(asked => asked.System))
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{job.Key[..40]} {job.Count()} calls, {job.Sum(asked => TokenEstimate.Of(asked.System + asked.User))} of which system {job.Count() * TokenEstimate.Of(job.Key)}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"source {wiki.Folder.ListRaw().Files.Where(f => !f.Path.Value.EndsWith(".png", StringComparison.Ordinal)).Sum(f => { try { return LlmWiki.Sources.SourceReader.Read(f.Path, wiki.Folder.ReadRaw(f.Path), null).Passages.Sum(p => TokenEstimate.Of(p.Text)); } catch (WikiException) { return 0; } })}");
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
