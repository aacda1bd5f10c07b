using LlmWiki.Models;

namespace LlmWiki.Tests.Ingest.Generative;

/// <summary>The sample, read by a literal model.</summary>
public sealed class ModelSampleTests
{
    [Fact]
    public void The_sample_becomes_a_valid_wiki_and_a_second_run_does_nothing()
    {
        using var wiki = IngestWiki.Sample(file => !file.EndsWith(".pdf", StringComparison.Ordinal));
        var engine = new TextEngine("played:literal", new PlayedModel(LiteralModel.Reply), 4);
        wiki.Ingest(engine).Model!.Claims.ShouldBeGreaterThan(200);
        WikiCheck.BadCitations(wiki.Root).ShouldBeEmpty();
        WikiCheck.Uncited(wiki.Root).ShouldBeEmpty();
        WikiCheck.BadLinks(wiki.Root).ShouldBeEmpty();
        WikiCheck.LiveHtml(wiki.Root).ShouldBeEmpty();
        WikiCheck.Dropped(wiki.Root).ShouldBeEmpty();
        var after = wiki.State();
        wiki.Ingest(engine).Pages.ShouldBeEmpty();
        wiki.State().ShouldBe(after);
    }
}
