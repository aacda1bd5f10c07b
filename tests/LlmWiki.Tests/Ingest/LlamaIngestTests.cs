using System.Collections.Concurrent;
using LlmWiki.Llama;
using LlmWiki.Models;
using LlmWiki.TinyModels;
using Microsoft.Extensions.AI;

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
        using var counted = new PrefixClient(client, llama.Model.Vocabulary.CountTokens);
        var engine = new TextEngine("llama:tiny", counted, llama.Plan.Slots) { Context = llama.Plan.Context, CountTokens = llama.Model.Vocabulary.CountTokens };

        // The PDF has a test of its own: pdftotext is not everywhere.
        using var wiki = IngestWiki.Sample(file => !file.EndsWith(".pdf", StringComparison.Ordinal));
        var report = wiki.Ingest(engine);
        report.Engine.ShouldBe("llama:tiny");
        report.Model!.Asked.ShouldBeGreaterThan(10);
        ((double)counted.Reused / counted.Shared).ShouldBeGreaterThanOrEqualTo(0.9, $"of {counted.Shared} tokens that prompts have in common {counted.Reused} were decoded before");
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

    /// <summary>Counts the tokens of system parts that came before, and those of them that the engine did not decode again.</summary>
    private sealed class PrefixClient(IChatClient inner, Func<string, int> count) : DelegatingChatClient(inner)
    {
        private readonly ConcurrentDictionary<string, int> _systems = [];
        private long _shared;
        private long _reused;

        public long Shared => _shared;

        public long Reused => _reused;

        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var all = messages.ToList();
            var first = _systems.TryAdd(all[0].Text, 0);
            var response = await base.GetResponseAsync(all, options, cancellationToken);
            if (!first)
            {
                var tokens = count(all[0].Text);
                Interlocked.Add(ref _shared, tokens);
                Interlocked.Add(ref _reused, Math.Min(tokens, response.Usage?.CachedInputTokenCount ?? 0));
            }

            return response;
        }
    }
}
