namespace LlmWiki.Lint.Deep;

/// <summary>What a lint may use of a model; what is null is not limited.</summary>
/// <param name="Tokens">Of all prompts and replies that are made now.</param>
public sealed record DeepBudget(TimeSpan? Time, long? Tokens)
{
    public static DeepBudget Usual { get; } = new(TimeSpan.FromMinutes(10), null);
}

/// <summary>How questions of one kind went.</summary>
/// <param name="Judged">Answered now.</param>
/// <param name="Cached">Answered by an earlier run.</param>
/// <param name="Dropped">Of both, those whose answer was of no use or did not hold against the pages.</param>
/// <param name="NotReached">Left to the next run.</param>
public readonly record struct DeepCount(int Judged, int Cached, int Dropped, int NotReached)
{
    public static DeepCount operator +(DeepCount left, DeepCount right) =>
        new(left.Judged + right.Judged, left.Cached + right.Cached, left.Dropped + right.Dropped, left.NotReached + right.NotReached);
}

/// <summary>What a model did for a lint.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Pairs">Pairs of statements.</param>
/// <param name="Pages">Questions of a person's rules about pages, or parts of pages.</param>
/// <param name="Tokens">Of the prompts and replies that were made now.</param>
public sealed record DeepReport(string Model, DeepCount Pairs, DeepCount Pages, long Tokens)
{
    public DeepCount All => Pairs + Pages;
}

/// <summary>How far a lint with a model is.</summary>
public readonly record struct DeepProgress(int Done, int Total);
