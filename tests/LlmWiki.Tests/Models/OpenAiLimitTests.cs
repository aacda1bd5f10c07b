using LlmWiki.Models;
using static LlmWiki.Tests.Models.FakeAnswer;

namespace LlmWiki.Tests.Models;

public sealed class OpenAiLimitTests
{
    [Fact]
    public async Task No_more_calls_run_at_one_time_than_configured()
    {
        var (now, most, barrier) = (0, 0, new TaskCompletionSource());
        await using var server = new FakeServer((_, number) => number == 0 ? Says("Yes.") : Says("Yes.") with { Parts = Counted() });
        using var talk = new Talk(server.Url, config => config with { Concurrency = 3 });
        await talk.Ask();
        var calls = Enumerable.Range(0, 10).Select(_ => talk.Ask()).ToArray();
        await server.Until(it => it.Requests.Count == 4);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        server.Requests.Count.ShouldBe(4);
        barrier.SetResult();
        await Task.WhenAll(calls);
        (server.Requests.Count, most).ShouldBe((11, 3));

        IEnumerable<byte[]> Counted()
        {
            var running = Interlocked.Increment(ref now);
            for (var seen = most; running > seen && Interlocked.CompareExchange(ref most, running, seen) != seen;)
            {
                seen = most;
            }

            barrier.Task.Wait(TestContext.Current.CancellationToken);
            Interlocked.Decrement(ref now);
            return Says("Yes.").Parts;
        }
    }

    [Fact]
    public async Task A_run_ends_at_its_limit()
    {
        await using var server = new FakeServer(Events(Delta("content", "Yes."), End("stop"), Usage(600, 300), "[DONE]"));
        using var talk = new Talk(server.Url, config => config with { MaxTokensPerRun = 1000 });
        await talk.Ask();
        await talk.Ask();
        var error = await talk.Fails();
        error.Message.ShouldStartWith("the limit of 1000 tokens a run (model.max_tokens_per_run) is reached: 1800 are used");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_prompt_that_goes_beyond_the_limit_is_not_sent()
    {
        await using var server = new FakeServer(Says("Yes."));
        using var talk = new Talk(server.Url, config => config with { MaxTokensPerRun = 1000 });
        await Should.ThrowAsync<WikiException>(() => talk.Ask(new string('x', 5000)));
        server.Requests.ShouldBeEmpty();
        await talk.Ask();
    }

    [Fact]
    public async Task What_the_server_counts_counts_and_not_what_was_foreseen()
    {
        await using var server = new FakeServer(Says("Yes."));
        using var talk = new Talk(server.Url, config => config with { MaxTokensPerRun = 1000 });
        for (var i = 0; i < 10; i++)
        {
            await talk.Ask(new string('x', 2000));
        }

        talk.Ledger.Usage.Tokens.ShouldBe(180);
    }

    [Fact]
    public async Task Prompts_under_way_count_against_the_limit()
    {
        var ledger = new ModelLedger(1000);
        ledger.Reserve(600);
        Should.Throw<WikiException>(() => ledger.Reserve(600));
        ledger.Release(600);
        ledger.Reserve(600);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ledger.Add(new ModelUsage(1, 10, 5, 2, 0.5)), TestContext.Current.CancellationToken)));
        ledger.Usage.ShouldBe(new ModelUsage(8, 80, 40, 16, 4));
        ledger.Usage.Tokens.ShouldBe(96);
    }

    [Fact]
    public async Task Tries_that_broke_off_are_counted_and_those_that_failed_are_not()
    {
        await using var server = new FakeServer(Error(500, ""), Events(Delta("content", new string('x', 40))) with { IsCut = true }, Says("Yes."));
        using var talk = new Talk(server.Url);
        await talk.Ask();
        var used = talk.Ledger.Usage;
        (used.Calls, used.OutputTokens).ShouldBe((2, 10 + 7));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("word", 1)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 11)]
    [InlineData("über", 2)]
    [InlineData("Москва", 3)]
    [InlineData("東京都", 3)]
    public void Tokens_are_estimated_by_script(string text, int tokens) => TokenEstimate.Of(text).ShouldBe(tokens);
}
