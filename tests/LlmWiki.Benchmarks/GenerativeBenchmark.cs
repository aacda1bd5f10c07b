using System.Diagnostics;
using System.Globalization;
using LlmWiki.Ingest;
using LlmWiki.Models;
using LlmWiki.Sources;
using LlmWiki.Storage;
using LlmWiki.Tests.Ingest.Generative;
using Microsoft.Extensions.AI;

namespace LlmWiki.Benchmarks;

/// <summary>
/// What an ingest with a model takes beside the model: the time of everything else, and the tokens that are sent for a token of source. The
/// model is a literal one that answers at once; its own time is taken off.
/// </summary>
internal sealed class GenerativeBenchmark(int sources, int words)
{
    private const double TokensPerSecond = 100;

    public void Run()
    {
        Console.WriteLine("| what | wall s | beside the model s | model s at 100 tokens/s | overhead | prompt tokens for a token of source |\n|---|---|---|---|---|---|");
        var folder = Directory.CreateTempSubdirectory("llmwiki-bench-").FullName;
        try
        {
            Corpus.Write(Path.Combine(folder, "raw"), sources, words);
            Directory.CreateDirectory(Path.Combine(folder, "wiki"));
            File.WriteAllText(Path.Combine(folder, "wiki.config.yaml"), "git: off\n");
            using var wiki = WikiFolder.Open(folder, warn: Console.Error.WriteLine);
            Row("all", wiki, SourceTokens(wiki));
            var article = Directory.EnumerateFiles(Path.Combine(folder, "raw"), "*.md").Order(StringComparer.Ordinal).First();
            File.AppendAllText(article, "\nThe new gauge of the workshop was tested on a cold morning in 2024 by three people who had never seen it.\n");
            Row("one paragraph added", wiki, SourceTokens(wiki));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Row(string what, WikiFolder wiki, long sourceTokens)
    {
        using var model = new TimedModel();
        var watch = Stopwatch.StartNew();
        var report = new IngestRun(wiki, TimeProvider.System, () => new TextEngine("played:literal", model, 1)).Run(new IngestOptions());
        var wall = watch.Elapsed.TotalSeconds;
        var beside = wall - model.Seconds;
        var writing = model.OutputTokens / TokensPerSecond;
        var isAll = report.Model!.Chunks > sources / 2;
        var shares = isAll ? string.Create(CultureInfo.InvariantCulture, $"{beside / (beside + writing):P1} | {(double)model.PromptTokens / sourceTokens:0.00}") : " | ";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what}: {sources} sources of {words:N0} words, {report.Model.Asked} questions | {wall:0.0} | {beside:0.0} | {writing:0} | {shares} |"));
        foreach (var (job, tokens) in model.Jobs.Where(_ => isAll).OrderByDescending(pair => pair.Value))
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(double)tokens / sourceTokens:0.00} {job}"));
        }
    }

    private static long SourceTokens(WikiFolder wiki) =>
        wiki.ListRaw().Files.Sum(file => SourceReader.Read(file.Path, wiki.ReadRaw(file.Path), null).Passages.Sum(passage => (long)TokenEstimate.Of(passage.Text)));

    private sealed class TimedModel : IChatClient
    {
        private readonly Lock _gate = new();

        public double Seconds { get; private set; }

        public long PromptTokens { get; private set; }

        public long OutputTokens { get; private set; }

        public Dictionary<string, long> Jobs { get; } = [];

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var start = Stopwatch.GetTimestamp();
            var parts = messages.Select(message => message.Text).ToList();
            var text = parts[0].Contains("take notes", StringComparison.Ordinal) ? LiteralModel.Json(Named(parts[^1])) : LiteralModel.Reply(parts[0], parts[^1]);
            var (read, written) = (parts.Sum(part => (long)TokenEstimate.Of(part)), (long)TokenEstimate.Of(text));
            var response = new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { Usage = new UsageDetails { InputTokenCount = read, OutputTokenCount = written } };
            lock (_gate)
            {
                (PromptTokens, OutputTokens) = (PromptTokens + read, OutputTokens + written);
                var job = parts[0][..Math.Min(48, parts[0].Length)].ReplaceLineEndings(" ") + (parts[^1].Contains("once more", StringComparison.Ordinal) || parts[^1].Contains("are left", StringComparison.Ordinal) ? ", asked again" : "");
                Jobs[job] = Jobs.GetValueOrDefault(job) + read;
                Seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            return Task.FromResult(response);
        }

        /// <summary>The claims of a model that does as it is told: it writes a name for "he", "it" and "I", and leaves fragments out.</summary>
        private static IEnumerable<(string Topic, string Text, int[] Passages)> Named(string user)
        {
            var author = user.Split('\n').FirstOrDefault(line => line.StartsWith("File: ", StringComparison.Ordinal))?.Split(", by ") is [_, var name] ? name : null;
            var last = "";
            foreach (var (topic, text, passages) in LiteralModel.ClaimsOf(user))
            {
                var first = text.Split(' ')[0];
                if (first is "I" or "We" ? author is null : !text.EndsWith('.'))
                {
                    continue;
                }

                var subject = first is "He" or "She" or "It" or "They" or "This" ? last : first is "I" or "We" ? author! : "";
                if (subject.Length > 0)
                {
                    yield return (subject, (subject + text[first.Length..]).Replace(" we ", $" {author} ", StringComparison.Ordinal), passages);
                }
                else if (first is not ("He" or "She" or "It" or "They" or "This"))
                {
                    last = topic.Contains(' ', StringComparison.Ordinal) ? topic : last;
                    yield return (topic, text, passages);
                }
            }
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("ingest asks for whole replies");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
