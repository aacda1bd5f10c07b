using System.Runtime.CompilerServices;
using LlmWiki.Llama.Engine;
using LlmWiki.TinyModels;
using Microsoft.Extensions.AI;

namespace LlmWiki.Llama.Tests;

/// <summary>What ends early, twice, late or at the same time as something else.</summary>
public sealed class EngineLifeTests
{
    /// <summary>Slow enough that a reply of 1,500 tokens takes many seconds.</summary>
    private static readonly ModelShape Slow = ModelShape.Tiny with { Name = "Slow", Layers = 16, Width = 512, FeedForward = 1536, Heads = 8, KeyValueHeads = 4 };

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_may_be_closed_twice()
    {
        var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        engine.Dispose();
        Should.NotThrow(engine.Dispose);
    }

    [Fact]
    public async Task A_closed_engine_refuses_calls()
    {
        var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        using var client = new LlamaChatClient(engine);
        engine.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(Say(client, "Hello", Cancel));
        Should.Throw<ObjectDisposedException>(() => engine.Model.Vocabulary.Tokenize("Hello"));
        Should.Throw<ObjectDisposedException>(() => engine.Model.Vocabulary.Text([70]));
        Should.Throw<ObjectDisposedException>(() => engine.Model.Vocabulary.Grammar("root ::= \"a\""));
    }

    [Fact]
    public async Task Calls_that_meet_the_end_of_the_engine_all_end()
    {
        for (var round = 0; round < 12; round++)
        {
            var engine = await LlamaEngine.OpenAsync(TinyEngine.Options with { Workers = 2 }, Cancel);
            using var client = new LlamaChatClient(engine);
            var callers = Enumerable.Range(0, 4).Select(caller => Task.Run(() => SayUntilClosed(client, caller), Cancel)).ToList();
            await Task.Delay(round * 3, Cancel);
            engine.Dispose();
            await Task.WhenAll(callers).WaitAsync(Soon, Cancel);
            await engine.WhenIdle().WaitAsync(Soon, Cancel);
        }
    }

    [Fact]
    public async Task A_token_that_outlives_the_engine_does_not_hold_its_calls()
    {
        using var source = new CancellationTokenSource();
        var call = await Ended(source.Token);
        for (var turn = 0; turn < 10 && call.IsAlive; turn++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(10, Cancel);
        }

        call.IsAlive.ShouldBeFalse();
        await source.CancelAsync();
    }

