using LlmWiki.Lint.Deep;
using LlmWiki.Tests.Ingest;
using Microsoft.Extensions.AI;
using static LlmWiki.Tests.Lint.DeepWiki;

namespace LlmWiki.Tests.Lint;

public sealed class DeepBudgetTests
{
    private static readonly string Contradicts = Verdict("contradiction", "12 cars", "20 cars");

    [Fact]
    public async Task A_second_lint_asks_nothing_and_finds_the_same()
    {
        using var wiki = OfPairs(4);
        var first = await wiki.Lint(Contradicts);
        first.Findings.Length.ShouldBe(4);
        wiki.Asked.Count.ShouldBe(4);
        var second = await wiki.Lint(_ => throw new InvalidOperationException("asked"));
        second.Findings.ShouldBe(first.Findings);
        second.Deep.ShouldBe(new DeepReport("scripted:1", new DeepCount(0, 4, 0, 0), default, 0));
    }

    [Fact]
    public async Task A_changed_statement_alone_is_asked_about_again()
    {
        using var wiki = OfPairs(4);
        await wiki.Lint(Contradicts);
        wiki.Write("wiki/A2.md", "# A2\n\nThe ferry of Albo carries 20 cars in spring.\n");
        (await wiki.Lint(Contradicts)).Deep!.Pairs.ShouldBe(new DeepCount(1, 3, 0, 0));
    }

    [Fact]
    public async Task Tokens_are_not_passed_and_the_next_run_goes_on()
    {
        using var wiki = OfPairs(5);
        var budget = new DeepBudget(null, 1700);
        for (var before = 0; before < 5; before = wiki.Asked.Count)
        {
            var report = await wiki.Lint(Contradicts, budget);
            wiki.Asked.Count.ShouldBeGreaterThan(before);
            report.Deep!.Tokens.ShouldBeLessThanOrEqualTo(1700);
            report.Deep.Pairs.ShouldBe(new DeepCount(wiki.Asked.Count - before, before, 0, 5 - wiki.Asked.Count));
            report.Findings.Length.ShouldBe(wiki.Asked.Count);
        }

        wiki.Asked.Count.ShouldBe(5);
        wiki.Asked.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task What_is_too_small_for_one_call_makes_none()
    {
        using var wiki = OfPairs(2);
        var report = await wiki.Lint(Contradicts, new DeepBudget(null, 100));
        wiki.Asked.ShouldBeEmpty();
        report.Deep!.Pairs.NotReached.ShouldBe(2);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_given_up()
    {
        using var wiki = OfPairs(3);
        var report = await wiki.Lint(new SilentClient(), new DeepBudget(TimeSpan.FromMilliseconds(200), null), TestContext.Current.CancellationToken);
        report.Findings.ShouldBeEmpty();
        report.Deep!.Pairs.ShouldBe(new DeepCount(0, 0, 0, 3));
    }

    [Fact]
    public async Task What_was_judged_before_a_run_was_cut_off_is_kept()
    {
        using var wiki = OfPairs(4);
        using var cancel = new CancellationTokenSource();
        var calls = 0;
        await Should.ThrowAsync<OperationCanceledException>(() => wiki.Lint(
            _ =>
            {
                if (++calls == 2)
                {
                    cancel.Cancel();
                }

                return Contradicts;
            },
            null, cancel.Token));
        var report = await wiki.Lint(Contradicts);
        report.Deep!.Pairs.Cached.ShouldBe(2);
        wiki.Asked.Count.ShouldBe(4);
        report.Findings.Length.ShouldBe(4);
    }

    /// <summary>Never answers.</summary>
    private sealed class SilentClient() : DelegatingChatClient(new ScriptedClient(_ => ""))
    {
        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("answered");
        }
    }
}
