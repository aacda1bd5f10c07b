using System.Collections.Immutable;
using LlmWiki.Lint.Deep;
using LlmWiki.Models;

namespace LlmWiki.Heal.Advice;

/// <summary>What a model answered to the questions of a run, by their keys.</summary>
/// <param name="By">The model's name; empty where none was asked.</param>
internal sealed record HealAdvice(string By, ImmutableDictionary<string, string> Answers)
{
    public static HealAdvice None { get; } = new("", ImmutableDictionary<string, string>.Empty);

    /// <summary>The answer to a question; null where there is none that holds.</summary>
    public string? To(HealQuestion question) => Answers.GetValueOrDefault(question.Key);
}

/// <summary>What a heal may ask, and how much.</summary>
public sealed record HealModel(TextEngine Engine, DeepBudget Budget);

/// <summary>How the questions of a run went.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Tokens">Of the prompts and replies that were made now.</param>
public sealed record HealAsked(string Model, DeepCount Questions, long Tokens);

/// <summary>Puts the questions of a run to a model, within its budget; what was answered before costs nothing.</summary>
internal sealed class AdviceDesk(ModelDesk desk, PromptBook prompts, DeepBudget budget, TimeProvider time)
{
    /// <exception cref="WikiException">The model cannot be asked at all.</exception>
    public async Task<(HealAdvice Advice, HealAsked Asked)> Ask(IReadOnlyList<HealQuestion> questions, CancellationToken cancel)
    {
        using var meter = new DeepMeter(budget, time);
        var answers = new (bool IsReached, bool IsKept, string? Answer)[questions.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, questions.Count), new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Math.Max(1, desk.Engine.Concurrency) }, async (i, stop) =>
        {
            var (isKnown, kept) = questions[i].Kept(desk, prompts);
            answers[i] = isKnown ? (true, true, kept) : questions[i].Tokens(desk.Engine, prompts) is { } tokens ? await Asked(questions[i], tokens, meter, stop) : (true, false, null);
        });

        var held = questions.Zip(answers).Where(pair => pair.Second.Answer is not null).DistinctBy(pair => pair.First.Key).ToImmutableDictionary(pair => pair.First.Key, pair => pair.Second.Answer!);
        var count = new DeepCount(answers.Count(each => each is { IsReached: true, IsKept: false }), answers.Count(each => each.IsKept), answers.Count(each => each is { IsReached: true, Answer: null }), answers.Count(each => !each.IsReached));
        return (new HealAdvice(desk.Engine.Name, held), new HealAsked(desk.Engine.Name, count, meter.Used));
    }

    private async Task<(bool, bool, string?)> Asked(HealQuestion question, int tokens, DeepMeter meter, CancellationToken cancel)
    {
        var (isReached, answer) = await meter.Run(tokens, time, (tally, stop) => question.Ask(desk, prompts, tally, stop), cancel);
        return (isReached, false, answer);
    }
}
