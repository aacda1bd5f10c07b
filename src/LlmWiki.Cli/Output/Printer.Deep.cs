using LlmWiki.Lint.Deep;

namespace LlmWiki.Cli.Output;

/// <summary>What a model did for lint.</summary>
internal sealed partial class Printer
{
    public static string NoBudget(string value) => $"'{value}' is no budget: minutes such as 10m, seconds such as 90s, or tokens such as 200k";

    public static string BudgetTwice(string value) => $"'{value}': --budget takes one time and one number of tokens";

    public static UsageException DeepNeedsWiki() => new("'--deep' is for a wiki, and this folder is none", "'wiki init' makes one");

    public static UsageException DeepNeedsModel(string? why) =>
        new("there is no model that could judge" + (why is null ? " (model.engine is 'extractive')" : $": {why}"), $"'wiki model pull' fetches one, or name a server under 'model' in {ConfigReader.FileName}");

    /// <summary>Runs some work; how far it is is shown while it runs, and is gone afterwards.</summary>
    public Task<T> WithDeepProgress<T>(Func<IProgress<DeepProgress>?, Task<T>> work) => HasBar
        ? WithBar("comparing statements", task => work(new DeepBar(value =>
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
            task.Description = $"judging {Number(value.Done)}/{Number(value.Total)}";
        })))
        : work(null);

    private void Deep(DeepReport? deep)
    {
        if (deep is null)
        {
            return;
        }

        Note($"{deep.Model}: {Counted(deep.Pairs, "pair of statements", "pairs of statements")}, {Counted(deep.Pages, "question about pages", "questions about pages")}; {Number((int)Math.Min(int.MaxValue, deep.Tokens), "token")} used");
        var all = deep.All;
        if (all.Dropped > 0)
        {
            Note($"{Number(all.Dropped, "answer")} did not hold against the pages and {(all.Dropped == 1 ? "was" : "were")} dropped");
        }

        if (all.NotReached > 0)
        {
            var left = new[] { Left(deep.Pairs, "pair"), Left(deep.Pages, "question") }.OfType<string>();
            Note($"{string.Join(" and ", left)} not reached; the next run goes on");
        }
    }

    private static string Counted(DeepCount count, string one, string several)
    {
        var number = count.Judged + count.Cached;
        return $"{Number(number)} {(number == 1 ? one : several)} judged" + (count.Cached > 0 ? $" ({Number(count.Cached)} by earlier runs)" : "");
    }

    private static string? Left(DeepCount count, string thing) => count.NotReached == 0 ? null : Number(count.NotReached, thing);

    private sealed class DeepBar(Action<DeepProgress> show) : IProgress<DeepProgress>
    {
        public void Report(DeepProgress value) => show(value);
    }
}
