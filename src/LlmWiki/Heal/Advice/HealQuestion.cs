using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.Heal.Advice;

/// <summary>
/// What code could not decide about one finding, as a question to a model. What it answers is a choice among what code has counted up, or a
/// sentence that code holds against passages; it is never more than a proposal that waits for review.
/// </summary>
/// <param name="Key">The same for the same question about the same text.</param>
internal abstract record HealQuestion(string Key)
{
    /// <summary>The most tokens that an answer takes; null where the question does not fit the model.</summary>
    public abstract int? Tokens(TextEngine engine, PromptBook prompts);

    /// <summary>The answer; null where it is of no use, or does not hold.</summary>
    public abstract Task<string?> Ask(ModelDesk desk, PromptBook prompts, ModelTally tally, CancellationToken cancel);

    /// <summary>The answer of an earlier run.</summary>
    /// <returns>Whether there is one; an answer of no use is null.</returns>
    public abstract (bool IsKnown, string? Answer) Kept(ModelDesk desk, PromptBook prompts);
}

internal abstract record HealQuestion<T>(string Key) : HealQuestion(Key)
    where T : class
{
    /// <summary>What a chat's frame adds to the text of its messages.</summary>
    private const int Frame = 60;

    protected abstract int Room { get; }

    protected abstract ReplyShape<T> Shape { get; }

    public override int? Tokens(TextEngine engine, PromptBook prompts)
    {
        var asked = Messages(prompts).Sum(message => engine.CountTokens(message.Text)) + Frame + Room;
        return asked <= engine.Context ? 2 * asked : null;
    }

    public override async Task<string?> Ask(ModelDesk desk, PromptBook prompts, ModelTally tally, CancellationToken cancel) => Checked(await desk.Ask(Messages(prompts), Shape, Room, tally, cancel));

    public override (bool IsKnown, string? Answer) Kept(ModelDesk desk, PromptBook prompts) =>
        desk.Kept(Messages(prompts), Shape, Room, new ModelTally()) is { } kept ? (true, Checked(kept)) : (false, null);

    protected abstract IReadOnlyList<ChatMessage> Messages(PromptBook prompts);

    /// <summary>Holds a reply against the wiki; null where it does not hold.</summary>
    protected abstract string? Judge(T reply);

    private string? Checked(ModelAnswer<T> answer) => answer.Value is { } reply ? Judge(reply) : null;
}
