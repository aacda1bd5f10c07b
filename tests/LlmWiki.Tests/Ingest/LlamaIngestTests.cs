using LlmWiki.Llama;
using LlmWiki.Models;
using LlmWiki.TinyModels;

namespace LlmWiki.Tests.Ingest;

/// <summary>The sample, with real llama.cpp on a model of random weights: it chooses at random, and the wiki is right all the same.</summary>
public sealed class LlamaIngestTests
{
    [Fact]
    public async Task A_local_model_drives_a_whole_ingest_and_the_wiki_is_valid()
    {
        var options = new LlamaOptions { ModelPath = TinyModel.InTemp(ModelShape.Tiny), Workers = 1, Threads = 1, GpuLayers = 0, Context = 2048 };
        using var llama = await LlamaEngine.OpenAsync(options, TestContext.Current.CancellationToken);
        using var client = new LlamaChatClient(llama);
        var engine = new TextEngine("llama:tiny", client, llama.Plan.Slots) { Context = llama.Plan.Context, CountTokens = llama.Model.Vocabulary.CountTokens };

        // The PDF has a test of its own: pdftotext is not everywhere.
        using var wiki = IngestWiki.Sample(file => !file.EndsWith(".pdf", StringComparison.Ordinal));
        var report = wiki.Ingest(engine);
        report.Engine.ShouldBe("llama:tiny");
        report.Model!.Asked.ShouldBeGreaterThan(10);
        TestContext.Current.TestOutputHelper!.WriteLine(report.Model.ToString());
        report.Model.Chunks.ShouldBeGreaterThan(10);
        report.Model.Fallbacks.ShouldBeInRange(1, report.Model.Chunks);
        report.Model.Faults.Values.Sum().ShouldBe(report.Model.Unusable);
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
