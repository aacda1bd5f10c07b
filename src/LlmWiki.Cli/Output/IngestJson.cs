using LlmWiki.Ingest;
using LlmWiki.Models;
using LlmWiki.Text;

namespace LlmWiki.Cli.Output;

internal sealed record IngestJson(
    string Engine,
    bool DryRun,
    SourceJson[] Sources,
    SkippedJson[] Skipped,
    PageJson[] Pages,
    ConflictJson[] Conflicts,
    OutcomeJson[] Outcomes,
    int Statements,
    int Citations,
    ModelShareJson? Model) : AnswerJson
{
    public static IngestJson Of(IngestReport report, IngestView view) => new(
        report.Engine,
        view.Asked.DryRun,
        [.. view.Handled(report).Select(SourceJson.Of)],
        SkippedJson.Of(report.Skipped),
        [.. report.Pages.Select(page => PageJson.Of(page, withDiff: view.Asked.DryRun))],
        ConflictJson.Of(report.Conflicts),
        [.. report.Outcomes.Select(OutcomeJson.Of)],
        report.Statements,
        report.Citations,
        report.Model is { } model ? ModelShareJson.Of(model) : null);
}

/// <param name="Unusable">Replies that did not answer; the question was asked in smaller parts, or code decided.</param>
/// <param name="Fallbacks">Of the chunks those that are told verbatim.</param>
internal sealed record ModelShareJson(
    int Asked, int Remembered, int Unusable, long PromptTokens, long CachedPromptTokens, long OutputTokens, int Chunks, int Fallbacks, int Claims, int Refused)
{
    public static ModelShareJson Of(ModelShare model) =>
        new(model.Asked, model.Remembered, model.Unusable, model.Usage.PromptTokens, model.Usage.CachedPromptTokens, model.Usage.OutputTokens, model.Chunks, model.Fallbacks, model.Claims, model.Refused);
}

/// <param name="Diff">In a dry run only.</param>
internal sealed record PageJson(string Path, string Change, string? Diff)
{
    public static PageJson Of(PageChange page, bool withDiff) => new(
        page.Path.Value,
        page switch { { Before: null } => "created", { After: null } => "removed", _ => "changed" },
        withDiff ? UnifiedDiff.Between(page.Path, page.Before, page.After) : null);
}

internal sealed record OutcomeJson(string Path, string Format, string Page, int Passages, int Cited, string[] Notes)
{
    public static OutcomeJson Of(SourceOutcome outcome) => new(
        outcome.Path.Value, outcome.Format, outcome.Page.Value, outcome.Passages, outcome.Cited, [.. outcome.Notes]);
}
