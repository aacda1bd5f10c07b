using System.Diagnostics;
using System.Globalization;
using LlmWiki.Llama;
using LlmWiki.TinyModels;
using Microsoft.Extensions.AI;

namespace LlmWiki.Benchmarks;

/// <summary>
/// The llama engine against a bare loop over the same library, and against itself. Everything that is compared runs in turn in one
/// process on one thread; the figures are processor seconds, which other jobs on the machine disturb least.
/// </summary>
internal sealed class LlamaBenchmark(ModelShape shape, int promptTokens, int outputTokens, int rounds)
{
    private static readonly ChatOptions Short = new() { MaxOutputTokens = 32 };

    private readonly string _path = TinyModel.InTemp(shape);

    private LlamaOptions Options => new() { ModelPath = _path, Workers = 1, Threads = 1, GpuLayers = 0, Context = 2048, Slots = 1 };

    public async Task Run()
    {
        Say($"## {shape.Name}, {new FileInfo(_path).Length / 1e9:0.00} GB");
        await AgainstBareLoop();
        await Together();
        await Prefix();
        await Grammar();
        await Cancel();
    }

    /// <summary>One call with a long prefix in a process of its own; prints the milliseconds of the call.</summary>
    public async Task Once(string folder)
    {
        using var engine = await LlamaEngine.OpenAsync(Options with { PrefixFolder = folder });
        using var client = new LlamaChatClient(engine);
        var start = ProcessorSeconds();
        var reply = await client.GetResponseAsync(WithPrefix(engine, 7), new ChatOptions { MaxOutputTokens = 1 });
        Say($"{ProcessorSeconds() - start:0.000} {reply.Usage!.CachedInputTokenCount}");
    }

    private async Task AgainstBareLoop()
    {
        var start = ProcessorSeconds();
        var wall = Stopwatch.GetTimestamp();
        using var engine = await LlamaEngine.OpenAsync(Options);
        Say($"load: {Stopwatch.GetElapsedTime(wall).TotalSeconds:0.0} s, {ProcessorSeconds() - start:0.0} s of processor");
        using var client = new LlamaChatClient(engine);
        using var bare = new BareLoop(engine.Model);
        List<double> prompts = [], outputs = [], barePrompts = [], bareOutputs = [];
        for (var round = 0; round <= rounds; round++)
        {
            var text = Words(engine, promptTokens, round);
            var ours = await Timed(client, text);
            var theirs = bare.Run(engine.Model.Vocabulary.Tokenize(text), outputTokens);
            if (round > 0)
            {
                prompts.Add(ours.Tokens / ours.Prompt);
                outputs.Add((outputTokens - 1) / ours.Output);
                barePrompts.Add(theirs.Tokens / theirs.Prompt);
                bareOutputs.Add((outputTokens - 1) / theirs.Output);
            }
        }

        Say($"prompt of {promptTokens}: {Median(prompts):0.0} tokens/s, bare loop {Median(barePrompts):0.0}: ratio {Median(prompts) / Median(barePrompts):0.00}");
        Say($"writing {outputTokens} after it: {Median(outputs):0.0} tokens/s, bare loop {Median(bareOutputs):0.0}: ratio {Median(outputs) / Median(bareOutputs):0.00}");
    }

    /// <summary>Processor seconds up to the first token, and of those after it.</summary>
    private async Task<(int Tokens, double Prompt, double Output)> Timed(LlamaChatClient client, string text)
    {
        var start = ProcessorSeconds();
        var first = 0.0;
        var tokens = 0;
        await foreach (var update in client.GetStreamingResponseAsync(text, new ChatOptions { MaxOutputTokens = outputTokens }))
        {
            first = first == 0 ? ProcessorSeconds() : first;
            tokens = (int?)update.Contents.OfType<UsageContent>().FirstOrDefault()?.Details.InputTokenCount ?? tokens;
        }

        return (tokens, first - start, ProcessorSeconds() - first);
    }

    private async Task Together()
    {
        using var engine = await LlamaEngine.OpenAsync(Options with { Slots = 8, Context = 512 });
        using var client = new LlamaChatClient(engine);
        await Rate(client, 1);
        var alone = new List<double>();
        var together = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(await Rate(client, 1));
            together.Add(await Rate(client, 8));
        }

