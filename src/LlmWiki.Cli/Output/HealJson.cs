using System.Collections.Immutable;
using LlmWiki.Heal;
using LlmWiki.Storage;

namespace LlmWiki.Cli.Output;

internal sealed record FixJson(string Rule, string Page, int Line, string Message, string Fix, string Tier);

internal sealed record LeftJson(string Rule, string Page, int Line, string Message, string Why);

internal sealed record HealJson(string? Run, FixJson[] Mended, QueuedJson[] Queued, LeftJson[] Left, ConflictJson[] Kept, string? Report) : AnswerJson
{
    public static HealJson Of(HealReport report) => new(
        report.Run,
        [.. report.Mended.Select(step => new FixJson(step.Fix.Finding.Rule, step.Fix.Finding.Path.Value, step.Fix.Finding.Line, step.Fix.Finding.Message, step.Fix.Title, step.Fix.Tier.ToString().ToLowerInvariant()))],
        [.. report.Queued.Select(QueuedJson.Of)],
        [.. report.Left.Select(left => new LeftJson(left.Finding.Rule, left.Finding.Path.Value, left.Finding.Line, left.Finding.Message, left.Why))],
        ConflictJson.Of(report.Kept),
        report.File);
}

internal sealed record QueuedJson(string Id, string Rule, string Page, int Line, string Message, string Fix, string? Reason, string Diff)
{
    public static QueuedJson Of(QueuedFix fix) => new(fix.Id, fix.Rule, fix.Page, fix.Line, fix.Message, fix.Title, fix.Reason, fix.Diff);
}

internal sealed record ReviewJson(QueuedJson[] Waiting) : AnswerJson
{
    public static ReviewJson Of(ImmutableArray<QueuedFix> waiting) => new([.. waiting.Select(QueuedJson.Of)]);
}
