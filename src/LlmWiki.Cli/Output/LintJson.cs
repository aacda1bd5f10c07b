using LlmWiki.Lint;
using LlmWiki.Lint.Deep;

namespace LlmWiki.Cli.Output;

/// <summary>What <c>wiki lint --format json</c> prints; docs are in <c>lint-rules/README.md</c>.</summary>
internal sealed record LintJson(FindingJson[] Findings, LintSummaryJson Summary, RuleProblemJson[] BadRules, SkippedJson[] Skipped, DeepJson? Deep) : AnswerJson
{
    public static LintJson Of(LintReport report, RuleBook book) => new(
        [.. report.Findings.Select(FindingJson.Of)],
        new LintSummaryJson(report.Pages, report.Count(Severity.Error), report.Count(Severity.Warning), report.Count(Severity.Info)),
        [.. book.Bad.Select(bad => new RuleProblemJson(bad.File, bad.Problem))],
        SkippedJson.Of(report.Skipped),
        DeepJson.Of(report.Deep));
}

/// <summary>What a model did; absent without <c>--deep</c>.</summary>
/// <param name="Cached">Answers of earlier runs.</param>
/// <param name="Dropped">Answers of both that were of no use or did not hold.</param>
/// <param name="Tokens">Used by this run.</param>
internal sealed record DeepJson(string Model, int Judged, int Cached, int Dropped, int NotReached, long Tokens)
{
    public static DeepJson? Of(DeepReport? deep) =>
        deep is null ? null : new DeepJson(deep.Model, deep.All.Judged, deep.All.Cached, deep.All.Dropped, deep.All.NotReached, deep.Tokens);
}

internal sealed record LintSummaryJson(int Pages, int Errors, int Warnings, int Infos);

internal sealed record RuleProblemJson(string File, string Problem);

/// <param name="Kind">Absent where the rule has only one kind of findings.</param>
/// <param name="EndColumn">Behind what is meant; absent where the whole line is.</param>
internal sealed record FindingJson(string Rule, string Severity, string? Kind, string Path, int Line, int Column, int? EndColumn, string Message, string? Hint, EvidenceJson[]? Evidence)
{
    public static FindingJson Of(Finding finding) => new(
        finding.Rule,
        Printer.Word(finding.Severity),
        finding.Kind.Length == 0 ? null : finding.Kind,
        finding.Path.Value,
        finding.Line,
        finding.Column,
        finding.Length == 0 ? null : finding.Column + finding.Length,
        finding.Message,
        finding.Hint,
        finding.Evidence.IsEmpty ? null : [.. finding.Evidence.Select(evidence => new EvidenceJson(evidence.Path.Value, evidence.Line, evidence.Quote))]);
}

internal sealed record EvidenceJson(string Path, int Line, string Quote);