    [Fact]
    public async Task A_reader_that_turns_away_ends_the_reply()
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options with { ModelPath = TinyModel.InTemp(Slow), Slots = 1 }, Cancel);
        using var client = new LlamaChatClient(engine);
        await foreach (var update in client.GetStreamingResponseAsync("Hello", new ChatOptions { MaxOutputTokens = 1900 }, Cancel))
        {
            update.Text.ShouldNotBeEmpty();
            break;
        }

        await engine.WhenIdle().WaitAsync(TimeSpan.FromSeconds(2), Cancel);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_gives_its_grammar_back()
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        var grammar = engine.Model.Vocabulary.Grammar("root ::= \"a\"");
        var call = new Generation { Prompt = [70, 71], MaxTokens = 2, Grammar = grammar, Cancel = new CancellationToken(canceled: true) };
        engine.Pool.Add(call);
        await Should.ThrowAsync<OperationCanceledException>(call.Text.Reader.Completion);
        await engine.WhenIdle().WaitAsync(Soon, Cancel);
        grammar.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_hundred_thousand_waiting_calls_are_cancelled_at_once()
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        using var source = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 100_000).Select(_ => new Generation { Prompt = [70, 71], MaxTokens = 900, Cancel = source.Token }).ToList();
        calls.ForEach(engine.Pool.Add);
        await source.CancelAsync();
        await engine.WhenIdle().WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        // The first may have run, and left a text that nobody has read.
        calls.Skip(engine.Plan.Slots).ShouldAllBe(call => call.Text.Reader.Completion.IsCompleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-100_000)]
    public async Task A_reply_of_no_tokens_is_refused(int tokens)
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        using var client = new LlamaChatClient(engine);
        var options = new ChatOptions { MaxOutputTokens = tokens };
        await Should.ThrowAsync<ArgumentOutOfRangeException>(client.GetResponseAsync(string.Join(' ', Enumerable.Repeat("bicycle", 3000)), options, Cancel));
    }

    [Fact]
    public async Task A_reply_without_a_limit_is_refused_and_harms_no_other()
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        using var client = new LlamaChatClient(engine);
        var beside = client.GetResponseAsync("Hello", new ChatOptions { MaxOutputTokens = 1500 }, Cancel);
        var error = await Should.ThrowAsync<WikiException>(client.GetResponseAsync("Hello", new ChatOptions { MaxOutputTokens = int.MaxValue }, Cancel));
        error.Message.ShouldContain("do not fit into 2048 tokens");
        (await beside).Text.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_stop_text_without_letters_stops_nothing()
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        using var client = new LlamaChatClient(engine);
        var expected = await client.GetResponseAsync("Hello", new ChatOptions { MaxOutputTokens = 20 }, Cancel);
        var reply = await client.GetResponseAsync("Hello", new ChatOptions { MaxOutputTokens = 20, StopSequences = ["", null!] }, Cancel);
        reply.Text.ShouldBe(expected.Text);
    }

    [Fact]
    public async Task Calls_that_end_in_every_way_leave_no_load_and_no_stale_cache()
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options with { Slots = 3 }, Cancel);
        using var client = new LlamaChatClient(engine);
        var prompts = Enumerable.Range(0, 6).Select(Talk).ToList();
        var expected = new List<string>();
        foreach (var prompt in prompts)
        {
            expected.Add((await client.GetResponseAsync(prompt, new ChatOptions { MaxOutputTokens = 40 }, Cancel)).Text);
        }

        for (var round = 0; round < 60; round++)
        {
            var disturbers = Enumerable.Range(0, 6).Select(number => Disturb(client, Talk(number), round + number)).ToList();
            var number = round % prompts.Count;
            (await client.GetResponseAsync(prompts[number], new ChatOptions { MaxOutputTokens = 40 }, Cancel)).Text.ShouldBe(expected[number]);
            await Task.WhenAll(disturbers);
        }

        await engine.WhenIdle().WaitAsync(Soon, Cancel);
    }

    private static List<ChatMessage> Talk(int number) =>
        [new(ChatRole.System, string.Join(' ', Enumerable.Repeat($"rule {number % 3} of the house", 40))), new(ChatRole.User, $"question {number}")];

    private static async Task Disturb(LlamaChatClient client, List<ChatMessage> talk, int number)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        source.CancelAfter(number % 17);
        var pieces = 0;
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(talk, new ChatOptions { MaxOutputTokens = 1 + (number % 90) }, source.Token))
            {
                if (update.Text != "" && ++pieces == 20)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static async Task SayUntilClosed(LlamaChatClient client, int caller)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                await Say(client, $"{caller} asks {number}", Cancel);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> Ended(CancellationToken cancel)
    {
        using var engine = await LlamaEngine.OpenAsync(TinyEngine.Options, Cancel);
        var call = new Generation { Prompt = [70, 71], MaxTokens = 2, Cancel = cancel };
        engine.Pool.Add(call);
        (await call.Text.Reader.ReadAllAsync(Cancel).ToListAsync(Cancel)).ShouldNotBeEmpty();
        return new WeakReference(call);
    }

    private static async Task<string> Say(LlamaChatClient client, string prompt, CancellationToken cancel) =>
        (await client.GetResponseAsync(prompt, new ChatOptions { MaxOutputTokens = 24 }, cancel)).Text;
}