        Say($"8 calls side by side: {Median(together):0.0} tokens/s, one {Median(alone):0.0}: ratio {Median(together) / Median(alone):0.00}");
    }

    private static async Task<double> Rate(LlamaChatClient client, int calls)
    {
        var start = ProcessorSeconds();
        var replies = await Task.WhenAll(Enumerable.Range(0, calls).Select(call => client.GetResponseAsync($"Tell {call}", Short)));
        return replies.Sum(reply => reply.Usage!.OutputTokenCount!.Value) / (ProcessorSeconds() - start);
    }

    private async Task Prefix()
    {
        var folder = Directory.CreateTempSubdirectory("llmwiki-").FullName;
        using (var engine = await LlamaEngine.OpenAsync(Options with { PrefixFolder = folder }))
        using (var client = new LlamaChatClient(engine))
        {
            await client.GetResponseAsync("warm up", new ChatOptions { MaxOutputTokens = 1 });
            var first = await Seconds(engine, client, 1);
            var second = await Seconds(engine, client, 2);
            Say($"a shared prefix of {promptTokens} tokens, 96 after it: first call {first:0.00} s, second {second:0.00} s: {first / second:0.0} times as fast");
        }

        var (seconds, cached) = await InNewProcess(folder);
        Say($"the same in a new process, from a state file of {new DirectoryInfo(folder).GetFiles().Sum(file => file.Length) / 1e6:0} MB: {seconds:0.00} s, {cached} tokens not decoded again");
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(double Seconds, int Cached)> InNewProcess(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["llama-once", shape.Name, folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = (await process.StandardOutput.ReadToEndAsync()).Split(' ');
        await process.WaitForExitAsync();
        return (double.Parse(output[0], CultureInfo.InvariantCulture), int.Parse(output[1], CultureInfo.InvariantCulture));
    }

    private async Task<double> Seconds(LlamaEngine engine, LlamaChatClient client, int number)
    {
        var start = ProcessorSeconds();
        await client.GetResponseAsync(WithPrefix(engine, number), new ChatOptions { MaxOutputTokens = 1 });
        return ProcessorSeconds() - start;
    }

    private async Task Grammar()
    {
        using var engine = await LlamaEngine.OpenAsync(Options);
        using var client = new LlamaChatClient(engine);
        var free = new List<double>();
        var held = new List<double>();
        UsageDetails usage = new();
        for (var round = 0; round < Math.Max(2, rounds / 2); round++)
        {
            free.Add(await Writing(client, new ChatOptions { MaxOutputTokens = outputTokens }, round));
            held.Add(await Writing(client, new ChatOptions { MaxOutputTokens = outputTokens, ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema) }, round, last => usage = last));
        }

        var steps = string.Join(", ", usage.AdditionalCounts!.Where(count => count.Key.StartsWith("grammar_", StringComparison.Ordinal)).Select(count => $"{count.Key[8..]}: {count.Value}"));
        Say($"under a schema {Median(held) * 1000:0.0} ms a token, free {Median(free) * 1000:0.0} ms; tokens found at each step of the ladder: {steps}");
        foreach (var line in GrammarSteps.Measure(engine.Model.Vocabulary, Schema))
        {
            Say(line);
        }
    }

    private static async Task<double> Writing(LlamaChatClient client, ChatOptions options, int round, Action<UsageDetails>? seen = null)
    {
        var start = ProcessorSeconds();
        var reply = await client.GetResponseAsync($"Write {round}", options);
        seen?.Invoke(reply.Usage!);
        return (ProcessorSeconds() - start) / reply.Usage!.OutputTokenCount!.Value;
    }

    private async Task Cancel()
    {
        using var engine = await LlamaEngine.OpenAsync(Options);
        using var client = new LlamaChatClient(engine);
        await client.GetResponseAsync("warm up", new ChatOptions { MaxOutputTokens = 1 });
        var waits = new List<double>();
        for (var round = 0; round < 10; round++)
        {
            using var source = new CancellationTokenSource();
            var call = client.GetResponseAsync(Words(engine, promptTokens, round), Short, source.Token);
            await Task.Delay(100 + (round * 20), CancellationToken.None);
            var start = Stopwatch.GetTimestamp();
            await source.CancelAsync();
            await call.ContinueWith(_ => { }, TaskScheduler.Default);
            await engine.WhenIdle();
            waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Say($"from cancel to an idle worker, within a prompt: median {Median(waits):0} ms, most {waits.Max():0} ms");
    }

    private IEnumerable<ChatMessage> WithPrefix(LlamaEngine engine, int number) =>
        [new(ChatRole.System, Words(engine, promptTokens, 0)), new(ChatRole.User, Words(engine, 90, number + 100))];

    /// <summary>Made-up words that come to as many tokens.</summary>
    private static string Words(LlamaEngine engine, int tokens, int seed)
    {
        var random = new Random(seed);
        var words = new List<string>();
        while (engine.Model.Vocabulary.CountTokens(string.Join(' ', words)) < tokens)
        {
            words.AddRange(Enumerable.Range(0, 4).Select(_ => string.Concat(Enumerable.Range(0, 2 + random.Next(5)).Select(_ => (char)('a' + random.Next(26))))));
        }

        return string.Join(' ', words);
    }

    private static double ProcessorSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static System.Text.Json.JsonElement Schema { get; } = System.Text.Json.JsonDocument.Parse("""
        {"type":"object","properties":{"claims":{"type":"array","minItems":2,"maxItems":6,"items":{"type":"object","properties":{
        "topic":{"type":"string","maxLength":40},"kind":{"enum":["definition","statement","quote"]},"text":{"type":"string","maxLength":80},
        "passages":{"type":"array","minItems":1,"maxItems":3,"items":{"enum":[1,2,3,4,5,6,7,8,9,10,11,12]}}},
        "required":["topic","kind","text","passages"],"additionalProperties":false}}},"required":["claims"],"additionalProperties":false}
        """).RootElement;

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line) => Console.WriteLine(line);
}
