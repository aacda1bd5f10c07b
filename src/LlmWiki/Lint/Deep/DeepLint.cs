using System.Collections.Immutable;
using LlmWiki.Models;

namespace LlmWiki.Lint.Deep;

/// <summary>Puts questions to a model within a budget. What was answered before costs nothing; what is left is asked by the next run.</summary>
internal sealed class DeepLint(ModelDesk desk, DeepBudget budget, TimeProvider time, IProgress<DeepProgress>? progress)
{
    private readonly record struct Outcome(DeepAnswer Answer, bool IsKept);

    /// <param name="questions">The most promising first.</param>
    /// <exception cref="WikiException">The model cannot be asked at all.</exception>
    public async Task<(ImmutableArray<Finding> Findings, DeepReport Report)> Run(IReadOnlyList<DeepQuestion> questions, CancellationToken cancel)
    {
        using var meter = new DeepMeter(budget, time);
        var outcomes = new Outcome?[questions.Count];
        Parallel.For(0, outcomes.Length, new ParallelOptions { CancellationToken = cancel }, i =>
            outcomes[i] = questions[i].Kept(desk) is { } kept ? new Outcome(kept, true) : null);
        var open = Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i] is null).ToList();
        var done = 0;
        await Parallel.ForEachAsync(open, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Math.Max(1, desk.Engine.Concurrency) }, async (i, stop) =>
        {
            outcomes[i] = await Asked(questions[i], meter, stop) is { } answer ? new Outcome(answer, false) : null;
            progress?.Report(new DeepProgress(Interlocked.Increment(ref done), open.Count));
        });

        return ([.. outcomes.Select(outcome => outcome?.Answer.Finding).OfType<Finding>()],
            new DeepReport(desk.Engine.Name, Count(questions, outcomes, isPair: true), Count(questions, outcomes, isPair: false), meter.Used));
    }

    /// <summary>Null where the budget does not reach for it.</summary>
    private async Task<DeepAnswer?> Asked(DeepQuestion question, DeepMeter meter, CancellationToken cancel)
    {
        var (isReached, answer) = await meter.Run(question.Tokens(desk.Engine), time, (tally, stop) => question.Ask(desk, tally, stop), cancel);
        return isReached ? answer : null;
    }

    private static DeepCount Count(IReadOnlyList<DeepQuestion> questions, Outcome?[] outcomes, bool isPair)
    {
        var all = outcomes.Where((_, i) => questions[i].IsPair == isPair).ToList();
        return new DeepCount(
            all.Count(outcome => outcome is { IsKept: false }),
            all.Count(outcome => outcome is { IsKept: true }),
            all.Count(outcome => outcome is { Answer.Holds: false }),
            all.Count(outcome => outcome is null));
    }
}
