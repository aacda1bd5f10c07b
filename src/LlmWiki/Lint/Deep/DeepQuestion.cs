using LlmWiki.Models;
using Microsoft.Extensions.AI;

namespace LlmWiki.Lint.Deep;

/// <summary>What an answer came to.</summary>
/// <param name="Holds">It has the form that was asked for, and its quotes stand where they should.</param>
/// <param name="Finding">Null where nothing is wrong.</param>
internal readonly record struct DeepAnswer(bool Holds, Finding? Finding)
{
    public static DeepAnswer Dropped => new(false, null);

    public static DeepAnswer Fine => new(true, null);
}

/// <summary>One question to a model; its size does not depend on the size of the wiki.</summary>
internal abstract class DeepQuestion
{
    /// <summary>It is about two statements, not about a page.</summary>
    public abstract bool IsPair { get; }

    /// <summary>The most tokens that an answer takes: a server is asked a second time where its first reply is of no use.</summary>
    public abstract int Tokens(TextEngine engine);

    /// <summary>What an earlier run was answered; null where it was not.</summary>
    public abstract DeepAnswer? Kept(ModelDesk desk);

    public abstract Task<DeepAnswer> Ask(ModelDesk desk, ModelTally tally, CancellationToken cancel);
}

/// <param name="room">Tokens that the reply may have.</param>
internal abstract class DeepQuestion<T>(ReplyShape<T> shape, int room) : DeepQuestion
    where T : class
{
    /// <summary>What a chat's frame adds to the text of its messages.</summary>
    public const int Frame = 60;

    public override int Tokens(TextEngine engine) => 2 * (Messages().Sum(message => engine.CountTokens(message.Text)) + Frame + room);

    public override DeepAnswer? Kept(ModelDesk desk) => desk.Kept(Messages(), shape, room, new ModelTally()) is { } answer ? Checked(answer) : null;

    public override async Task<DeepAnswer> Ask(ModelDesk desk, ModelTally tally, CancellationToken cancel) => Checked(await desk.Ask(Messages(), shape, room, tally, cancel));

    protected abstract IReadOnlyList<ChatMessage> Messages();

    /// <summary>Holds a reply against the pages.</summary>
    protected abstract DeepAnswer Judge(T reply);

    private DeepAnswer Checked(ModelAnswer<T> answer) => answer.Value is { } reply ? Judge(reply) : DeepAnswer.Dropped;
}
